package io.orgsh.shell.run;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** The schemas of docs/schema, which JSON answers follow. */
public final class Schemas {
  private Schemas() {}

  /** What in a document does not follow a schema; empty when all does. */
  public static List<String> mistakes(String schema, String document) {
    try {
      var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
      String text = Files.readString(Path.of("docs/schema/" + schema + ".schema.json"));
      return registry
          .getSchema(JsonMapper.shared().readTree(text))
          .validate(JsonMapper.shared().readTree(document))
          .stream()
          .map(Error::toString)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
