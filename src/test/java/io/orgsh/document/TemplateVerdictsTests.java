package io.orgsh.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was found right before is not checked again, and everything else is. */
class TemplateVerdictsTests {
  private static final String HEADER =
      """
      <#-- orgsh
      {"title": {"en": "A", "ja": "あ"}, "target": "topic", "parameters": []}
      -->
      """;

  @TempDir private Path folder;

  private final Noted noted = new Noted();

  private static final class Noted implements Verdicts {
    private final Set<String> digests = new HashSet<>();

    @Override
    public boolean right(String digest) {
      return digests.contains(digest);
    }

    @Override
    public void note(String digest) {
      digests.add(digest);
    }
  }

  /** Whatever it is asked, it was right: shows that nothing was checked. */
  private static final class Credulous implements Verdicts {
    @Override
    public boolean right(String digest) {
      return true;
    }

    @Override
    public void note(String digest) {
      throw new AssertionError("it was known: " + digest);
    }
  }

  @BeforeEach
  void aFolder() throws IOException {
    write("a.json.ftl", HEADER + "{\"a\": <#include \"piece.ftl\">}\n");
    write("piece.ftl", "1");
  }

  @Test
  void whatIsRightIsNoted() {
    assertThat(TemplateFolder.open(folder, noted)).isInstanceOf(TemplateFolder.Opened.Loaded.class);

    assertThat(noted.digests).hasSize(1);
  }

  @Test
  void whatIsWrongIsNotNoted() throws IOException {
    write("piece.ftl", "<#if");

    assertThat(TemplateFolder.open(folder, noted)).isInstanceOf(TemplateFolder.Opened.Wrong.class);

    assertThat(noted.digests).isEmpty();
  }

  @Test
  void whatWasRightIsNotCheckedAgain() throws IOException {
    write("piece.ftl", "<#if");

    assertThat(TemplateFolder.open(folder, new Credulous()))
        .isInstanceOf(TemplateFolder.Opened.Loaded.class);
  }

  @Test
  void anEditOfAnyFileIsChecked() throws IOException {
    TemplateFolder.open(folder, noted);
    write("piece.ftl", "<#if");

    assertThat(TemplateFolder.open(folder, noted)).isInstanceOf(TemplateFolder.Opened.Wrong.class);
  }

  @Test
  void anotherNameIsChecked() throws IOException {
    TemplateFolder.open(folder, noted);
    Files.move(folder.resolve("piece.ftl"), folder.resolve("peace.ftl"));

    assertThat(TemplateFolder.open(folder, noted)).isInstanceOf(TemplateFolder.Opened.Wrong.class);
  }

  @Test
  void aDocumentIsTheSameWhetherItWasCheckedOrNot() throws IOException {
    TemplateFolder checked = opened(noted);
    TemplateFolder known = opened(noted);

    assertThat(known.all()).isEqualTo(checked.all());
    assertThat(known.hash(known.all().getFirst()))
        .isEqualTo(checked.hash(checked.all().getFirst()));

    String before = known.hash(known.all().getFirst());
    write("piece.ftl", "2");
    assertThat(opened(noted).hash(known.all().getFirst())).isNotEqualTo(before);
  }

  private TemplateFolder opened(Verdicts verdicts) {
    return switch (TemplateFolder.open(folder, verdicts)) {
      case TemplateFolder.Opened.Loaded(TemplateFolder documents) -> documents;
      case TemplateFolder.Opened.Wrong(var problems) ->
          throw new AssertionError(problems.toString());
    };
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
