package io.orgsh.shell;

import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Brings {@link Completion} to JLine. Spring Shell 4.0.1 completes no options by itself. */
final class LineCompleter implements Completer {
  private final Completion completion;

  LineCompleter(Completion completion) {
    this.completion = completion;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    List<String> before = line.words().subList(0, line.wordIndex());
    String begun = line.word().substring(0, line.wordCursor());
    completion
        .at(before, begun)
        .forEach(
            offer ->
                candidates.add(
                    new Candidate(
                        offer.value(),
                        offer.value(),
                        null,
                        offer.title().isEmpty() ? null : offer.title(),
                        null,
                        null,
                        offer.whole())));
  }
}
