package io.orgsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExitTests {

  @Test
  void theCodesAreThoseThatScriptsRelyOn() {
    assertThat(
            Arrays.stream(Exit.values())
                .map(exit -> exit + "=" + exit.code())
                .collect(Collectors.joining(" ")))
        .isEqualTo("DONE=0 FAILED=1 USAGE=2 STOPPED=3 LOCKED=4 INTERRUPTED=130");
  }

  record Case(String what, Where where, Exit exit) {}

  static Stream<Case> cases() {
    return Stream.of(
        new Case("Error: x", new Where.AtOption("--set"), Exit.USAGE),
        new Case("wrong template", new Where.InFile(Path.of("a"), 1, 1, 1, ""), Exit.USAGE),
        new Case("Error: not signed in", Where.nowhere(), Exit.USAGE),
        new Case("Error: AWS refused", new Where.AtOperation("sts:X", ""), Exit.FAILED),
        new Case("Error: x", new Where.AtTarget("r", "s", "a", "g", ""), Exit.FAILED),
        new Case("Error: damaged", new Where.InJournal(Path.of("a"), 3), Exit.FAILED),
        new Case("Stopped: x", new Where.AtTarget("r", "s", "a", "g", ""), Exit.STOPPED),
        new Case("Stopped: x", Where.nowhere(), Exit.STOPPED));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aProblemEndsACommandByItsPlaceUnlessItWaitsForTheOperator(Case given) {
    var problem = new Problem(Text.same(given.what()), Text.same("why"), given.where(), List.of());

    assertThat(Exit.of(problem)).isEqualTo(given.exit());
  }
}
