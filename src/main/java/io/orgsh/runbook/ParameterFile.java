package io.orgsh.runbook;

import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.TextFile;
import io.orgsh.problem.Where;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Parameter values in a file: a YAML or JSON mapping from parameter to value. */
public final class ParameterFile {
  private static final Text WRONG =
      Text.of("Error: wrong parameter file", "エラー: パラメーターファイルに誤りがあります");
  private static final Text UNREADABLE =
      Text.of("Error: parameter file cannot be read", "エラー: パラメーターファイルを読み込めません");

  private ParameterFile() {}

  /**
   * Reads a file.
   *
   * @return name to value, in the order of the file
   * @throws ProblemException if the file cannot be read, is too large, or is not a mapping
   */
  public static Map<String, JsonNode> read(Path file) {
    return parse(file, text(file));
  }

  /**
   * Reads a text as if it were in a file.
   *
   * @param file only named in problems
   */
  static Map<String, JsonNode> parse(Path file, String text) {
    var mistakes = new Mistakes(file, text);
    Optional<Item> root = text.isBlank() ? Optional.empty() : YamlFile.read(text, mistakes);
    if (!mistakes.found().isEmpty()) {
      throw new ProblemException(mistakes.found());
    }
    if (root.isEmpty() || !root.get().node().isObject()) {
      throw new ProblemException(
          Problem.of(
              WRONG,
              Text.of(
                  "The file must be a mapping from parameter to value.",
                  "パラメーター名と値のマッピングで書いてください。"),
              new Where.InFile(file, 1, 1, 1, "")));
    }
    Map<String, JsonNode> values = new LinkedHashMap<>();
    root.get().node().properties().forEach(entry -> values.put(entry.getKey(), entry.getValue()));
    return values;
  }

  private static String text(Path file) {
    try {
      return TextFile.read(file, YamlFile.MOST_BYTES);
    } catch (TextFile.TooLarge _) {
      throw unreadable(
          file,
          Text.of("The file has more than %d bytes.", "ファイルサイズが%dバイトを超えています。")
              .with(YamlFile.MOST_BYTES));
    } catch (CharacterCodingException _) {
      throw unreadable(file, Text.of("The file is not UTF-8.", "ファイルの文字コードがUTF-8ではありません。"));
    } catch (IOException fault) {
      throw unreadable(file, Text.of("The system answered: %s.", "システムの応答: %s。").with(fault));
    }
  }

  private static ProblemException unreadable(Path file, Text why) {
    return new ProblemException(
        Problem.of(UNREADABLE, why, new Where.AtOption("--params " + file)));
  }
}
