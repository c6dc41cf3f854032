package io.orgsh.shell.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing that others wrote steers a terminal. */
class CleanTests {
  @ParameterizedTest
  @CsvSource({
    "001b, a screen that is emptied",
    "009b, the same in one character",
    "009d, a command to the terminal",
    "0007, a bell",
    "0008, a step back",
    "000d, a line that is written over",
    "007f, delete",
    "202e, right to left",
    "2066, isolated",
    "061c, an Arabic mark",
    "200b, no width",
    "feff, a byte order mark",
    "00ad, a hyphen that is not seen",
    "2028, another line end",
    "180e, a Mongolian separator",
  })
  void aCharacterThatSteersIsShownAsWhatItIs(String code, String what) {
    String text = "a" + (char) Integer.parseInt(code, 16) + "b";

    assertThat(Clean.line(text)).as(what).isEqualTo("a\\u" + code + "b");
    assertThat(Clean.output(text)).as(what).isEqualTo("a\\u" + code + "b");
  }

  @Test
  void anInvisibleTagIsShownAsJsonWouldWriteIt() {
    assertThat(Clean.line("a\udb40\udc41b")).isEqualTo("a\\udb40\\udc41b");
    assertThat(Clean.line("a\ud800b")).isEqualTo("a\\ud800b");
  }

  @Test
  void wordsOfEveryLanguageStay() {
    String words = "管理アカウント e\u0301 नम\u200dस्ते 👩\u200d💻";

    assertThat(Clean.line(words)).isEqualTo(words);
    assertThat(Clean.output(words + "\n\tx")).isEqualTo(words + "\n\tx");
  }

  @Test
  void ourOwnEmphasisStaysAndNoOther() {
    String ours = Ink.ANSI.bad("x") + Ink.ANSI.alarm("y");

    assertThat(Clean.output(ours)).isEqualTo(ours);
    assertThat(Clean.output("\u001b]52;c;eA==\u0007")).isEqualTo("\\u001b]52;c;eA==\\u0007");
    assertThat(Clean.output("\u001b]8;;http://x\u001b\\l")).doesNotContain("\u001b");
    assertThat(Clean.output("\u001b[8mhidden")).isEqualTo("\\u001b[8mhidden");
  }

  @Test
  void whateverIsPutInNothingSteersTheTerminal() {
    var random = new SplittableRandom(20261125);
    for (int i = 0; i < 100_000; i++) {
      var text = new StringBuilder();
      for (int j = random.nextInt(12); j >= 0; j--) {
        text.append((char) (random.nextBoolean() ? random.nextInt(0xa0) : random.nextInt(0x10000)));
      }
      String clean = Clean.line(text.toString());
      assertThat(clean.codePoints().filter(CleanTests::steers).count()).as("of %s", text).isZero();
      assertThat(Clean.line(clean)).isEqualTo(clean);
    }
  }

  private static boolean steers(int point) {
    return Character.isISOControl(point)
        || Character.getDirectionality(point) == Character.DIRECTIONALITY_RIGHT_TO_LEFT_OVERRIDE
        || Character.getDirectionality(point) == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ISOLATE
        || (point >= 0xd800 && point <= 0xdfff);
  }
}
