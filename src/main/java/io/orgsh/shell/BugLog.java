package io.orgsh.shell;

import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log file, where the details of what must not happen go. */
public final class BugLog {
  /** The file's name in the state folder. */
  public static final String NAME = "orgsh.log";

  private final Path file;

  BugLog(Path stateFolder) {
    this.file = stateFolder.resolve(NAME);
  }

  /** Writes a fault to the log, and says in which file. */
  String keep(Throwable fault) {
    Logger log = LoggerFactory.getLogger(BugLog.class);
    log.error("This must not happen", fault);
    return file.toString();
  }

  /** Whether {@code --state} names a folder and not a store elsewhere. */
  static boolean isFolder(String state) {
    return !state.startsWith("s3://");
  }
}
