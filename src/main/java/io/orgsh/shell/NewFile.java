package io.orgsh.shell;

import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes a file that an operator asked for; nothing that is there is lost without his word. */
public final class NewFile {
  private NewFile() {}

  /** What becomes of a file that is there already. */
  public enum IfThere {
    /** It stays, and nothing is written; what is not there is made for the user alone (0600). */
    REFUSE,
    /** {@code --force}: it is replaced in one go. A link is replaced, never followed. */
    REPLACE;

    /** What the flag {@code --force} of a command line says. */
    public static IfThere of(Arguments arguments) {
      return arguments.has("--force") ? REPLACE : REFUSE;
    }
  }

  /**
   * Writes a text.
   *
   * @param option the option that names the file, for what may go wrong
   * @throws ProblemException if the file is there, or cannot be written
   */
  public static void write(Path file, String text, IfThere ifThere, String option) {
    try {
      switch (ifThere) {
        case REFUSE -> create(file, text);
        case REPLACE -> replace(file, text);
      }
    } catch (FileAlreadyExistsException there) {
      throw new ProblemException(
          Problem.of(
                  Text.of("Error: file exists", "エラー: ファイルが既にあります"),
                  Text.of("%s is there already; it was not changed.", "%s は既に存在します。変更していません。")
                      .with(file),
                  new Where.AtOption(option))
              .advise(
                  Text.of(
                      "Name another file, or replace it with --force.",
                      "別のファイル名を指定するか、--force で上書きしてください。")),
          there);
    } catch (IOException fault) {
      throw new ProblemException(
          Problem.of(
              Text.of("Error: file cannot be written", "エラー: ファイルに書き込めません"),
              Text.of("%s: %s.", "%s: %s。").with(file, fault),
              new Where.AtOption(option)),
          fault);
    }
  }

  private static void create(Path file, String text) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static void replace(Path file, String text) throws IOException {
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("it is a folder");
    }
    Path folder = file.toAbsolutePath().getParent();
    Path fresh = Files.createTempFile(folder, ".orgsh-", ".tmp");
    try {
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
