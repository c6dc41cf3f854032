package io.orgsh.journal.file;

import io.orgsh.journal.JournalStore.Holder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who holds a run, as one line of tab-separated words in the lock file. */
final class HolderLine {
  private static final Holder UNKNOWN = new Holder("?", "?", 0, "?");

  private HolderLine() {}

  static byte[] write(Holder holder) {
    String line =
        Stream.of(holder.user(), holder.host(), Long.toString(holder.pid()), holder.since())
            .map(word -> word.replaceAll("\\p{Cntrl}", "?"))
            .collect(Collectors.joining("\t"));
    return (line + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** The holder as far as the file tells; the lock itself does not depend on it. */
  static Holder read(byte[] text) {
    String[] words = new String(text, StandardCharsets.UTF_8).strip().split("\t", -1);
    if (words.length != 4 || !words[2].matches("[0-9]{1,18}")) {
      return UNKNOWN;
    }
    return new Holder(words[0], words[1], Long.parseLong(words[2]), words[3]);
  }
}
