package io.orgsh.journal;

import io.orgsh.fuzz.Fuzz;
import io.orgsh.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Journals that something has happened to, and some that somebody wrote himself. */
class JournalFuzzTests {
  private static final RunId RUN = new RunId("health-20261125-1");
  private static final Pattern PREVIOUS = Pattern.compile("\"previous\":\"[^\"]*\"");
  private static final Pattern SUM = Pattern.compile(",\"sum\":\"[^\"]*\"}$");
  private static final List<String> WORDS =
      List.of(
          "\n",
          "{",
          "}",
          "[",
          "]",
          "{\"",
          "\":",
          "\"event\":\"ended\"",
          "\"event\":\"started\"",
          "\"event\":\"replied\"",
          "\"event\":\"proved\"",
          "\"event\":\"nothing\"",
          "\"seq\":1",
          "\"format\":2",
          "\"at\":\"+999999999-12-31T23:59:59Z\"",
          "\"target\":",
          "\"account\":\"1\"",
          "\"region\":\"us-east-1\"",
          "\"step\":\"../x\"",
          "\"run\":\"../../x\"",
          "1e400",
          "\\u0000",
          "\"parameters\":{}",
          "\"targets\":[",
          "null,",
          ":null,",
          "\"@class\":\"java.net.URL\"");

  @Test
  void aChangedJournalIsRefusedWithItsLine() throws IOException {
    Fuzz.feed("journal", 1000, List.of(right()), WORDS, input -> reads(lines(input)));
  }

  @Test
  void aForgedJournalWithRightSumsIsReadOrRefused() throws IOException {
    Fuzz.feed("forged", 1000, List.of(right()), WORDS, input -> reads(signed(lines(input))));
  }

  private static boolean reads(List<String> lines) {
    try {
      Journal.state(new OneJournal(lines), RUN);
      return true;
    } catch (ProblemException refused) {
      return false;
    }
  }

  private static List<String> lines(byte[] input) {
    return new String(input, StandardCharsets.UTF_8).lines().toList();
  }

  /** The lines with sums and links as they would be had orgsh written them. */
  private static List<String> signed(List<String> lines) {
    var signed = new ArrayList<String>();
    String hash = EntryCodec.hash("");
    for (String line : lines) {
      String linked =
          PREVIOUS
              .matcher(line)
              .replaceFirst(Matcher.quoteReplacement("\"previous\":\"" + hash + "\""));
      Matcher sum = SUM.matcher(linked);
      String text = sum.find() ? linked.substring(0, sum.start()) : linked;
      String whole = text + ",\"sum\":\"" + EntryCodec.hash(text + "}") + "\"}";
      signed.add(whole);
      hash = EntryCodec.hash(whole);
    }
    return signed;
  }

  private static byte[] right() throws IOException {
    try (var in =
        JournalFuzzTests.class.getResourceAsStream("/io/orgsh/fuzz/health-20261125-1.jsonl")) {
      String all = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      // The start, the plan, and two targets from the question to the proof.
      return all.lines()
          .limit(10)
          .collect(Collectors.joining("\n", "", "\n"))
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  /** One journal. */
  private record OneJournal(List<String> all) implements JournalStore {
    @Override
    public SortedSet<RunId> runs() {
      return new TreeSet<>(List.of(RUN));
    }

    @Override
    public List<String> read(RunId run) {
      return all;
    }

    @Override
    public Appender take(RunId run, Holder holder) {
      throw new UnsupportedOperationException("nothing is written");
    }
  }
}
