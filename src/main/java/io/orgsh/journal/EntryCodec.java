package io.orgsh.journal;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.Region;
import io.orgsh.runbook.RunbookName;
import io.orgsh.runbook.StepId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;

/** Entries as lines of JSON, and their hashes. */
final class EntryCodec {
  private static final JsonMapper JSON = JsonMapper.builder().addModule(names()).build();

  private EntryCodec() {}

  /**
   * The line of an entry, secrets masked: the one place through which anything reaches a journal.
   */
  static String line(Entry entry, Redaction redaction) {
    ObjectNode line = JSON.createObjectNode();
    line.put("seq", entry.sequence());
    line.put("at", entry.at().toString());
    line.put("caller", entry.caller());
    line.put("previous", entry.previous());
    ObjectNode event = JSON.valueToTree(entry.event());
    line.setAll((ObjectNode) redaction.mask(event));
    return JSON.writeValueAsString(line);
  }

  /**
   * The entry of a line.
   *
   * @throws JacksonException if the line is not an entry
   */
  static Entry entry(String line) {
    ObjectNode tree = (ObjectNode) JSON.readTree(line);
    long sequence = tree.required("seq").longValue();
    Instant at = Instant.parse(tree.required("at").stringValue());
    String caller = tree.required("caller").stringValue();
    String previous = tree.required("previous").stringValue();
    tree.remove(java.util.List.of("seq", "at", "caller", "previous"));
    return new Entry(sequence, at, caller, previous, JSON.treeToValue(tree, Event.class));
  }

  /** SHA-256 of a text's UTF-8 bytes, hex. */
  static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static SimpleModule names() {
    var module = new SimpleModule("orgsh-names");
    name(module, RunId.class, RunId::value, RunId::new);
    name(module, RunbookName.class, RunbookName::value, RunbookName::new);
    name(module, StepId.class, StepId::value, StepId::new);
    name(module, AccountId.class, AccountId::value, AccountId::new);
    name(module, Region.class, Region::code, Region::new);
    return module;
  }

  /** Writes a type that wraps one text as that text, as a value and as a key. */
  private static <T> void name(
      SimpleModule module, Class<T> type, Function<T, String> write, Function<String, T> read) {
    module.addSerializer(
        type,
        new ValueSerializer<T>() {
          @Override
          public void serialize(T value, JsonGenerator out, SerializationContext context) {
            out.writeString(write.apply(value));
          }
        });
    module.addKeySerializer(
        type,
        new ValueSerializer<T>() {
          @Override
          public void serialize(T value, JsonGenerator out, SerializationContext context) {
            out.writeName(write.apply(value));
          }
        });
    module.addDeserializer(
        type,
        new ValueDeserializer<T>() {
          @Override
          public T deserialize(JsonParser in, DeserializationContext context) {
            return read.apply(in.getString());
          }
        });
    module.addKeyDeserializer(
        type,
        new KeyDeserializer() {
          @Override
          public Object deserializeKey(String key, DeserializationContext context) {
            return read.apply(key);
          }
        });
  }
}
