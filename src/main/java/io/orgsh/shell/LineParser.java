package io.orgsh.shell;

import java.util.ArrayList;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/**
 * A typed line as words, with the quotes of a POSIX shell: {@code '…'} takes everything as it is,
 * {@code "…"} everything but {@code \"} and {@code \\}, and a backslash outside quotes takes the
 * next character as it is. Quotes may begin inside a word: {@code --set name="two words"}.
 */
final class LineParser implements Parser {

  /** One word and where it stands in the line. */
  private record Word(String text, int from, int to, boolean open) {}

  /** The words of a line; an open quote ends with the line. */
  static List<String> words(String line) {
    return split(line).stream().map(Word::text).toList();
  }

  /** The lines of a pasted block; a line end inside quotes does not end one. */
  static List<String> lines(String block) {
    List<String> lines = new ArrayList<>();
    var line = new StringBuilder();
    for (String piece : block.split("\\R", -1)) {
      line.append(piece);
      if (split(line.toString()).stream().noneMatch(Word::open)) {
        lines.add(line.toString());
        line.setLength(0);
      } else {
        line.append('\n');
      }
    }
    if (!line.isEmpty()) {
      lines.add(line.toString());
    }
    return lines.stream().filter(one -> !one.isBlank()).toList();
  }

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    List<Word> words = split(line);
    if (context == ParseContext.ACCEPT_LINE && words.stream().anyMatch(Word::open)) {
      throw new EOFError(-1, -1, "a quote is open", "quote");
    }
    int index = 0;
    for (Word word : words) {
      if (cursor <= word.to) {
        break;
      }
      index++;
    }
    boolean inside = index < words.size() && words.get(index).from <= cursor;
    List<String> texts = new ArrayList<>(words.stream().map(Word::text).toList());
    if (!inside) {
      texts.add(index, "");
      return new Parsed(line, cursor, texts, index, 0, 0);
    }
    Word word = words.get(index);
    String before = words(line.substring(word.from, cursor)).stream().findFirst().orElse("");
    return new Parsed(
        line, cursor, texts, index, before.length(), cursor - word.from, word.to - word.from);
  }

  @Override
  public boolean isEscapeChar(char character) {
    return character == '\\';
  }

  private static List<Word> split(String line) {
    List<Word> words = new ArrayList<>();
    var word = new StringBuilder();
    int from = -1;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote == 0 && Character.isWhitespace(c)) {
        if (from >= 0) {
          words.add(new Word(word.toString(), from, i, false));
          word.setLength(0);
          from = -1;
        }
        continue;
      }
      from = from < 0 ? i : from;
      if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      } else if (c == '\\' && i + 1 < line.length() && escapes(quote, line.charAt(i + 1))) {
        i++;
        word.append(line.charAt(i));
      } else {
        word.append(c);
      }
    }
    if (from >= 0) {
      words.add(new Word(word.toString(), from, line.length(), quote != 0));
    }
    return words;
  }

  private static boolean escapes(char quote, char next) {
    return quote == 0 || (quote == '"' && (next == '"' || next == '\\'));
  }

  private static CharSequence quoted(CharSequence candidate) {
    String text = candidate.toString();
    if (text.chars().noneMatch(c -> Character.isWhitespace(c) || "'\"\\".indexOf(c) >= 0)) {
      return text;
    }
    return text.indexOf('\'') < 0
        ? "'" + text + "'"
        : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** A line for completion. */
  private record Parsed(
      String line,
      int cursor,
      List<String> words,
      int wordIndex,
      int wordCursor,
      int rawWordCursor,
      int rawWordLength)
      implements CompletingParsedLine {

    Parsed(
        String line,
        int cursor,
        List<String> words,
        int wordIndex,
        int wordCursor,
        int rawWordLength) {
      this(line, cursor, words, wordIndex, wordCursor, wordCursor, rawWordLength);
    }

    @Override
    public String word() {
      return words.get(wordIndex);
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return quoted(candidate);
    }
  }
}
