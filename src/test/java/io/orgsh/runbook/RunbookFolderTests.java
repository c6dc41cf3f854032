package io.orgsh.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orgsh.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunbookFolderTests {
  private static final Path EXAMPLE = Path.of("src/test/resources/io/orgsh/runbook/guardduty.yaml");

  @TempDir private Path folder;

  @Test
  void listsByNameAndReadsOnlyWhatIsAskedFor() throws IOException {
    Files.copy(EXAMPLE, folder.resolve("guardduty.yaml"));
    Loading.file(folder, "broken", "runbook: [");
    Files.writeString(folder.resolve("README.md"), "no runbook");
    Files.writeString(folder.resolve("Not_A_Name.yaml"), "no runbook");
    var runbooks = new RunbookFolder(folder, Loading.loader());

    assertThat(runbooks.names())
        .containsExactly(new RunbookName("broken"), new RunbookName("guardduty"));
    assertThat(Loading.right(runbooks.load(new RunbookName("guardduty"))).source().path())
        .isEqualTo(folder.resolve("guardduty.yaml"));
    assertThat(runbooks.load(new RunbookName("broken"))).isInstanceOf(Loaded.Wrong.class);
  }

  @Test
  void theFileIsNamedAsTheRunbook() throws IOException {
    Files.copy(EXAMPLE, folder.resolve("guard-duty.yaml"));

    assertThat(
            Loading.shown(
                new RunbookFolder(folder, Loading.loader()).load(new RunbookName("guard-duty"))))
        .isEqualTo(
            "2:10+9 Error: file and runbook named differently | The file is guard-duty.yaml and the"
                + " runbook in it guardduty; start could not find it.");
  }

  @Test
  void aFolderThatIsNotThereIsAProblem() {
    var runbooks = new RunbookFolder(folder.resolve("nowhere"), Loading.loader());

    assertThatThrownBy(runbooks::names)
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("cannot read the runbooks");
  }
}
