package io.orgsh.shell;

import io.orgsh.problem.Language;
import java.util.Optional;

/** A workplace that was opened and must be closed. */
public interface Premises extends Workplace, Whereabouts, AutoCloseable {

  /** Opens workplaces. */
  interface Doors {
    /** A workplace; nothing is read, signed in or started before a command asks for it. */
    Premises open(StartOptions options, Screen screen);

    /** The language that orgsh.yaml names; empty also when that file cannot be understood. */
    Optional<Language> language(StartOptions options);
  }

  @Override
  void close();
}
