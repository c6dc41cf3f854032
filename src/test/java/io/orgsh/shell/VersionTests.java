package io.orgsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTests {
  @Test
  void aVersionMayNameTheCommitThatItWasBuiltFrom() {
    assertThat(Version.of("0.1.0+3f2a9c0d1e4b"))
        .isEqualTo(new Version("0.1.0", Optional.of("3f2a9c0d1e4b")));
  }

  @Test
  void withoutGitThereIsTheNumberAlone() {
    assertThat(Version.of("0.1.0")).isEqualTo(new Version("0.1.0", Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.1.0", "0.1.0+3f2a9c0d1e4b", "0.1.0+3f2a9c0d1e4b.dirty"})
  void whatIsWrittenIsRead(String text) {
    assertThat(Version.of(text)).hasToString(text);
  }
}
