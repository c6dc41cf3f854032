package io.orgsh.shell;

import io.orgsh.problem.Language;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the process was given. Only the program's entry reads it from the process; a test makes its
 * own.
 *
 * @param environment the environment variables
 * @param home the user's home folder
 * @param workingFolder where orgsh was started
 * @param installation where {@code runbooks/} and {@code templates/} lie
 * @param user the login name
 * @param version of orgsh
 * @param out the answer
 * @param err the conversation
 * @param attended whether a person sits at a terminal
 */
public record Surroundings(
    Map<String, String> environment,
    Path home,
    Path workingFolder,
    Path installation,
    String user,
    Version version,
    PrintStream out,
    PrintStream err,
    Attended attended) {

  /** Who is there. */
  public enum Attended {
    /** Input and output are a terminal. */
    BY_A_PERSON,
    /** A script, a pipe, a job. */
    BY_NOBODY
  }

  /** An environment variable that is set and not empty. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  /** The machine's name, as a colleague would know it. */
  public String host() {
    return variable("HOSTNAME").or(Surroundings::ownName).orElse("localhost");
  }

  private static Optional<String> ownName() {
    try {
      return Optional.of(InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException _) {
      return Optional.empty();
    }
  }

  /** The language of the locale, as POSIX finds it. */
  public Language language() {
    return Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
        .flatMap(name -> variable(name).stream())
        .findFirst()
        .filter(locale -> locale.toLowerCase(Locale.ROOT).startsWith("ja"))
        .map(_ -> Language.JAPANESE)
        .orElse(Language.ENGLISH);
  }

  /** Whether colours may be used on a terminal. */
  boolean colours() {
    return variable("NO_COLOR").isEmpty()
        && variable("TERM").filter(term -> !term.equals("dumb")).isPresent();
  }

  /** Whether a place for runs is a folder, and not a bucket. */
  public static boolean isFolder(String place) {
    return !place.startsWith("s3://");
  }

  /**
   * The folder of everything that outlives a command: {@code --state}, else {@code $ORGSH_STATE},
   * else {@code orgsh} in the XDG state folder. What names a bucket names no folder.
   *
   * @param option a folder
   */
  public Path stateFolder(Optional<String> option) {
    return option
        .or(() -> variable("ORGSH_STATE").filter(Surroundings::isFolder))
        .map(workingFolder::resolve)
        .orElseGet(
            () ->
                variable("XDG_STATE_HOME")
                    .map(Path::of)
                    .orElseGet(() -> home.resolve(".local").resolve("state"))
                    .resolve("orgsh"))
        .toAbsolutePath()
        .normalize();
  }

  /** The XDG configuration folder. */
  public Path configurationFolder() {
    return variable("XDG_CONFIG_HOME").map(Path::of).orElseGet(() -> home.resolve(".config"));
  }

  /** The XDG cache folder: what can be made again. */
  public Path cacheFolder() {
    return variable("XDG_CACHE_HOME").map(Path::of).orElseGet(() -> home.resolve(".cache"));
  }

  /** A path as the operator would type it here; the file is found by it, too. */
  public Path shown(Path path) {
    Path whole = path.toAbsolutePath().normalize();
    boolean here = workingFolder.equals(Path.of("").toAbsolutePath());
    return here && whole.startsWith(workingFolder) && !whole.equals(workingFolder)
        ? workingFolder.relativize(whole)
        : whole;
  }
}
