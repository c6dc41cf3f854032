package io.orgsh;

import io.orgsh.sandbox.Sandbox;
import io.orgsh.shell.Exit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One runbook in one edition, on a world that is ready for it: what an undisturbed run of it, or an
 * undisturbed undo of such a run, leaves, and whether what a dead process left can be brought to
 * the same end.
 */
final class Recovery {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern INSTANT =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|\\+00:00)");

  /** What AWS and the SDK draw by lot, or make from the time. */
  private static final Pattern DRAWN =
      Pattern.compile(
          "\\b(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32,}|AROA[A-Z0-9]{17})\\b");

  /** Two have every state of a fan-out in them; all of them would only take longer. */
  private static final String REGIONS = "ap-northeast-1,us-east-1";

  private static final Pattern DELIVERED = Pattern.compile("(?:.*/)?AWSLogs/.*[.]json[.]gz");
  private static final Pattern MUTATIONS = Pattern.compile("\"mutations\":\\{[^}]*}");

  private final String runbook;
  private final String edition;
  private final Leg leg;
  private final Left ready;

  /** Which way it goes. */
  private enum Leg {
    /** A run is started, and gone on with. */
    RUN,
    /** A run that is done is taken back. */
    UNDO;

    /** The events after which nothing may happen to a target any more. */
    Set<String> finishing() {
      return switch (this) {
        case RUN -> Set.of("proved", "already-so", "skipped", "not-chosen", "shown");
        case UNDO -> Set.of("undone");
      };
    }
  }

  /**
   * What a process leaves when it dies.
   *
   * @param world the sandbox's files
   * @param journal whole lines; none when the run had not begun
   */
  record Left(Stored world, List<String> journal) {}

  /**
   * A sandbox's world on the disk.
   *
   * @param whole as it was when it was last written as a whole
   * @param changes what happened since then, a line for each request; may be empty
   */
  record Stored(String whole, String changes) {
    /** The same for two worlds that differ in nothing but time and temporary keys. */
    String mutations() {
      Matcher counts = MUTATIONS.matcher(whole);
      long since =
          changes
              .lines()
              .filter(line -> line.contains("\"service\":"))
              .filter(line -> !line.contains("\"service\":\"sts\""))
              .count();
      return (counts.find() ? counts.group() : "") + " " + since;
    }
  }

  /**
   * How a run ended.
   *
   * @param world what callers see of it, without its times
   * @param mutations operation to how many
   */
  record End(String world, SortedMap<String, Long> mutations) {}

  /** What is wrong after a recovery: nothing, if all is empty. */
  record Verdict(List<String> lost, List<String> doubled, List<String> wrong) {
    boolean good() {
      return lost.isEmpty() && doubled.isEmpty() && wrong.isEmpty();
    }
  }

  private Recovery(String runbook, String edition, Leg leg, Left ready) {
    this.runbook = runbook;
    this.edition = edition;
    this.leg = leg;
    this.ready = ready;
  }

  /** Undo of every runbook in each edition. */
  static List<String> undone() throws IOException {
    return subjects().stream().map(subject -> subject + ":undo").toList();
  }

  /** Every runbook in each edition. */
  static List<String> subjects() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("runbooks"))) {
      return files
          .map(file -> file.getFileName().toString().replace(".yaml", ""))
          .filter(name -> !name.equals("series"))
          .sorted()
          .flatMap(name -> Stream.of(name + ":current", name + ":series"))
          .toList();
    }
  }

  /**
   * Makes the world ready.
   *
   * @param subject runbook and edition, as {@link #subjects} and {@link #undone} have them
   * @param folder a new one
   */
  static Recovery of(String subject, Path folder) throws IOException {
    List<String> words = List.of(subject.split(":", -1));
    String runbook = words.get(0);
    String edition = words.get(1);
    Leg leg = words.getLast().equals("undo") ? Leg.UNDO : Leg.RUN;
    var orgsh = new Orgsh(folder);
    prepare(orgsh, runbook, edition);
    orgsh.mutations(); // makes the world where nothing had to be prepared
    return new Recovery(
        runbook,
        edition,
        leg,
        switch (leg) {
          case RUN -> new Left(stored(folder), List.of());
          case UNDO -> {
            Orgsh.Result result = orgsh.run(start(runbook, edition));
            if (result.exit() != Exit.DONE) {
              throw new AssertionError(subject + " is not done: " + result.err());
            }
            yield new Left(
                stored(folder),
                lines(runs(folder).resolve(result.json().path("run").asString() + ".jsonl")));
          }
        });
  }

  private static void prepare(Orgsh orgsh, String runbook, String edition) {
    JsonNode shown = orgsh.run("show", runbook, "--output", "json").json();
    for (JsonNode needed : shown.path("needs")) {
      prepare(orgsh, needed.asString(), edition);
      Orgsh.Result result = orgsh.run(start(needed.asString(), edition));
      if (result.exit() != Exit.DONE) {
        throw new AssertionError(needed + " is not ready: " + result.err());
      }
    }
  }

  String name() {
    return runbook + ":" + edition + (leg == Leg.UNDO ? ":undo" : "");
  }

  /** The words that start the run, or take it back. */
  List<String> begin() {
    return switch (leg) {
      case RUN -> List.of(start(runbook, edition));
      case UNDO -> undo(ready);
    };
  }

  private static List<String> undo(Left left) {
    return List.of("undo", run(left.journal()), "--yes", "--allow-destructive", "--output", "json");
  }

  private static String[] start(String runbook, String edition) {
    var words = new ArrayList<>(List.of("start", runbook, "--set", "edition=" + edition));
    if (edition.equals("current") && hasRegions(runbook)) {
      words.addAll(List.of("--set", "regions=" + REGIONS));
    }
    words.addAll(List.of("--yes", "--output", "json"));
    return words.toArray(String[]::new);
  }

  private static boolean hasRegions(String runbook) {
    try {
      return Files.readString(Path.of("runbooks", runbook + ".yaml"))
          .contains("\n  regions:\n    type: regions\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts the world that is ready into a folder. */
  void prepare(Path folder) throws IOException {
    put(folder, ready);
  }

  /** Puts what a process left into a folder. */
  void put(Path folder, Left left) throws IOException {
    Path sandbox = Files.createDirectories(folder.resolve("sandbox"));
    Files.writeString(sandbox.resolve("sandbox-world.json"), left.world().whole());
    Files.writeString(sandbox.resolve("sandbox-changes.jsonl"), left.world().changes());
    if (!left.journal().isEmpty()) {
      Files.createDirectories(sandbox.resolve("runs"));
      Files.writeString(
          sandbox.resolve("runs").resolve(run(left.journal()) + ".jsonl"),
          String.join("\n", left.journal()) + "\n");
    }
  }

  private static String run(List<String> journal) {
    return JSON.readTree(journal.getFirst()).path("run").asString();
  }

  /** What is in a folder; a line that is not whole is not there. */
  static Left left(Path folder) throws IOException {
    return new Left(stored(folder), journal(folder));
  }

  private static Stored stored(Path folder) throws IOException {
    Path sandbox = folder.resolve("sandbox");
    // The changes first: should the world be written anew in between, it has them.
    String changes = Files.readString(sandbox.resolve("sandbox-changes.jsonl"));
    return new Stored(Files.readString(sandbox.resolve("sandbox-world.json")), changes);
  }

  /** The whole lines of the one journal in a folder. */
  static List<String> journal(Path folder) throws IOException {
    Path runs = runs(folder);
    if (!Files.isDirectory(runs)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(runs)) {
      List<Path> journals =
          files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
      if (journals.isEmpty()) {
        return List.of();
      }
      return lines(journals.getLast());
    }
  }

  private static Path runs(Path folder) {
    return folder.resolve("sandbox").resolve("runs");
  }

  private static List<String> lines(Path journal) throws IOException {
    String text = new String(Files.readAllBytes(journal), StandardCharsets.UTF_8);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  /** The words that go on with what was left. */
  List<String> goOn(Left left) {
    if (left.journal().isEmpty()) {
      return begin();
    }
    return switch (leg) {
      case RUN -> List.of("resume", run(left.journal()), "--yes", "--output", "json");
      case UNDO -> undo(left);
    };
  }

  /** How the world of a sandbox stands. */
  static End end(Sandbox sandbox) {
    ObjectNode world = sandbox.control().world();
    forgetDeliveries(world);
    return new End(
        DRAWN.matcher(INSTANT.matcher(world.toString()).replaceAll("TIME")).replaceAll("ID"),
        new TreeMap<>(sandbox.control().status().mutations()));
  }

  /** How many files AWS has delivered by itself is a matter of time alone. */
  private static void forgetDeliveries(JsonNode node) {
    if (node instanceof ObjectNode object) {
      var delivered =
          object.propertyNames().stream()
              .filter(name -> DELIVERED.matcher(name).matches())
              .toList();
      object.remove(delivered);
    }
    node.values().forEach(Recovery::forgetDeliveries);
  }

  /**
   * Compares a recovered run with an undisturbed one.
   *
   * @param left what the dead process left
   * @param answer the JSON of the run that went on
   * @param journal its journal after that
   */
  Verdict judge(End undisturbed, End end, Left left, String answer, List<String> journal) {
    var lost = new ArrayList<String>();
    var doubled = new ArrayList<String>();
    var wrong = new ArrayList<String>();
    var operations = new TreeSet<>(undisturbed.mutations().keySet());
    operations.addAll(end.mutations().keySet());
    for (String operation : operations) {
      long expected = undisturbed.mutations().getOrDefault(operation, 0L);
      long found = end.mutations().getOrDefault(operation, 0L);
      if (found < expected) {
        lost.add(operation + " " + found + " of " + expected);
      } else if (found > expected) {
        doubled.add(operation + " " + found + " instead of " + expected);
      }
    }
    if (!end.world().equals(undisturbed.world())) {
      wrong.add("another world: " + difference(undisturbed.world(), end.world()));
    }
    String state = answer.isEmpty() ? "nothing" : JSON.readTree(answer).path("state").asString();
    if (!state.equals("done")) {
      wrong.add("ended " + state);
    }
    Set<JsonNode> finished = finished(left.journal());
    if (left.journal().size() > journal.size()
        || !journal.subList(0, left.journal().size()).equals(left.journal())) {
      wrong.add("the journal lost lines");
    } else {
      for (String line : journal.subList(left.journal().size(), journal.size())) {
        JsonNode event = JSON.readTree(line);
        if (finished.contains(event.path("target"))) {
          wrong.add("touched again: " + event.path("event") + " " + event.path("target"));
        }
      }
    }
    return new Verdict(lost, doubled, wrong);
  }

  private Set<JsonNode> finished(List<String> journal) {
    var finished = new HashSet<JsonNode>();
    for (String line : journal) {
      JsonNode event = JSON.readTree(line);
      if (leg.finishing().contains(event.path("event").asString())) {
        finished.add(event.path("target"));
      }
    }
    return finished;
  }

  private static String difference(String expected, String found) {
    int at = 0;
    while (at < Math.min(expected.length(), found.length())
        && expected.charAt(at) == found.charAt(at)) {
      at++;
    }
    return around(expected, at) + " became " + around(found, at);
  }

  private static String around(String text, int at) {
    return text.substring(Math.max(0, at - 60), Math.min(text.length(), at + 60));
  }

  /**
   * An undisturbed run, and every state in which a process can leave the disk when it dies in it.
   *
   * @param states by the first point of the run that leaves it; states that differ in nothing but
   *     time are one
   * @param before how many lines the journal had before
   * @param lines how many were written
   */
  record Recording(Map<String, Left> states, End end, int calls, int before, int lines) {
    /** Before, after and after the reply of each call, and after each line. */
    int points() {
      return 3 * calls + lines;
    }
  }

  /** Runs undisturbed, in this process. */
  Recording record(Path folder) throws IOException {
    prepare(folder);
    var states = new LinkedHashMap<String, Left>();
    var seen = new HashSet<String>();
    var calls = new AtomicInteger();
    var watch =
        new Tap.Watch() {
          private Left last = left(folder);

          @Override
          public Tap.Line before(int call) throws IOException {
            calls.incrementAndGet();
            return note("before call " + call);
          }

          @Override
          public Tap.Line after(int call) throws IOException {
            return note("after call " + call);
          }

          synchronized Tap.Line note(String point) throws IOException {
            Left now = left(folder);
            // The world changes at calls only: it was so while these lines were written.
            for (int n = last.journal().size() + 1; n < now.journal().size(); n++) {
              add("line " + n, new Left(last.world(), now.journal().subList(0, n)));
            }
            add(point, now);
            last = now;
            return Tap.Line.STANDS;
          }

          void add(String point, Left left) {
            if (seen.add(left.journal().size() + left.world().mutations())) {
              states.put(point, left);
            }
          }
        };
    try (Sandbox sandbox = Sandbox.open(folder.resolve("sandbox"))) {
      try (Tap _ = new Tap(folder.resolve("sandbox"), watch)) {
        Orgsh.Result result = new Orgsh(folder).run(begin().toArray(String[]::new));
        if (result.exit() != Exit.DONE) {
          throw new AssertionError(name() + " is not done undisturbed: " + result.err());
        }
      }
      watch.note("the end");
      int before = ready.journal().size();
      return new Recording(
          states, end(sandbox), calls.get(), before, journal(folder).size() - before);
    }
  }

  /** Goes on with what was left, in this process. */
  Verdict recover(End undisturbed, Left left, Path folder) throws IOException {
    put(folder, left);
    try (Sandbox sandbox = Sandbox.open(folder.resolve("sandbox"))) {
      Orgsh.Result result = new Orgsh(folder).run(goOn(left).toArray(String[]::new));
      return judge(undisturbed, end(sandbox), left, result.out(), journal(folder));
    }
  }
}
