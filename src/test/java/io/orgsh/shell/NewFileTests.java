package io.orgsh.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orgsh.problem.ProblemException;
import io.orgsh.shell.NewFile.IfThere;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFileTests {
  @TempDir private Path folder;

  @Test
  void aNewFileIsWritten() throws IOException {
    NewFile.write(folder.resolve("a"), "text\n", IfThere.REFUSE, "--out");

    assertThat(folder.resolve("a")).hasContent("text");
  }

  @Test
  void aFileThatIsThereStaysWithoutForce() throws IOException {
    Files.writeString(folder.resolve("a"), "old");

    assertThatThrownBy(() -> NewFile.write(folder.resolve("a"), "new", IfThere.REFUSE, "--out"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("it was not changed");
    assertThat(folder.resolve("a")).hasContent("old");
  }

  @Test
  void forceReplacesALinkAndNotWhatItPointsTo() throws IOException {
    Files.writeString(folder.resolve("target"), "precious");
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("target"));

    NewFile.write(folder.resolve("link"), "new", IfThere.REPLACE, "--out");

    assertThat(folder.resolve("target")).hasContent("precious");
    assertThat(folder.resolve("link")).hasContent("new");
  }

  @Test
  void aLinkThatLeadsNowhereIsAFileThatIsThere() throws IOException {
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));

    assertThatThrownBy(() -> NewFile.write(folder.resolve("link"), "new", IfThere.REFUSE, "--out"))
        .isInstanceOf(ProblemException.class);
    assertThat(folder.resolve("nowhere")).doesNotExist();
  }
}
