package io.orgsh.journal;

import java.util.List;
import java.util.SortedSet;
import java.util.function.Consumer;

/**
 * Where journals are kept. Lines are UTF-8 without line ends.
 *
 * <p>Every implementation MUST report a line as appended only when it would survive a crash of the
 * machine, MUST let only one writer at a time have a run, and MUST tell damage from absence.
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
   * Takes a run for writing, and makes it if it is new.
   *
   * @param holder who says so to others
   * @throws Locked if another writer has it
   */
  Appender take(RunId run, Holder holder) throws Locked;

  /** The only writer of a run. Closing it gives the run free. */
  interface Appender extends AutoCloseable {
    /** The lines that are there, without a torn last one, which is cut off. */
    List<String> lines();

    /** Gives {@link #lines()} one after the other. */
    default void lines(Consumer<String> line) {
      lines().forEach(line);
    }

    /** Adds a line; when it returns the line is safe. */
    void append(String line);

    /**
     * Adds lines in this order; when it returns all of them are safe. When it throws, a first part
     * of them may be there, and nothing more may be added.
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

  /** Somebody else has the run. */
  final class Locked extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Holder holder;

    /** Locked by a holder. */
    public Locked(RunId run, Holder holder) {
      super(run + " is held by " + holder);
      this.holder = holder;
    }

    /** Who has it. */
    public Holder holder() {
      return holder;
    }
  }
}
