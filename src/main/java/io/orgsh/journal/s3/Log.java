package io.orgsh.journal.s3;

import io.orgsh.journal.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The objects of one run's journal: batches of lines, numbered from 1 without gaps, each made once
 * and never changed; one after the other they are the journal file. An empty batch says that the
 * run was taken: it has the number that the writer before would need next.
 *
 * <p>A pack holds all lines up to and with the batch of its number, so that a long run is read with
 * few requests. It says nothing that the batches do not say.
 */
final class Log {
  private static final Pattern NAME = Pattern.compile("(pack-)?([0-9]{8})\\.jsonl");

  /** So many requests at a time. */
  private static final int WIDE = 16;

  private final Bucket bucket;
  private final RunId run;

  Log(Bucket bucket, RunId run) {
    this.bucket = bucket;
    this.run = run;
  }

  /**
   * What is there.
   *
   * @param last the number of the last batch; 0 = there is no such run
   * @param packed the number of the last pack; 0 = there is none
   */
  record Content(List<String> lines, int last, int packed) {}

  Content read() {
    SortedSet<Integer> batches = new TreeSet<>();
    SortedSet<Integer> packs = new TreeSet<>();
    String folder = run + "/";
    for (String name : bucket.names(folder)) {
      Matcher form = NAME.matcher(name.substring(folder.length()));
      if (form.matches()) {
        (form.group(1) == null ? batches : packs).add(Integer.parseInt(form.group(2)));
      }
    }
    int packed = packs.isEmpty() ? 0 : packs.last();
    int last = batches.isEmpty() ? packed : Math.max(packed, batches.last());
    var wanted = new ArrayList<String>();
    if (packed > 0) {
      wanted.add(pack(packed));
    }
    for (int number = packed + 1; number <= last; number++) {
      if (!batches.contains(number)) {
        throw LogFaults.missing(run, bucket.place().address(batch(number)));
      }
      wanted.add(batch(number));
    }
    return new Content(objects(wanted).stream().flatMap(Log::lines).toList(), last, packed);
  }

  /** Adds a batch, unless there is one of its number by somebody else. */
  Bucket.Put add(int number, List<String> lines, String writer) {
    return bucket.create(batch(number), joined(lines), writer);
  }

  /** The lines of a batch, which is there. */
  List<String> batchLines(int number) {
    return lines(object(batch(number))).toList();
  }

  /** Puts all lines so far into one object. */
  void pack(int number, List<String> lines, String writer) {
    // Whoever made one before put the same lines into it: nothing that is written is ever changed.
    bucket.create(pack(number), joined(lines), writer);
  }

  private List<String> objects(List<String> names) {
    if (names.size() < 2) {
      return names.stream().map(this::object).toList();
    }
    List<Callable<String>> readings =
        names.stream().<Callable<String>>map(name -> () -> object(name)).toList();
    return Uninterrupted.call(
        () -> {
          try (var threads = Executors.newFixedThreadPool(WIDE, Thread.ofVirtual().factory())) {
            var texts = new ArrayList<String>();
            for (Future<String> reading : threads.invokeAll(readings)) {
              texts.add(done(reading));
            }
            return texts;
          }
        });
  }

  private static String done(Future<String> reading) throws InterruptedException {
    try {
      return reading.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(e.getCause());
    }
  }

  private String object(String name) {
    return bucket
        .get(name)
        .map(Bucket.Stored::text)
        .orElseThrow(() -> LogFaults.missing(run, bucket.place().address(name)));
  }

  private static String joined(List<String> lines) {
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  /** What follows the last line end was written by nobody of us, and is judged like a line. */
  private static Stream<String> lines(String text) {
    return text.isEmpty()
        ? Stream.empty()
        : Stream.of(
            (text.endsWith("\n") ? text.substring(0, text.length() - 1) : text).split("\n", -1));
  }

  private String batch(int number) {
    return "%s/%08d.jsonl".formatted(run, number);
  }

  private String pack(int number) {
    return "%s/pack-%08d.jsonl".formatted(run, number);
  }
}
