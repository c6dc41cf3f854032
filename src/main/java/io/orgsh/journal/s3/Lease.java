package io.orgsh.journal.s3;

import io.orgsh.journal.JournalStore.Holder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What stands in the lease of a run. */
sealed interface Lease {

  /** How often the run was taken so far. */
  long fence();

  /** Nobody has the run. */
  record Free(long fence) implements Lease {}

  /**
   * Somebody has it.
   *
   * @param seconds how long that lasts after the object was written
   */
  record Held(long fence, Holder holder, long seconds) implements Lease {}

  /** The text of a lease. */
  static String write(Lease lease) {
    ObjectNode text = JsonMapper.shared().createObjectNode().put("fence", lease.fence());
    switch (lease) {
      case Free _ -> text.put("free", true);
      case Held(_, Holder holder, long seconds) ->
          text.put("user", holder.user())
              .put("host", holder.host())
              .put("pid", holder.pid())
              .put("since", holder.since())
              .put("seconds", seconds);
    }
    return text.toString();
  }

  /**
   * The lease of a text. One that cannot be understood is held by nobody known: it ends like any
   * other, or is stolen.
   */
  static Lease read(String text, long seconds) {
    JsonNode read = parsed(text);
    long fence = read.path("fence").asLong(0);
    if (read.path("free").asBoolean(false)) {
      return new Free(fence);
    }
    return new Held(
        fence,
        new Holder(
            read.path("user").asString("?"),
            read.path("host").asString("?"),
            read.path("pid").asLong(0),
            read.path("since").asString("?")),
        read.path("seconds").asLong(seconds));
  }

  private static JsonNode parsed(String text) {
    try {
      return JsonMapper.shared().readTree(text);
    } catch (JacksonException _) {
      return JsonMapper.shared().createObjectNode();
    }
  }
}
