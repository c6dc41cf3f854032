package io.orgsh;

import java.util.List;

/**
 * Does once what shall be quick from the first time on, so that Java can note which classes that
 * takes: {@code src/build/train} makes the AOT cache of it. Nothing here reaches AWS; the train
 * script gives it a home and a state folder to throw away.
 *
 * <p>Java reads every noted class at each start, so what is rare had better not be here: another
 * service's calls, or the check of a runbook that was edited.
 */
final class Rehearsal {
  /** The last one opens the shell, which reads its lines from the input. */
  private static final List<List<String>> LINES =
      List.of(
          List.of("--version"),
          List.of("--help"),
          List.of("start", "--help", "--lang", "ja"),
          // Signing in to AWS as far as it gets without an account.
          List.of("whoami", "--region", "ap-northeast-1", "--endpoint-url", "http://localhost:9"),
          List.of("--sandbox", "runbooks", "--output", "json"),
          List.of("--sandbox", "runbooks"),
          List.of("--sandbox", "show", "cloudtrail"),
          List.of("--sandbox", "whoami"),
          List.of("--sandbox", "accounts"),
          List.of("--sandbox", "plan", "cloudtrail"),
          List.of("--sandbox", "start", "cloudtrail", "--yes"),
          List.of("--sandbox", "runs"),
          List.of("--sandbox", "status"),
          List.of("--sandbox", "runbooks"),
          List.of("--sandbox", "unheard-of"),
          List.of("--sandbox"));

  private Rehearsal() {}

  /**
   * The rehearsal. How a line ends does not matter.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    LINES.forEach(OrgshApplication::run);
  }
}
