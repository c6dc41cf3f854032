package io.orgsh.document;

import io.orgsh.problem.Text;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A document template with its declared parameters.
 *
 * @param name as in {@code render NAME}
 * @param title one line
 * @param target what the rendered text is for, which decides lint and size
 * @param parameters in the order of the template
 * @param path the template
 */
public record Document(
    String name, Text title, PolicyTarget target, List<DocumentParameter> parameters, Path path) {
  public Document {
    parameters = List.copyOf(parameters);
  }

  /**
   * A parameter of a document.
   *
   * @param name as in {@code --set NAME=…} and {@code ${NAME}}
   * @param title one line
   * @param type what values it takes
   * @param choices the words of a choice; empty for other types
   * @param defaultValue used when nothing is set; empty = must be set; the empty text = nothing, so
   *     the parameter may be left out
   * @param onlyWith choices that this parameter belongs to, for example {@code edition=current}:
   *     with other choices it need not be set; empty = always
   */
  public record DocumentParameter(
      String name,
      Text title,
      ParameterType type,
      List<String> choices,
      Optional<String> defaultValue,
      Map<String, String> onlyWith) {
    public DocumentParameter {
      choices = List.copyOf(choices);
      onlyWith = Collections.unmodifiableMap(new LinkedHashMap<>(onlyWith));
    }

    /** A parameter that belongs to every choice. */
    public DocumentParameter(
        String name,
        Text title,
        ParameterType type,
        List<String> choices,
        Optional<String> defaultValue) {
      this(name, title, type, choices, defaultValue, Map.of());
    }
  }

  /** What values a document's parameter takes. */
  public enum ParameterType {
    TEXT,
    CHOICE,
    ACCOUNT,
    ACCOUNTS,
    ORGANIZATION,
    REGION,
    BUCKET,
    ARN,
    ARNS
  }
}
