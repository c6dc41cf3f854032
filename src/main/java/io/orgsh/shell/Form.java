package io.orgsh.shell;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.Region;
import io.orgsh.journal.RunId;
import io.orgsh.problem.Text;
import io.orgsh.runbook.RunbookName;
import io.orgsh.runbook.StepId;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The form that a value of the line must have.
 *
 * @param read the value of a text; empty when the text has another form
 * @param expected what is expected, to go into "expected …"
 * @param known words to suggest from; empty when there is no list
 */
public record Form<T>(Function<String, Optional<T>> read, Text expected, List<String> known) {

  /** A runbook's name. */
  public static final Form<RunbookName> RUNBOOK =
      of(
          text -> RunbookName.isName(text) ? Optional.of(new RunbookName(text)) : Optional.empty(),
          Text.of(
              "the name of a runbook, as `runbooks` lists them", "Runbook名(`runbooks` で確認できます)"));

  /** A run's id. */
  public static final Form<RunId> RUN =
      of(
          text -> RunId.isRunId(text) ? Optional.of(new RunId(text)) : Optional.empty(),
          Text.of(
              "the id of a run, such as cloudtrail-20261123-1; `runs` lists them",
              "実行のID(例: cloudtrail-20261123-1。`runs` で確認できます)"));

  /** A step's id. */
  public static final Form<StepId> STEP =
      of(
          text -> StepId.isName(text) ? Optional.of(new StepId(text)) : Optional.empty(),
          Text.of("the id of a step, as `show` lists them", "ステップのID(`show` で確認できます)"));

  /** A region's code. */
  public static final Form<Region> REGION =
      of(
          text -> Region.isRegion(text) ? Optional.of(new Region(text)) : Optional.empty(),
          Text.of("the code of a region, such as ap-northeast-1", "リージョンコード(例: ap-northeast-1)"));

  /** An account's id. */
  public static final Form<AccountId> ACCOUNT =
      of(
          text -> AccountId.isAccountId(text) ? Optional.of(new AccountId(text)) : Optional.empty(),
          Text.of("an account id of twelve digits", "12桁のアカウントID"));

  /** A path. */
  public static final Form<Path> PATH =
      of(
          text -> {
            try {
              return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
            } catch (InvalidPathException _) {
              return Optional.empty();
            }
          },
          Text.of("a path", "パス"));

  public Form {
    known = List.copyOf(known);
  }

  /** A form without a list of words. */
  public static <T> Form<T> of(Function<String, Optional<T>> read, Text expected) {
    return new Form<>(read, expected, List.of());
  }

  /** One of these words. */
  public static <T> Form<T> word(Function<String, Optional<T>> read, Collection<String> words) {
    return new Form<>(
        read,
        Text.of("one of " + String.join(", ", words), String.join("、", words) + " のいずれか"),
        List.copyOf(words));
  }

  /** A whole number from least to most. */
  public static Form<Integer> number(int least, int most) {
    return of(
        text ->
            text.matches("[0-9]{1,9}")
                ? Optional.of(Integer.parseInt(text)).filter(n -> n >= least && n <= most)
                : Optional.empty(),
        Text.of("a whole number from " + least + " to " + most, least + " から " + most + " までの整数"));
  }
}
