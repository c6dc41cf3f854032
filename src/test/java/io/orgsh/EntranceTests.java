package io.orgsh;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.shell.Exit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said to somebody who starts orgsh on a machine that knows nothing of AWS. */
class EntranceTests {
  @TempDir private Path home;

  @Test
  void aRegionIsAskedForBeforeAnything() {
    Orgsh.Result said = whoami();

    assertThat(said.exit()).isEqualTo(Exit.USAGE);
    assertThat(said.err()).contains("home region unknown", "orgsh --region ap-northeast-1");
  }

  @Test
  void aProfileThatIsNotThereIsWhatIsWrong() {
    Orgsh.Result said = whoami("--profile", "adit");

    assertThat(said.err())
        .contains("There is no profile adit", "aws configure sso --profile adit")
        .doesNotContain("home region unknown");
  }

  private Orgsh.Result whoami(String... options) {
    var line = new ArrayList<>(List.of(options));
    line.add("whoami");
    return Orgsh.run(
        Map.of("LANG", "en_US.UTF-8", "COLUMNS", "200", "AWS_EC2_METADATA_DISABLED", "true"),
        home,
        home,
        Orgsh.Doors::new,
        line);
  }
}
