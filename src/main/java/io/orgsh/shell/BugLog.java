package io.orgsh.shell;

import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log file, where the details of what must not happen go. */
public final class BugLog {
  /** The file's name in the state folder. */
  public static final String NAME = "orgsh.log";

  private final Path folder;

  BugLog(Path stateFolder) {
    this.folder = stateFolder;
  }

  /** Makes the state folder, which only the user can enter; the log's own words are in it too. */
  void prepare() {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      Path log = folder.resolve(NAME);
      if (Files.exists(log)) {
        Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-------"));
      } else {
        Files.createFile(
            log,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
    } catch (IOException fault) {
      throw new ProblemException(
          Problem.of(
                  Text.of("Error: state folder cannot be made", "エラー: 保存先のフォルダーを作成できません"),
                  Text.of("%s: %s.", "%s: %s。").with(folder, fault),
                  new Where.AtOption("--state"))
              .advise(
                  Text.of(
                      "Name a folder that you may write to with --state.",
                      "書き込めるフォルダーを --state で指定してください。")),
          fault);
    }
  }

  /** Writes a fault to the log, and says in which file. */
  String keep(Throwable fault) {
    Logger log = LoggerFactory.getLogger(BugLog.class);
    log.error("This must not happen", fault);
    return folder.resolve(NAME).toString();
  }
}
