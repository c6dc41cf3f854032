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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
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

  /** Before the end of every line: SHA-256 of the line without it. */
  private static final String SUM = ",\"sum\":\"";

  private static final int HASH_LENGTH = 64;
  private static final int SUM_LENGTH = SUM.length() + HASH_LENGTH + 2;

  private static final int TO_SECONDS = "2026-11-23T02:00:00".length();

  private static final Same<Second> SECONDS = new Same<>(Second::text, Second::of);

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(names())
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private EntryCodec() {}

  /**
   * What a line says about its event.
   *
   * @param members the event's members as JSON, secrets masked, without braces
   * @param event the event that reading them gives
   */
  record Content(String members, Event event) {}

  /**
   * An event, secrets masked: the one place through which anything reaches a journal. Needs no
   * place in the chain yet, so many writers can do it at the same time.
   */
  static Content content(Event event, Redaction redaction) {
    ObjectNode masked = JSON.createObjectNode();
    ObjectNode members = JSON.valueToTree(event);
    for (Map.Entry<String, JsonNode> member : members.properties()) {
      masked.set(
          member.getKey(),
          NEVER_MASKED.contains(member.getKey())
              ? member.getValue()
              : redaction.mask(member.getKey(), member.getValue()));
    }
    String text = JSON.writeValueAsString(masked);
    try {
      return new Content(text.substring(1, text.length() - 1), JSON.readValue(text, Event.class));
    } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
      throw new IllegalStateException("an event that cannot be read back: " + event.getClass(), e);
    }
  }

  /** The line that gives an event its place in the chain. */
  static String line(long sequence, Instant at, String caller, String previous, Content content) {
    String text =
        "{"
            + (sequence == 1 ? "\"format\":" + FORMAT + "," : "")
            + "\"seq\":"
            + sequence
            + ",\"at\":\""
            + at
            + "\",\"caller\":"
            + JSON.writeValueAsString(caller)
            + ",\"previous\":\""
            + previous
            + "\","
            + content.members()
            + "}";
    return text.substring(0, text.length() - 1) + SUM + hash(text) + "\"}";
  }

  /** What a line is. */
  sealed interface Read {
    /**
     * An entry.
     *
     * @param hash of the line, which the next one names
     */
    record Whole(Entry entry, String hash) implements Read {}

    /** Not what was written there. */
    record Changed() implements Read {}

    /** Written by an orgsh that knows more than this one. */
    record Newer(String what) implements Read {}
  }

  static Read read(String line) {
    int sum = line.length() - SUM_LENGTH;
    if (sum < 1 || !line.startsWith(SUM, sum) || !line.endsWith("\"}")) {
      return new Read.Changed();
    }
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    MessageDigest digest = digest();
    digest.update(bytes, 0, bytes.length - SUM_LENGTH);
    digest.update((byte) '}');
    if (!line.regionMatches(
        sum + SUM.length(), HexFormat.of().formatHex(digest.digest()), 0, HASH_LENGTH)) {
      return new Read.Changed();
    }
    String hash = HexFormat.of().formatHex(digest.digest(bytes));
    try {
      Optional<Entry> entry = entry(line);
      return new Read.Whole(entry.isPresent() ? entry.get() : anyEntry(line), hash);
    } catch (NewerFormat newer) {
      return new Read.Newer(String.valueOf(newer.getMessage()));
    } catch (JacksonException
        | ClassCastException
        | IllegalArgumentException
        | DateTimeException e) {
      // The sum fits, so somebody meant it so.
      return new Read.Newer(e.getClass().getSimpleName());
    }
  }

  /** A format that this orgsh does not know. */
  private static final class NewerFormat extends Exception {
    private static final long serialVersionUID = 1;

    NewerFormat(int format) {
      super("format " + format);
    }
  }

  /**
   * An entry whose members come in the order in which {@link #line} writes them: read in one go,
   * since a resume reads half a million lines. Empty for any other, and for the first.
   */
  private static Optional<Entry> entry(String line) {
    try (JsonParser in = JSON.createParser(line)) {
      in.nextToken();
      if (!"seq".equals(in.nextName())) {
        return Optional.empty();
      }
      in.nextToken();
      long sequence = in.getLongValue();
      String at = text(in, "at");
      String caller = text(in, "caller");
      String previous = text(in, "previous");
      if (at.isEmpty() || previous.isEmpty() || !"event".equals(in.nextName())) {
        return Optional.empty();
      }
      Event event = JSON.readValue(in, Event.class);
      return Optional.of(new Entry(sequence, instant(at), caller, previous, event));
    }
  }

  /** The lines of a run are written many a second, and reading a date takes long. */
  private static Instant instant(String text) {
    int end = text.length() - 1;
    boolean known = end > TO_SECONDS && end <= TO_SECONDS + 10 && text.charAt(TO_SECONDS) == '.';
    if (!known || text.charAt(end) != 'Z') {
      return Instant.parse(text);
    }
    int nanos = 0;
    for (int at = TO_SECONDS + 1; at <= TO_SECONDS + 9; at++) {
      int digit = at < end ? text.charAt(at) - '0' : 0;
      if (digit < 0 || digit > 9) {
        return Instant.parse(text);
      }
      nanos = nanos * 10 + digit;
    }
    return SECONDS.apply(text.substring(0, TO_SECONDS)).at().plusNanos(nanos);
  }

  /** {@code 2026-11-23T02:00:00}, and when that is. */
  private record Second(String text, Instant at) {
    static Second of(String text) {
      return new Second(text, Instant.parse(text + "Z"));
    }
  }

  private static String text(JsonParser in, String name) {
    if (!name.equals(in.nextName())) {
      return "";
    }
    String text = in.nextStringValue();
    return text == null ? "" : text;
  }

  private static Entry anyEntry(String line) throws NewerFormat {
    ObjectNode tree = (ObjectNode) JSON.readTree(line);
    int format = tree.path("format").asInt(FORMAT);
    if (format > FORMAT) {
      throw new NewerFormat(format);
    }
    long sequence = tree.required("seq").longValue();
    Instant at = Instant.parse(tree.required("at").stringValue());
    String caller = tree.required("caller").stringValue();
    String previous = tree.required("previous").stringValue();
    tree.remove(List.of("format", "seq", "at", "caller", "previous", "sum"));
    upgrade(tree);
    return new Entry(sequence, at, caller, previous, JSON.treeToValue(tree, Event.class));
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
    return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static SimpleModule names() {
    var module = new SimpleModule("orgsh-names");
    name(module, RunId.class, RunId::value, RunId::new);
    name(module, RunbookName.class, RunbookName::value, RunbookName::new);
    name(module, StepId.class, StepId::value, new Same<>(StepId::value, StepId::new));
    name(module, AccountId.class, AccountId::value, new Same<>(AccountId::value, AccountId::new));
    name(module, Region.class, Region::code, new Same<>(Region::code, Region::new));
    return module;
  }

  /**
   * Gives the same object for the same name where it can: a large run names its accounts half a
   * million times. Forgets what it has no room for. Safe for many threads.
   */
  private static final class Same<T> implements Function<String, T> {
    private static final int ROOM = 1 << 14;

    private final AtomicReferenceArray<T> made = new AtomicReferenceArray<>(ROOM);
    private final Function<T, String> name;
    private final Function<String, T> make;

    Same(Function<T, String> name, Function<String, T> make) {
      this.name = name;
      this.make = make;
    }

    @Override
    public T apply(String text) {
      int hash = text.hashCode();
      int place = (hash ^ (hash >>> 14)) & (ROOM - 1);
      T known = made.get(place);
      if (known != null && name.apply(known).equals(text)) {
        return known;
      }
      T fresh = make.apply(text);
      made.set(place, fresh);
      return fresh;
    }
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
