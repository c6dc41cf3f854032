package io.orgsh.document;

import io.orgsh.problem.Problem;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The documents of a template folder. */
public interface Documents {

  /** All documents, sorted by name. */
  List<Document> all();

  /** The document with a name. */
  Optional<Document> find(String name);

  /** What came of rendering. */
  sealed interface Rendered {
    /**
     * Rendered.
     *
     * @param document as parsed: well-formed JSON
     * @param text as AWS gets it: pretty, LF line ends
     */
    record Text(ObjectNode document, String text) implements Rendered {}

    /** Every mistake in the values or the template. */
    record Wrong(List<Problem> problems) implements Rendered {}
  }

  /**
   * Renders a document.
   *
   * @param values parameter to value: text, or a list of texts where the type is one; unknown names
   *     are mistakes
   */
  Rendered render(Document document, JsonNode values);

  /** SHA-256 of the template and of whatever it includes, hex. */
  String hash(Document document);
}
