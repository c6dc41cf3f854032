package io.orgsh.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.aws.SdkCatalogue;
import io.orgsh.document.Verdicts;
import io.orgsh.expression.FreemarkerInterpolation;
import io.orgsh.expression.JmesPathQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictFileTests {
  private static final String DIGEST = "0123456789abcdef".repeat(4);

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void place() {
    file = folder.resolve("cache/orgsh/verdicts");
  }

  @Test
  void whatWasNotedIsRightForTheNextStartOfTheSameProgramOnly() throws IOException {
    new VerdictFile(file, "one").note(DIGEST);

    assertThat(new VerdictFile(file, "one").right(DIGEST)).isTrue();
    assertThat(new VerdictFile(file, "one").right("f".repeat(64))).isFalse();
    assertThat(new VerdictFile(file, "two").right(DIGEST)).isFalse();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(file.getParent()).isDirectoryContaining(file::equals);
    try (var files = Files.list(folder.resolve("cache/orgsh"))) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aDamagedFileAndOneThatCannotBeWrittenAreNoNews() throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, '\n', 0});

    assertThat(new VerdictFile(file, "one").right(DIGEST)).isFalse();

    Files.delete(file);
    Files.createDirectory(file);
    var unwritable = new VerdictFile(file.resolve("below/verdicts"), "one");
    Files.createFile(file.resolve("below"));
    unwritable.note(DIGEST);
    assertThat(unwritable.right(DIGEST)).isTrue();
  }

  @Test
  void onlyTheNewestAreKept() {
    var verdicts = new VerdictFile(file, "one");
    for (int i = 0; i < 300; i++) {
      verdicts.note("%064x".formatted(i));
    }

    var next = new VerdictFile(file, "one");
    assertThat(next.right("%064x".formatted(43))).isFalse();
    assertThat(next.right("%064x".formatted(44))).isTrue();
    assertThat(next.right("%064x".formatted(299))).isTrue();
  }

  @Test
  void aRunbookThatWasRightIsReadButNotCheckedAgain() throws IOException {
    Path runbook = copy("cloudtrail.yaml");
    var asked = new Asked();
    RunbookLoader loader = loader(asked);

    assertThat(loader.load(runbook)).isInstanceOf(Loaded.Right.class);
    assertThat(asked.digests).hasSize(1);
    assertThat(loader.load(runbook)).isInstanceOf(Loaded.Right.class);
    assertThat(asked.answers).containsExactly(false, true);
    assertThat(asked.digests).hasSize(1);
  }

  @Test
  void anEditANameAndANeighbourMakeANewVerdict() throws IOException {
    Path runbook = copy("cloudtrail.yaml");
    var asked = new Asked();
    RunbookLoader loader = loader(asked);
    loader.load(runbook);

    Files.writeString(runbook, Files.readString(runbook) + "\n# edited\n");
    loader.load(runbook);
    Files.writeString(folder.resolve("other.yaml"), "x");
    loader.load(runbook);

    assertThat(asked.answers).containsExactly(false, false, false);
    assertThat(asked.digests).doesNotHaveDuplicates().hasSize(3);
  }

  @Test
  void whatIsWrongIsNeverNotedAndIsToldEachTime() throws IOException {
    Path runbook = copy("cloudtrail.yaml");
    Files.writeString(
        runbook, Files.readString(runbook).replace("cloudtrail:CreateTrail", "cloudtrail:MakeIt"));
    var asked = new Asked();
    RunbookLoader loader = loader(asked);

    for (int i = 0; i < 2; i++) {
      assertThat(loader.load(runbook)).isInstanceOf(Loaded.Wrong.class);
    }

    assertThat(asked.digests).isEmpty();
  }

  @Test
  void aThoroughLoaderAsksNobody() throws IOException {
    var asked = new Asked();

    assertThat(loader(asked).thorough().load(copy("cloudtrail.yaml")))
        .isInstanceOf(Loaded.Right.class);

    assertThat(asked.answers).isEmpty();
  }

  private Path copy(String name) throws IOException {
    return Files.copy(Path.of("runbooks", name), folder.resolve(name));
  }

  private static RunbookLoader loader(Verdicts verdicts) {
    return new RunbookLoader(
        new SdkCatalogue(),
        Loading.documents(),
        new FreemarkerInterpolation(),
        new JmesPathQuery(),
        Loading.BUTTONS,
        verdicts);
  }

  /** Verdicts in memory that tell what they were asked. */
  private static final class Asked implements Verdicts {
    private final List<String> digests = new ArrayList<>();
    private final List<Boolean> answers = new ArrayList<>();

    @Override
    public boolean right(String digest) {
      boolean known = digests.contains(digest);
      answers.add(known);
      return known;
    }

    @Override
    public void note(String digest) {
      digests.add(digest);
    }
  }
}
