package io.orgsh.org;

import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.TextFile;
import io.orgsh.problem.Where;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Finds and reads orgsh.yaml. Every mistake is found in one go, each with its place. */
public final class ConfigurationFile {
  private static final String NAME = "orgsh.yaml";
  private static final int MOST_BYTES = 1024 * 1024;
  private static final int DEPTH = 40;

  private ConfigurationFile() {}

  /** What came of reading. */
  public sealed interface Outcome {
    /** The file is right. */
    record Read(Configuration configuration) implements Outcome {}

    /** The file is not right: every mistake, in the order of the file; never empty. */
    record Faulty(List<Problem> problems) implements Outcome {
      public Faulty {
        problems = List.copyOf(problems);
      }
    }
  }

  /**
   * The file to read: {@code orgsh.yaml} in the working folder, else in {@code orgsh} below the
   * configuration folder; empty when neither is there, which means {@link Configuration#none()}.
   *
   * @param xdgConfig {@code $XDG_CONFIG_HOME}, else {@code ~/.config}
   */
  public static Optional<Path> find(Path workingFolder, Path xdgConfig) {
    return Stream.of(workingFolder.resolve(NAME), xdgConfig.resolve("orgsh").resolve(NAME))
        .filter(Files::exists)
        .findFirst();
  }

  /** Reads a file. One that is not there or cannot be read is a problem, never empty. */
  public static Outcome read(Path file) {
    try {
      return parse(file, TextFile.read(file, MOST_BYTES));
    } catch (TextFile.TooLarge _) {
      return faulty(
          Problem.of(
              Text.of("configuration file cannot be read", "設定ファイルを読み取れません"),
              Text.of("The file has more than %d bytes.", "ファイルサイズが%dバイトを超えています。").with(MOST_BYTES),
              new Where.InFile(file, 1, 1, 1, "")));
    } catch (NoSuchFileException _) {
      return faulty(
          Problem.of(
                  Text.of("configuration file not found", "設定ファイルが見つかりません"),
                  Text.of("There is no file %s.", "ファイル%sがありません。").with(file),
                  new Where.InFile(file, 1, 1, 1, ""))
              .advise(Text.of("Ask AWS and write one:", "AWSに問い合わせて作成できます:"))
              .suggest("orgsh init"));
    } catch (CharacterCodingException _) {
      return faulty(
          Problem.of(
              Text.of("configuration file cannot be read", "設定ファイルを読み取れません"),
              Text.of("The file is not UTF-8.", "ファイルの文字コードがUTF-8ではありません。"),
              new Where.InFile(file, 1, 1, 1, "")));
    } catch (IOException fault) {
      return faulty(
          Problem.of(
              Text.of("configuration file cannot be read", "設定ファイルを読み取れません"),
              Text.of("The system answered: %s", "システムの応答: %s").with(fault),
              new Where.InFile(file, 1, 1, 1, "")));
    }
  }

  /**
   * Reads a text as if it were in a file.
   *
   * @param file only named in problems
   */
  public static Outcome parse(Path file, String text) {
    var mistakes = new ConfigurationMistakes(file, text);
    Optional<Node> root;
    try {
      Optional<Event> deep = tooDeep(text);
      if (deep.isPresent()) {
        mistakes.syntax(deep.get().getStartMark(), "it nests deeper than " + DEPTH + " levels");
        return new Outcome.Faulty(mistakes.found());
      }
      root = new Compose(settings(text)).composeString(text);
    } catch (MarkedYamlEngineException fault) {
      mistakes.syntax(fault.getProblemMark(), fault.getProblem());
      return new Outcome.Faulty(mistakes.found());
    } catch (YamlEngineException | IndexOutOfBoundsException | NumberFormatException fault) {
      // Java's own come out of the parser for some texts that are no YAML.
      mistakes.syntax(Optional.empty(), String.valueOf(fault.getMessage()));
      return new Outcome.Faulty(mistakes.found());
    }
    Configuration read = new ConfigurationReading(mistakes).configuration(file, root);
    return mistakes.found().isEmpty()
        ? new Outcome.Read(read)
        : new Outcome.Faulty(mistakes.found());
  }

  private static LoadSettings settings(String text) {
    // The reader trips over a character of two units at the end of its buffer.
    return LoadSettings.builder().setUseMarks(true).setBufferSize(text.length() + 1).build();
  }

  /** Where nesting goes too deep: the composer calls itself for each level. */
  private static Optional<Event> tooDeep(String text) {
    int depth = 0;
    for (Event event : new Parse(settings(text)).parseString(text)) {
      if (event instanceof CollectionStartEvent && ++depth > DEPTH) {
        return Optional.of(event);
      }
      if (event instanceof CollectionEndEvent) {
        depth--;
      }
    }
    return Optional.empty();
  }

  private static Outcome faulty(Problem problem) {
    return new Outcome.Faulty(List.of(problem));
  }
}
