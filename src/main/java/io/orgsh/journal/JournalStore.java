package io.orgsh.journal;

import io.orgsh.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;

/**
 * Where journals are kept. Lines are UTF-8 without line ends.
 *
 * <p>Every implementation MUST report a line as appended only when it would survive a crash of the
 * machine, MUST let only one writer at a time have a run, MUST refuse a writer whose run was taken
 * away before anything of his is added, and MUST tell damage from absence.
 */
public interface JournalStore {

  /** The runs that there are. */
  SortedSet<RunId> runs();

  /**
   * All whole lines of a run, in order. A torn last line, whose writer died before it could act on
   * it, is left out.
   *
   * @throws io.orgsh.problem.ProblemException if the run is not there or cannot be read
   */
  List<String> read(RunId run);

  /**
   * Gives the lines of {@link #read(RunId)} one after the other, for journals that are too long to
   * be held.
   *
   * @throws io.orgsh.problem.ProblemException if the run is not there or cannot be read
   */
  default void read(RunId run, Consumer<String> line) {
    read(run).forEach(line);
  }

  /**
   * The first line of {@link #read(RunId)}; empty if there is none.
   *
   * @throws io.orgsh.problem.ProblemException if the run is not there or cannot be read
   */
  default Optional<String> first(RunId run) {
    return read(run).stream().findFirst();
  }

  /**
   * Takes a run for writing, and makes it if it is new.
   *
   * @param holder who says so to others
   * @throws Locked if another writer has it
   */
  Appender take(RunId run, Holder holder) throws Locked;

  /**
   * Takes a run for writing even from a writer who has it, where this store can take it away from
   * him: he is refused from then on.
   *
   * @param holder who says so to others
   * @throws Locked if another writer has it, and only he can end that
   */
  default Appender steal(RunId run, Holder holder) throws Locked {
    return take(run, holder);
  }

  /** The only writer of a run. Closing it gives the run free. */
  interface Appender extends AutoCloseable {
    /** The lines that are there, without a torn last one, which is cut off. */
    List<String> lines();

    /** Gives {@link #lines()} one after the other. */
    default void lines(Consumer<String> line) {
      lines().forEach(line);
    }

    /**
     * Adds a line; when it returns the line is safe.
     *
     * @throws io.orgsh.problem.ProblemException if it is not, and after that for every further one
     */
    void append(String line);

    /**
     * Adds lines in this order, where the store can in one go; when it returns all of them are
     * safe. After a failure the first of them may be there and the others not, and nothing more may
     * be added.
     */
    default void append(List<String> lines) {
      lines.forEach(this::append);
    }

    @Override
    void close();
  }

  /**
   * Who has a run.
   *
   * @param user the login name
   * @param host the machine
   * @param pid the process
   * @param since when it was taken, ISO-8601
   */
  record Holder(String user, String host, long pid, String since) {}

  /** What ends a hold that nobody gives back. */
  sealed interface Hold {
    /** The end of the holder's process: the operating system sees to it. */
    record OfProcess() implements Hold {}

    /**
     * Time without a renewal. It may also be stolen.
     *
     * @param renewed when the holder last did, by the store's clock
     * @param length how long it lasts from then
     */
    record OfLease(Instant renewed, Duration length) implements Hold {}
  }

  /** Somebody else has the run. */
  final class Locked extends Exception {
    private static final long serialVersionUID = 1;
    private final transient RunId run;
    private final transient Holder holder;
    private final transient Hold hold;

    /** Locked by a process. */
    public Locked(RunId run, Holder holder) {
      this(run, holder, new Hold.OfProcess());
    }

    /** Locked by a holder. */
    public Locked(RunId run, Holder holder, Hold hold) {
      super(run + " is held by " + holder);
      this.run = run;
      this.holder = holder;
      this.hold = hold;
    }

    /** Which run. */
    public RunId run() {
      return run;
    }

    /** Who has it. */
    public Holder holder() {
      return holder;
    }

    /** What ends that. */
    public Hold hold() {
      return hold;
    }
  }

  /** The run was taken away from its writer; nothing more of his was added. */
  final class TakenAway extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Problem problem;

    /** Taken away, in the operator's words. */
    public TakenAway(Problem problem) {
      super(problem.what().en() + ": " + problem.why().en());
      this.problem = problem;
    }

    /** What to tell the operator. */
    public Problem problem() {
      return problem;
    }
  }
}
