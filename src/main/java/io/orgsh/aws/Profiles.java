package io.orgsh.aws;

import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * The AWS CLI's two files as they are at this moment: an operator edits them, or signs in, while
 * the shell runs.
 *
 * @param file both files together
 * @param path the file to edit, in the operator's words
 */
record Profiles(ProfileFile file, Path path) {

  /**
   * Reads both files; one that is not there is empty.
   *
   * @param environment may name other files ({@code AWS_CONFIG_FILE}, {@code
   *     AWS_SHARED_CREDENTIALS_FILE})
   * @throws ProblemException if a file cannot be read or understood
   */
  static Profiles read(Map<String, String> environment, Path home) {
    Path config = place(environment, home, "AWS_CONFIG_FILE", "config");
    Path credentials = place(environment, home, "AWS_SHARED_CREDENTIALS_FILE", "credentials");
    ProfileFile.Aggregator both = ProfileFile.aggregator();
    add(both, credentials, ProfileFile.Type.CREDENTIALS);
    add(both, config, ProfileFile.Type.CONFIGURATION);
    return new Profiles(both.build(), config);
  }

  /** A profile by its name. */
  Optional<Profile> profile(String name) {
    return file.profile(name);
  }

  /** The {@code sso-session} that profiles share. */
  Optional<Profile> session(String name) {
    return file.getSection("sso-session", name);
  }

  /** The profiles' names, sorted. */
  SortedSet<String> names() {
    return new TreeSet<>(file.profiles().keySet());
  }

  private static void add(ProfileFile.Aggregator both, Path path, ProfileFile.Type type) {
    if (!Files.exists(path)) {
      return;
    }
    try {
      both.addFile(ProfileFile.builder().content(path).type(type).build());
    } catch (RuntimeException unreadable) {
      throw new ProblemException(
          Problem.of(
                  Text.of("AWS configuration file not readable", "AWSの設定ファイルを読み取れません"),
                  Text.of("%s: %s", "%s: %s").with(path, String.valueOf(unreadable.getMessage())),
                  Where.nowhere())
              .advise(
                  Text.of(
                      "Correct the file. orgsh reads it anew each time.",
                      "ファイルを修正してください。orgshは毎回読み直します。")),
          unreadable);
    }
  }

  private static Path place(
      Map<String, String> environment, Path home, String variable, String name) {
    String said = environment.getOrDefault(variable, "");
    if (said.isEmpty()) {
      return home.resolve(".aws").resolve(name);
    }
    return said.startsWith("~/") ? home.resolve(said.substring(2)) : Path.of(said);
  }
}
