package io.orgsh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README's tour shows is what the program prints. */
class ReadmeTests {
  @Test
  void theTableOfRunbooksIsOfToday(@TempDir Path folder) throws IOException {
    assertThat(Files.readString(Path.of("README.md")))
        .contains(new Orgsh(folder).run("runbooks").out());
  }
}
