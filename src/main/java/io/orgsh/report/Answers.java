package io.orgsh.report;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.Region;
import io.orgsh.engine.Survey;
import io.orgsh.engine.Survey.Answer;
import io.orgsh.engine.Survey.Finding;
import io.orgsh.problem.Text;
import io.orgsh.report.Coverage.Cell;
import io.orgsh.report.Coverage.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a survey says of each account and region, brought to one state. */
final class Answers {
  private record Spot(Optional<AccountId> account, Optional<Region> region) {}

  private final Map<Spot, List<Answer>> bySpot = new HashMap<>();
  private final Map<Text, Text> texts = new HashMap<>();

  Answers(Survey survey) {
    for (Answer answer : survey.answers()) {
      bySpot
          .computeIfAbsent(new Spot(answer.account(), answer.region()), _ -> new ArrayList<>())
          .add(answer);
    }
  }

  /** The same text as an equal one before: a million cells have few reasons between them. */
  Text once(Text text) {
    return texts.computeIfAbsent(text, same -> same);
  }

  Cell judge(AccountId account, Region region) {
    List<Answer> said = said(account, region);
    Set<Finding> findings = said.stream().map(Answer::finding).collect(Collectors.toSet());
    State state = state(findings);
    Text reason =
        switch (state) {
          case ON -> Text.of("shown by %s", "確認できたステップ: %s").with(steps(said));
          case NOT_SUPPORTED, OFF, PARTLY, NOT_REACHABLE -> because(said);
        };
    return new Cell(account, region, state, once(reason));
  }

  /** Of this account and of all, here and everywhere, in the order of the steps. */
  private List<Answer> said(AccountId account, Region region) {
    var said = new ArrayList<Answer>();
    for (Optional<AccountId> who : List.of(Optional.<AccountId>empty(), Optional.of(account))) {
      for (Optional<Region> where : List.of(Optional.<Region>empty(), Optional.of(region))) {
        said.addAll(bySpot.getOrDefault(new Spot(who, where), List.of()));
      }
    }
    return said;
  }

  /** "Cannot be read" is neither on nor off: only what is known to be so makes it partly on. */
  private static State state(Set<Finding> findings) {
    if (findings.isEmpty()) {
      return State.NOT_SUPPORTED;
    }
    if (findings.equals(Set.of(Finding.SO))) {
      return State.ON;
    }
    if (findings.contains(Finding.SO) || findings.contains(Finding.HALF)) {
      return State.PARTLY;
    }
    if (findings.contains(Finding.NOT_THERE)) {
      return State.NOT_SUPPORTED;
    }
    return findings.contains(Finding.UNREADABLE) ? State.NOT_REACHABLE : State.OFF;
  }

  /** What is not so, each reason once with the steps that gave it. */
  private static Text because(List<Answer> said) {
    if (said.isEmpty()) {
      return Text.of(
          "no check of the runbook is about this account", "この Runbook に、このアカウントの確認はありません");
    }
    List<Answer> open = said.stream().filter(answer -> answer.finding() != Finding.SO).toList();
    if (open.stream().allMatch(answer -> answer.finding() == Finding.NOT_THERE)) {
      return open.getFirst().reason();
    }
    List<Text> parts =
        open.stream()
            .map(Answer::reason)
            .distinct()
            .map(
                reason ->
                    Text.same("%s: %s")
                        .with(
                            steps(open.stream().filter(a -> a.reason().equals(reason)).toList()),
                            reason))
            .toList();
    return new Text(joined(parts, Text::en), joined(parts, Text::ja));
  }

  private static String joined(List<Text> parts, Function<Text, String> language) {
    return parts.stream().map(language).collect(Collectors.joining("; "));
  }

  private static String steps(List<Answer> said) {
    return said.stream()
        .map(answer -> answer.step().value())
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
