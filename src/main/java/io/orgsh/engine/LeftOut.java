package io.orgsh.engine;

import io.orgsh.aws.Call;
import io.orgsh.expression.Query;
import io.orgsh.journal.Event;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.runbook.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What a reply says that AWS did not process, although it answered success: {@code
 * UnprocessedAccounts} and its kin.
 */
final class LeftOut {
  /** The code by which {@code accept} and {@code retry} mean an entry. */
  static final String CODE = "Unprocessed";

  /**
   * What AWS's reason means.
   *
   * @param why a sentence for the operator
   * @param next commands for him
   */
  record Meaning(Text why, List<String> next) {
    Meaning {
      next = List.copyOf(next);
    }
  }

  private LeftOut() {}

  /** The entries of a reply; empty when AWS processed all. */
  static List<Event.Left> of(Step.DoCall call, JsonNode body, Query query) {
    var left = new ArrayList<Event.Left>();
    call.unprocessed()
        .ifPresent(
            where -> {
              for (JsonNode entry : query.search(where.list(), body)) {
                left.add(
                    new Event.Left(
                        words(query.search(where.account(), entry)),
                        words(query.search(where.reason(), entry))));
              }
            });
    return List.copyOf(left);
  }

  /**
   * Whether AWS's reason is one that a runbook names: by the code {@code Unprocessed}, with or
   * without a message, or by any pattern that has a message which the reason fits.
   */
  static boolean fits(List<Step.ErrorMatch> matches, Event.Left entry) {
    return matches.stream()
        .anyMatch(
            match ->
                match
                    .message()
                    .map(message -> Errors.fits(message, entry.reason()))
                    .orElse(match.error().equals(CODE)));
  }

  static Problem problem(
      Call request, List<Event.Left> entries, Where where, Explanations explanations) {
    List<Meaning> meanings =
        entries.stream()
            .flatMap(entry -> explanations.leftOut(request.operation(), entry.reason()).stream())
            .distinct()
            .toList();
    Problem problem = listed(request, entries, meanings, where);
    for (Meaning meaning : meanings) {
      for (String command : meaning.next()) {
        problem = command.equals("retry") ? problem : problem.suggest(command);
      }
    }
    return problem.suggest(Advice.retry(where));
  }

  private static Problem listed(
      Call request, List<Event.Left> entries, List<Meaning> meanings, Where where) {
    Text why =
        Text.of(
                "%s answered success, but did not process %d of the accounts:%n%s%nThe others"
                    + " are done.",
                "%s は成功を返しましたが、次の %d アカウントは処理されませんでした:%n%s%n他のアカウントは完了しています。")
            .with(
                request.operation(),
                entries.size(),
                entries.stream()
                    .map(entry -> "  " + entry.account() + ": " + entry.reason())
                    .collect(Collectors.joining("\n")));
    for (Meaning meaning : meanings) {
      why = Text.same("%s%n%s").with(why, meaning.why());
    }
    return Problem.of(
        Text.of("Error: AWS left some accounts out", "エラー: AWSが一部のアカウントを処理しませんでした"), why, where);
  }

  private static String words(JsonNode value) {
    return value.isString() ? value.stringValue() : value.toString();
  }
}
