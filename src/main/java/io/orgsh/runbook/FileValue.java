package io.orgsh.runbook;

import io.orgsh.aws.AccountId;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Values of parameters that come out of files. */
public final class FileValue {
  private static final Text WHAT =
      Text.of("Error: file for a parameter cannot be used", "エラー: パラメーターのファイルを使用できません");

  /** As AWS's consoles take and offer it. */
  private static final int MOST_LIST = 1_000_000;

  /** No API takes so long a text; it is what is read at most, whatever a runbook says. */
  private static final long MOST_TEXT = 16_000_000;

  private FileValue() {}

  /**
   * The text of a file.
   *
   * @param most characters
   * @throws ProblemException if it is not there, too long or not UTF-8
   */
  public static JsonNode text(String parameter, Path file, long most) {
    return JsonNodeFactory.instance.stringNode(read(parameter, file, most));
  }

  /**
   * The text of a file that a runbook names itself, as a default. Whoever writes a runbook must not
   * read other files of the operator with it: only those beside the runbook and in the folder
   * templates beside its folder, and none that is hidden.
   *
   * @param folder the runbook's
   * @param path as the runbook has it
   * @param most characters
   * @throws ProblemException if it lies elsewhere, is not there, too long or not UTF-8
   */
  static JsonNode beside(String parameter, Path folder, String path, long most) {
    Path file = folder.resolve(path).normalize();
    try {
      Path real = file.toRealPath();
      Path own = folder.toRealPath();
      Path templates = own.resolveSibling("templates");
      boolean open =
          lies(real, own) || (Files.isDirectory(templates) && lies(real, templates.toRealPath()));
      if (!open) {
        throw unusable(
            parameter,
            Text.of(
                    "A default must be a file beside the runbook, or in the folder templates beside"
                        + " its folder, and not hidden: %s is not. Other files are given with"
                        + " --set.",
                    "既定値に指定できるのは、Runbookと同じフォルダー、またはその隣の templates フォルダーにある、隠しファイル以外のファイルだけです:"
                        + " %s。他のファイルは --set で指定してください。")
                .with(file));
      }
      return text(parameter, real, most);
    } catch (IOException _) {
      throw unusable(parameter, Text.of("There is no file %s.", "ファイル %s がありません。").with(file));
    }
  }

  private static boolean lies(Path file, Path folder) {
    if (!file.startsWith(folder)) {
      return false;
    }
    for (Path name : folder.relativize(file)) {
      if (name.toString().startsWith(".")) {
        return false;
      }
    }
    return true;
  }

  /**
   * The account ids of a CSV file: the first column, as in the files of AWS's consoles ({@code
   * Account ID,Email address}); a heading and empty lines are passed over.
   *
   * @throws ProblemException if the file cannot be read, or a line has no account id
   */
  public static JsonNode accounts(String parameter, Path file) {
    ArrayNode accounts = JsonNodeFactory.instance.arrayNode();
    List<String> lines = read(parameter, file, MOST_LIST).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String first = lines.get(i).split(",", -1)[0].strip().replace("\"", "");
      if (AccountId.isAccountId(first)) {
        accounts.add(first);
      } else if (!first.isEmpty() && i > 0) {
        throw new ProblemException(
            Problem.of(
                WHAT,
                Text.of(
                    "A line begins with an account id of twelve digits; this one does not.",
                    "各行の先頭は12桁のアカウントIDにしてください。"),
                new Where.InFile(file, i + 1, 1, Math.max(1, first.length()), lines.get(i))));
      }
    }
    return accounts;
  }

  private static String read(String parameter, Path file, long most) {
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] bytes = stream.readNBytes(Math.toIntExact(Math.clamp(most, 0, MOST_TEXT) * 4 + 1));
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.length() > most) {
        throw unusable(
            parameter,
            Text.of("%s has more than %d characters.", "%s は%d文字を超えています。").with(file, most));
      }
      return text;
    } catch (NoSuchFileException _) {
      throw unusable(parameter, Text.of("There is no file %s.", "ファイル %s がありません。").with(file));
    } catch (CharacterCodingException _) {
      throw unusable(parameter, Text.of("%s is not UTF-8.", "%s の文字コードがUTF-8ではありません。").with(file));
    } catch (IOException fault) {
      throw unusable(
          parameter,
          Text.of("%s: the system answered %s.", "%s: システムの応答は %s です。").with(file, fault));
    }
  }

  private static ProblemException unusable(String parameter, Text why) {
    return new ProblemException(Problem.of(WHAT, why, new Where.AtOption("--set " + parameter)));
  }
}
