package io.orgsh;

import io.orgsh.shell.StartOptions;
import io.orgsh.shell.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The runbooks and templates that come with orgsh, unless an option names others. */
final class Shipped {
  private static final String RUNBOOKS = "runbooks";
  private static final String TEMPLATES = "templates";

  private final Surroundings surroundings;

  Shipped(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  Path runbooks(StartOptions options) {
    return folder(options.runbooks(), RUNBOOKS);
  }

  Path templates(StartOptions options) {
    return folder(options.templates(), TEMPLATES);
  }

  /** Whether a file is one of them, wherever links lead. */
  boolean has(Path file) {
    return liesIn(RUNBOOKS, file) || liesIn(TEMPLATES, file);
  }

  private Path folder(Optional<Path> option, String name) {
    return surroundings.shown(
        option
            .map(surroundings.workingFolder()::resolve)
            .orElseGet(() -> surroundings.installation().resolve(name)));
  }

  private boolean liesIn(String folder, Path file) {
    try {
      return surroundings
          .workingFolder()
          .resolve(file)
          .toRealPath()
          .startsWith(surroundings.installation().resolve(folder).toRealPath());
    } catch (IOException _) {
      // Not there any longer, or no such folder here: then it is a stranger.
      return false;
    }
  }
}
