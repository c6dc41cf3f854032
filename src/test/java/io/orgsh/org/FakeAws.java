package io.orgsh.org;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.aws.AwsCalls;
import io.orgsh.aws.Call;
import io.orgsh.aws.Credentials;
import io.orgsh.aws.Reply;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** AWS that answers what a test told it, in order, and nothing else. Every answer must be used. */
final class FakeAws implements AwsCalls {
  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, Deque<Reply>> answers = new LinkedHashMap<>();
  private final List<Call> calls = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();

  /** The next answers to an operation asked with an access key. */
  FakeAws on(String operation, String key, Reply... replies) {
    answers
        .computeIfAbsent(operation + " " + key, _ -> new ArrayDeque<>())
        .addAll(List.of(replies));
    return this;
  }

  /** STS's next answer: this account. */
  FakeAws who(String key, String account) {
    return on("sts:GetCallerIdentity", key, who(account));
  }

  /** What STS says of an account's session. */
  static Reply who(String account) {
    return ok(
        "{'Account':'%s','Arn':'arn:aws:sts::%s:assumed-role/Admin/alice@example.com'}"
            .formatted(account, account));
  }

  /** What STS gives for a role: an access key that ends at a time. */
  static Reply credentials(String key, String expiration) {
    return ok(
        "{'Credentials':{'AccessKeyId':'%s','SecretAccessKey':'s','SessionToken':'t','Expiration':'%s'}}"
            .formatted(key, expiration));
  }

  static Reply organization(String id) {
    return ok(
        ("{'Organization':{'Id':'%s','MasterAccountId':'111111111111',"
                + "'MasterAccountEmail':'root@example.com','FeatureSet':'ALL'}}")
            .formatted(id));
  }

  /** A reply, with single quotes for double ones. */
  static Reply ok(String json) {
    return new Reply.Ok((ObjectNode) JSON.readTree(json.replace('\'', '"')), "req-ok");
  }

  static Reply refused(String code, String message) {
    return new Reply.Refused(code, message, "", "req-1", 400, Reply.Retry.POINTLESS);
  }

  static Reply busy(String code, String message) {
    return new Reply.Refused(code, message, "", "req-1", 400, Reply.Retry.LATER);
  }

  /** Every question asked, in order: operation and access key. */
  List<String> asked() {
    return asked;
  }

  /** The parameters of the only call of an operation. */
  ObjectNode parameters(String operation) {
    List<Call> found =
        calls.stream().filter(call -> call.operation().toString().equals(operation)).toList();
    assertThat(found).hasSize(1);
    return found.getFirst().parameters();
  }

  void mustBeUsedUp() {
    answers.forEach((question, left) -> assertThat(left).as(question).isEmpty());
  }

  @Override
  public synchronized Reply call(Call call, Credentials credentials) {
    String question = call.operation() + " " + credentials.accessKeyId();
    assertThat(call.safety()).isEqualTo(Call.Safety.READ);
    calls.add(call);
    asked.add(question);
    Deque<Reply> left = answers.getOrDefault(question, new ArrayDeque<>());
    if (left.isEmpty()) {
      throw new AssertionError("AwsCalls: no answer for " + question);
    }
    return left.removeFirst();
  }
}
