import io.orgsh.aws.AccountId;
import io.orgsh.aws.Region;
import io.orgsh.journal.Event;
import io.orgsh.journal.Journal;
import io.orgsh.journal.JournalStore;
import io.orgsh.journal.Redaction;
import io.orgsh.journal.RunId;
import io.orgsh.journal.RunState;
import io.orgsh.journal.file.FileJournalStore;
import io.orgsh.runbook.RunbookName;
import io.orgsh.runbook.StepId;
import io.orgsh.runbook.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.node.ObjectNode;

/**
 * How fast a journal takes events, and how fast a large one is taken up again.
 *
 * <p>{@code write FOLDER ACCOUNTS REGIONS} writes the run of a rollout that was cut off before its
 * last target and reports events a second with 1 and with 256 writers; {@code resume FOLDER} takes
 * it up and reports time and heap.
 */
final class JournalBench {
  private static final RunId RUN = new RunId("guardduty-20261123-1");
  private static final JournalStore.Holder HOLDER =
      new JournalStore.Holder("bench", "here", 1, "now");
  private static final StepId STEP = new StepId("detector");
  private static final int WRITERS = 256;

  private JournalBench() {}

  public static void main(String[] args) throws Exception {
    var store = new FileJournalStore(Path.of(args[1]));
    switch (args[0]) {
      case "write" -> write(store, Integer.parseInt(args[2]), Integer.parseInt(args[3]));
      case "resume" -> resume(store, Path.of(args[1]));
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private static void write(JournalStore store, int accounts, int regions) throws Exception {
    var targets = new ArrayList<Target>();
    for (int account = 0; account < accounts; account++) {
      for (int region = 0; region < regions; region++) {
        targets.add(
            Target.of(
                STEP,
                new AccountId("%012d".formatted(100_000_000_000L + account)),
                new Region("eu-west-" + (region + 1))));
      }
    }
    try (Journal journal =
        Journal.begin(
            store,
            new Event.Started(
                RUN,
                new RunbookName("guardduty"),
                "0".repeat(64),
                Map.of(STEP, "0".repeat(64)),
                "o-exampleorg",
                RunState.nothing()),
            HOLDER,
            InstantSource.system(),
            new Redaction(List.of()))) {
      journal.append(new Event.Planned(targets), "");
      int alone = Math.min(500, targets.size() / 4);
      double one = rate(journal, targets.subList(0, alone), 1);
      double many = rate(journal, targets.subList(alone, targets.size() - 1), WRITERS);
      IO.println(
          "events/s: 1 writer %.0f, %d writers %.0f, ratio %.1f"
              .formatted(one, WRITERS, many, many / one));
    }
  }

  private static double rate(Journal journal, List<Target> targets, int writers) throws Exception {
    var next = new AtomicInteger();
    Instant begin = Instant.now();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var done = new ArrayList<Future<?>>();
      for (int i = 0; i < writers; i++) {
        done.add(
            threads.submit(
                () -> {
                  for (int at = next.getAndIncrement();
                      at < targets.size();
                      at = next.getAndIncrement()) {
                    rollOut(journal, targets.get(at));
                  }
                }));
      }
      for (Future<?> one : done) {
        one.get();
      }
    }
    return 3.0 * targets.size() / java.time.Duration.between(begin, Instant.now()).toNanos() * 1e9;
  }

  /** What a target that is changed and proved leaves. */
  private static void rollOut(Journal journal, Target target) {
    String caller =
        "arn:aws:sts::" + target.account() + ":assumed-role/OrganizationAccountAccessRole/orgsh";
    ObjectNode parameters = RunState.nothing();
    parameters.put("Enable", true).put("FindingPublishingFrequency", "SIX_HOURS");
    ObjectNode before = RunState.nothing();
    before.putArray("DetectorIds");
    journal.append(
        new Event.Intended(target, 0, "guardduty:CreateDetector", parameters, before), caller);
    String request = "3b0c7a52-1111-4222-8333-944455556666";
    journal.append(new Event.Replied(target, 0, request, ""), caller);
    ObjectNode evidence = RunState.nothing();
    evidence.put("call", "guardduty:ListDetectors").put("requestId", request);
    ObjectNode saved = RunState.nothing();
    saved.put("detector", "12abc34d567e8fa901bc2d34e56789f0");
    journal.append(new Event.Proved(target, evidence, saved), caller);
  }

  private static void resume(JournalStore store, Path folder) throws Exception {
    long begin = System.nanoTime();
    try (Journal journal =
        Journal.resume(store, RUN, HOLDER, InstantSource.system(), new Redaction(List.of()))) {
      long open =
          journal.state().targets().values().stream().filter(one -> !one.finished()).count();
      double seconds = (System.nanoTime() - begin) / 1e9;
      long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
      IO.println(
          "resumed %d targets (%d open) of %d MB in %.2f s; heap now %d MB of at most %d MB"
              .formatted(
                  journal.state().targets().size(),
                  open,
                  Files.size(folder.resolve(RUN + ".jsonl")) >> 20,
                  seconds,
                  used >> 20,
                  Runtime.getRuntime().maxMemory() >> 20));
    }
  }
}
