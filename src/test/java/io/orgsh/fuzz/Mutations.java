package io.orgsh.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** Changed copies of right inputs; the same seed and number make the same input. */
final class Mutations {
  private static final int MOST_BYTES = 64 * 1024;
  private static final List<String> NASTY =
      List.of(
          "\0",
          "\u001b[2J",
          "\u009b",
          "\u202e",
          "\ufeff",
          "\ud83d\ude00",
          "\r\n",
          "\t",
          "\\",
          "\"",
          "'",
          "`",
          "${",
          "}",
          "{{",
          "[[[[",
          "((((",
          "&",
          "*",
          "%00",
          "%",
          "../",
          "..\\",
          "/",
          "//",
          "-1",
          "0",
          "99999999999999999999999999",
          "1e999999999",
          "NaN",
          "null",
          "true",
          "~",
          "",
          " ",
          "\\u0000",
          "\\ud800",
          "<!--",
          "-->",
          "<![CDATA[",
          "&#x0;",
          "<",
          ">",
          "=",
          ":",
          ",",
          ";",
          "?",
          "!",
          "|",
          "+",
          "@",
          "#");

  private final List<byte[]> corpus;
  private final List<String> words;

  Mutations(List<byte[]> corpus, List<String> words) {
    if (corpus.isEmpty()) {
      throw new IllegalArgumentException("nothing to begin with");
    }
    this.corpus = List.copyOf(corpus);
    this.words = List.copyOf(words);
  }

  /** Input number i of a seed; one in fifty is as it is in the corpus. */
  byte[] input(long seed, int number) {
    var random = new SplittableRandom(seed * 1_000_003 + number);
    byte[] input = pick(corpus, random).clone();
    if (number % 50 == 0) {
      return input;
    }
    int changes = 1 + random.nextInt(random.nextInt(4) == 0 ? 12 : 3);
    for (int i = 0; i < changes; i++) {
      input = changed(input, random);
    }
    return input.length > MOST_BYTES ? cut(input, 0, MOST_BYTES) : input;
  }

  private byte[] changed(byte[] input, SplittableRandom random) {
    int from = random.nextInt(input.length + 1);
    int to = Math.min(input.length, from + 1 + random.nextInt(random.nextInt(8) == 0 ? 400 : 12));
    return switch (random.nextInt(12)) {
      case 0 -> flipped(input, random);
      case 1 -> joined(cut(input, 0, from), cut(input, to, input.length));
      case 2 -> joined(cut(input, 0, to), cut(input, from, input.length));
      case 3, 4, 5 -> put(input, from, from, word(words.isEmpty() ? NASTY : words, random));
      case 6 -> put(input, from, to, word(NASTY, random));
      case 7 -> put(input, from, from, word(NASTY, random));
      case 8 ->
          put(
              input,
              from,
              to,
              repeated(
                  word(random.nextBoolean() || words.isEmpty() ? NASTY : words, random), random));
      case 9 -> spliced(input, from, random);
      case 10 -> digits(input, from, random);
      default -> cut(input, 0, from);
    };
  }

  private static byte[] flipped(byte[] input, SplittableRandom random) {
    byte[] changed = input.clone();
    if (changed.length > 0) {
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
    }
    return changed;
  }

  private static byte[] repeated(byte[] word, SplittableRandom random) {
    var all = new ByteArrayOutputStream();
    int times = 1 << random.nextInt(12);
    for (int i = 0; i < times && all.size() < MOST_BYTES; i++) {
      all.writeBytes(word);
    }
    return all.toByteArray();
  }

  private byte[] spliced(byte[] input, int from, SplittableRandom random) {
    byte[] other = pick(corpus, random);
    int start = random.nextInt(other.length + 1);
    int end = Math.min(other.length, start + random.nextInt(200));
    return put(input, from, from, cut(other, start, end));
  }

  /** Another number where the next one stands. */
  private static byte[] digits(byte[] input, int from, SplittableRandom random) {
    int start = from;
    while (start < input.length && !Character.isDigit(input[start])) {
      start++;
    }
    int end = start;
    while (end < input.length && Character.isDigit(input[end])) {
      end++;
    }
    String number =
        switch (random.nextInt(6)) {
          case 0 -> "0";
          case 1 -> "-1";
          case 2 -> String.valueOf(random.nextInt());
          case 3 -> "2147483648";
          case 4 -> "9223372036854775807";
          default -> "9".repeat(1 + random.nextInt(60));
        };
    return put(input, start, end, number.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] word(List<String> words, SplittableRandom random) {
    return pick(words, random).getBytes(StandardCharsets.UTF_8);
  }

  private static <T> T pick(List<T> list, SplittableRandom random) {
    return list.get(random.nextInt(list.size()));
  }

  private static byte[] put(byte[] input, int from, int to, byte[] word) {
    return joined(joined(cut(input, 0, from), word), cut(input, to, input.length));
  }

  private static byte[] joined(byte[] one, byte[] two) {
    byte[] all = new byte[one.length + two.length];
    System.arraycopy(one, 0, all, 0, one.length);
    System.arraycopy(two, 0, all, one.length, two.length);
    return all;
  }

  private static byte[] cut(byte[] input, int from, int to) {
    byte[] part = new byte[Math.max(0, to - from)];
    System.arraycopy(input, from, part, 0, part.length);
    return part;
  }
}
