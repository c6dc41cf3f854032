package io.orgsh.shell.layout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTests {

  @ParameterizedTest
  @CsvSource({
    "'',0",
    "audit,5",
    "監査,4",
    "ｶﾞ,2",
    "CloudTrailを有効にする,22",
    "e\u0301,1",
    "🙂,2",
  })
  void aJapaneseCharacterTakesTwoColumns(String text, int columns) {
    assertThat(Columns.of(text)).isEqualTo(columns);
  }

  @Test
  void paddingCountsColumnsNotCharacters() {
    assertThat(Columns.pad("監査", 6) + "|").isEqualTo("監査  |");
    assertThat(Columns.pad("much too long", 4)).isEqualTo("much too long");
  }

  @Test
  void cuttingNeverExceedsTheWidth() {
    assertThat(Columns.cut("organization", 12)).isEqualTo("organization");
    assertThat(Columns.cut("organization", 8)).isEqualTo("organiz…");
    assertThat(Columns.cut("組織全体の証跡", 8)).isEqualTo("組織全…");
  }

  @Test
  void englishIsBrokenAtBlanks() {
    assertThat(Columns.wrap("The bucket must exist before the trail.", 20))
        .containsExactly("The bucket must", "exist before the", "trail.");
  }

  @Test
  void japaneseIsBrokenBetweenCharactersButNoLineBeginsWithAFullStop() {
    assertThat(Columns.wrap("証跡を作成します。先に", 16)).containsExactly("証跡を作成しま", "す。先に");
  }

  @Test
  void aWordThatIsTooLongIsBrokenInside() {
    assertThat(Columns.wrap("arn:aws:s3:::0123456789abcdef", 12))
        .containsExactly("arn:aws:s3::", ":0123456789a", "bcdef");
  }

  @Test
  void lineEndsOfTheTextStay() {
    assertThat(Columns.wrap("one\n\ntwo", 20)).containsExactly("one", "", "two");
  }

  @Test
  void charactersThatWouldMoveTheCursorAreWrittenOut() {
    assertThat(Columns.printable("au\u001b[2Jdit\r\u0007"))
        .isEqualTo("au\\u001b[2Jdit\\u000d\\u0007");
  }
}
