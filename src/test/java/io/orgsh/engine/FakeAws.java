package io.orgsh.engine;

import io.orgsh.aws.AwsCalls;
import io.orgsh.aws.Call;
import io.orgsh.aws.Credentials;
import io.orgsh.aws.Reply;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An AWS with named settings and one policy per account and region. An access key's id is its
 * account. A reply that a test scripts comes first and must be used; any other operation throws.
 */
final class FakeAws implements AwsCalls {
  private static final JsonMapper JSON = new JsonMapper();

  /** What is there: place and name to value. */
  final Map<String, String> world = new TreeMap<>();

  /** Every write that AWS acted on, in order. */
  final List<String> acted = new ArrayList<>();

  /** Every call, in order. */
  final List<String> calls = new ArrayList<>();

  private final Map<String, Deque<Reply>> scripts = new HashMap<>();
  private final Map<String, Deque<Reply>> after = new HashMap<>();
  private int untilDeath = Integer.MAX_VALUE;
  private boolean actBeforeDeath;

  /** The next replies of an operation; AWS does not act. */
  FakeAws next(String operation, Reply... replies) {
    scripts.computeIfAbsent(operation, _ -> new ArrayDeque<>()).addAll(List.of(replies));
    return this;
  }

  /** AWS acts, and then this is all that is seen of it. */
  FakeAws actsBut(String operation, Reply reply) {
    after.computeIfAbsent(operation, _ -> new ArrayDeque<>()).add(reply);
    return this;
  }

  /** The process dies at the n-th call from now, before or after AWS acted. */
  void dieAt(int call, boolean afterActing) {
    untilDeath = call;
    actBeforeDeath = afterActing;
  }

  void live() {
    untilDeath = Integer.MAX_VALUE;
  }

  List<String> unused() {
    var unused = new ArrayList<String>();
    scripts.forEach((operation, left) -> left.forEach(reply -> unused.add(operation + reply)));
    after.forEach((operation, left) -> left.forEach(reply -> unused.add(operation + reply)));
    return unused;
  }

  static Reply ok(String json) {
    return new Reply.Ok((ObjectNode) JSON.readTree(json.replace('\'', '"')), "req");
  }

  static Reply refused(String code, String message) {
    return new Reply.Refused(code, message, "", "req", 400, Reply.Retry.POINTLESS);
  }

  static Reply fault() {
    return new Reply.Refused("InternalError", "", "", "req", 500, Reply.Retry.LATER);
  }

  @Override
  public synchronized Reply call(Call call, Credentials credentials) {
    String operation = call.operation().toString();
    String place = credentials.accessKeyId() + " " + call.region();
    calls.add(operation + " " + place);
    untilDeath--;
    if (untilDeath == 0 && !actBeforeDeath) {
      throw new MemoryDeath();
    }
    Deque<Reply> script = scripts.getOrDefault(operation, new ArrayDeque<>());
    if (!script.isEmpty()) {
      return script.remove();
    }
    Reply reply = act(operation, place, call.parameters());
    if (untilDeath == 0) {
      throw new MemoryDeath();
    }
    Deque<Reply> hidden = after.getOrDefault(operation, new ArrayDeque<>());
    return hidden.isEmpty() ? reply : hidden.remove();
  }

  /** The process is gone. */
  static final class MemoryDeath extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private Reply act(String operation, String place, ObjectNode parameters) {
    String key = place + " " + parameters.path("Name").asString("");
    return switch (operation) {
      case "settings:Get" -> {
        ObjectNode reply = JSON.createObjectNode();
        reply.put("Value", world.getOrDefault(key, ""));
        reply.put("Arn", "arn:" + key.replace(' ', ':'));
        yield new Reply.Ok(reply, "req");
      }
      case "settings:Put" -> {
        acted.add("put " + key);
        world.put(key, parameters.path("Value").asString("on"));
        yield ok("{}");
      }
      case "settings:Delete" -> {
        acted.add("delete " + key);
        world.remove(key);
        yield ok("{}");
      }
      case "settings:Invite" -> {
        acted.add("invite " + place + " " + parameters.path("Accounts"));
        parameters
            .path("Accounts")
            .forEach(account -> world.put(place + " " + account.asString(), "invited"));
        yield ok("{'UnprocessedAccounts':[]}");
      }
      case "settings:List" -> {
        ObjectNode reply = JSON.createObjectNode();
        var names = reply.putArray("Rows");
        world.keySet().stream()
            .filter(one -> one.startsWith(place))
            .forEach(one -> names.addObject().put("name", one.substring(place.length() + 1)));
        reply.put("Count", names.size());
        yield new Reply.Ok(reply, "req");
      }
      case "policy:Get" ->
          world.containsKey(place + " policy")
              ? new Reply.Ok(
                  JSON.createObjectNode().put("Policy", world.get(place + " policy")), "req")
              : refused("NoSuchPolicy", "none");
      case "policy:Put" -> {
        acted.add("put " + place + " policy");
        world.put(place + " policy", parameters.path("Policy").asString(""));
        yield ok("{}");
      }
      case "policy:Delete" -> {
        acted.add("delete " + place + " policy");
        world.remove(place + " policy");
        yield ok("{}");
      }
      default -> throw new AssertionError("AwsCalls: no answer for " + operation);
    };
  }
}
