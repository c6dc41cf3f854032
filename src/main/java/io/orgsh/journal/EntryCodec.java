package io.orgsh.journal;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.Region;
import io.orgsh.runbook.RunbookName;
import io.orgsh.runbook.StepId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;

/** Entries as lines of JSON, and their hashes. */
final class EntryCodec {
  /** The format that this orgsh writes; the first line of a journal names it. */
  private static final int FORMAT = 1;

  /**
   * Members that say which run, step and target an event is about, in forms that are checked
   * elsewhere: a secret that happens to be the same characters must not make a journal unreadable.
   */
  private static final Set<String> NEVER_MASKED =
      Set.of(
          "event",
          "target",
          "targets",
          "run",
          "runbook",
          "hash",
          "steps",
          "changed",
          "organization",
          "accounts",
          "defaulted",
          "call",
          "ending",
          "host",
          "pid");

  /** The end of every line: SHA-256 of the line without it. */
  private static final Pattern SUM = Pattern.compile(",\"sum\":\"([0-9a-f]{64})\"}$");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(names())
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private EntryCodec() {}

  /**
   * The line of an entry, secrets masked: the one place through which anything reaches a journal.
   */
  static String line(Entry entry, Redaction redaction) {
    ObjectNode line = JSON.createObjectNode();
    if (entry.sequence() == 1) {
      line.put("format", FORMAT);
    }
    line.put("seq", entry.sequence());
    line.put("at", entry.at().toString());
    line.put("caller", entry.caller());
    line.put("previous", entry.previous());
    ObjectNode event = JSON.valueToTree(entry.event());
    for (Map.Entry<String, JsonNode> member : event.properties()) {
      line.set(
          member.getKey(),
          NEVER_MASKED.contains(member.getKey())
              ? member.getValue()
              : redaction.mask(member.getKey(), member.getValue()));
    }
    String text = JSON.writeValueAsString(line);
    return text.substring(0, text.length() - 1) + ",\"sum\":\"" + hash(text) + "\"}";
  }

  /** What a line is. */
  sealed interface Read {
    /** An entry. */
    record Whole(Entry entry) implements Read {}

    /** Not what was written there. */
    record Changed() implements Read {}

    /** Written by an orgsh that knows more than this one. */
    record Newer(String what) implements Read {}
  }

  static Read read(String line) {
    Matcher sum = SUM.matcher(line);
    if (!sum.find() || !hash(line.substring(0, sum.start()) + "}").equals(sum.group(1))) {
      return new Read.Changed();
    }
    try {
      ObjectNode tree = (ObjectNode) JSON.readTree(line);
      int format = tree.path("format").asInt(FORMAT);
      if (format > FORMAT) {
        return new Read.Newer("format " + format);
      }
      long sequence = tree.required("seq").longValue();
      Instant at = Instant.parse(tree.required("at").stringValue());
      String caller = tree.required("caller").stringValue();
      String previous = tree.required("previous").stringValue();
      tree.remove(List.of("format", "seq", "at", "caller", "previous", "sum"));
      upgrade(tree);
      return new Read.Whole(
          new Entry(sequence, at, caller, previous, JSON.treeToValue(tree, Event.class)));
    } catch (JacksonException
        | ClassCastException
        | IllegalArgumentException
        | DateTimeException e) {
      // The sum fits, so somebody meant it so.
      return new Read.Newer(e.getClass().getSimpleName());
    }
  }

  /** Adds what older journals did not have. */
  private static void upgrade(ObjectNode event) {
    if (event.path("event").asString("").equals("started")) {
      if (!event.has("accounts")) {
        event.putArray("accounts");
      }
      if (!event.has("defaulted")) {
        event.putArray("defaulted");
      }
    }
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
