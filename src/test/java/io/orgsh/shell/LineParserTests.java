package io.orgsh.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LineParserTests {

  record Case(String line, List<String> words) {}

  static Stream<Case> lines() {
    return Stream.of(
        new Case("", List.of()),
        new Case("  plan   cloudtrail ", List.of("plan", "cloudtrail")),
        new Case("--set name='two words'", List.of("--set", "name=two words")),
        new Case("--set name=\"say \\\"hi\\\" \\x\"", List.of("--set", "name=say \"hi\" \\x")),
        new Case("'it'\"'\"'s'", List.of("it's")),
        new Case("a\\ b \\'c", List.of("a b", "'c")),
        new Case("'' \"\"", List.of("", "")),
        new Case("説明　全部", List.of("説明", "全部")),
        new Case("x 'open", List.of("x", "open")));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void quotesAreThoseOfAPosixShell(Case given) {
    assertThat(LineParser.words(given.line())).isEqualTo(given.words());
  }

  @Test
  void anOpenQuoteAsksForMoreWhenTheLineIsEntered() {
    assertThatThrownBy(() -> new LineParser().parse("a 'b", 4, ParseContext.ACCEPT_LINE))
        .isInstanceOf(EOFError.class);
  }

  @Test
  void aPastedBlockIsReadLineByLineAndALineEndInQuotesStays() {
    assertThat(LineParser.lines("runs\n\n  why 'a\nb'\nstatus\n"))
        .containsExactly("runs", "  why 'a\nb'", "status");
  }

  record At(String line, String before, String begun) {}

  static Stream<At> cursors() {
    return Stream.of(
        new At("|", "", ""),
        new At("ru|", "", "ru"),
        new At("plan |", "plan", ""),
        new At("plan | --yes", "plan", ""),
        new At("plan cl|oud", "plan", "cl"),
        new At("--set 'two w|", "--set", "two w"),
        new At("  plan|", "", "plan"));
  }

  @ParameterizedTest
  @MethodSource("cursors")
  void completionSeesTheWordUpToTheCursor(At given) {
    int cursor = given.line().indexOf('|');
    var parsed =
        (CompletingParsedLine)
            new LineParser().parse(given.line().replace("|", ""), cursor, ParseContext.COMPLETE);

    assertThat(String.join(" ", parsed.words().subList(0, parsed.wordIndex())))
        .isEqualTo(given.before());
    assertThat(parsed.word().substring(0, parsed.wordCursor())).isEqualTo(given.begun());
  }

  @Test
  void whatIsCompletedIsQuotedWhereItMust() {
    var parsed = (CompletingParsedLine) new LineParser().parse("a", 1, ParseContext.COMPLETE);

    assertThat(parsed.escape("plain-1", true).toString()).isEqualTo("plain-1");
    assertThat(parsed.escape("two words", true).toString()).isEqualTo("'two words'");
    assertThat(parsed.escape("it's", true).toString()).isEqualTo("\"it's\"");
  }
}
