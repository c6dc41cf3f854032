package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Amazon SNS: topics, subscriptions, and e-mails that arrive in the world's {@link Inbox}. */
public final class SnsService implements Service, Topics {
  private static final Pattern TOKEN =
      Pattern.compile("^https://sns\\.[^?]*\\?(?:.*&)?Token=([0-9a-f]+)");

  private final World world;
  private final Inbox inbox;
  private final SnsTopics topics;
  private final SnsSubscriptions subscriptions;
  private final OperationTable operations = new OperationTable();

  /** SNS in a world. */
  public SnsService(World world, Inbox inbox) {
    this.world = world;
    this.inbox = inbox;
    topics = new SnsTopics(world);
    subscriptions = new SnsSubscriptions(world, topics, inbox);
    topics.in(operations);
    subscriptions.in(operations);
    operations.with("Publish", this::publish);
    inbox.answeredBy(this::follow);
  }

  @Override
  public String name() {
    return "sns";
  }

  @Override
  public Set<String> operations() {
    return operations.names();
  }

  @Override
  public ObjectNode answer(ServiceRequest request) throws AwsError {
    return operations.answer(request);
  }

  @Override
  public String resource(ServiceRequest request) {
    return Asked.of(request).text("TopicArn", "*");
  }

  @Override
  public void advance(Instant now) {
    subscriptions.advance(now);
  }

  /**
   * Confirms a subscription as the link in its e-mail does.
   *
   * @param token of the link
   * @return the subscription's ARN, or nothing where the token is unknown or too old
   */
  public Optional<String> confirm(String token) {
    return subscriptions.confirm(token);
  }

  private boolean follow(String link, Instant at) {
    Matcher token = TOKEN.matcher(link);
    return token.find()
        && subscriptions.isPending(token.group(1))
        && confirm(token.group(1)).isPresent();
  }

  @Override
  public boolean publish(String topic, String service, String subject, String message, Instant at) {
    SnsState.Topic there = topics.state().topics.get(topic);
    if (there == null || !admits(there, service)) {
      return false;
    }
    deliver(there, subject, message, at);
    return true;
  }

  private static boolean admits(SnsState.Topic topic, String service) {
    try {
      return TopicPolicy.of(topic.attributes.getOrDefault("Policy", "")).admits(service, topic.arn);
    } catch (AwsError _) {
      return false; // no policy admits nobody
    }
  }

  private ObjectNode publish(ServiceRequest request) throws AwsError {
    Asked asked = Asked.of(request);
    SnsState.Topic topic = topics.named(request, asked.has("TopicArn") ? "TopicArn" : "TargetArn");
    if (asked.text("Message").isEmpty()) {
      throw AwsError.of("InvalidParameter", "Invalid parameter: Empty message");
    }
    deliver(topic, asked.text("Subject"), asked.text("Message"), request.now());
    world.mutated("sns:Publish");
    String id = DerivedIds.uuid(topic.arn, asked.text("Message"), request.now().toString());
    return JsonNodeFactory.instance.objectNode().put("MessageId", id);
  }

  private void deliver(SnsState.Topic topic, String subject, String message, Instant at) {
    String title = subject.isEmpty() ? "AWS Notification Message" : subject;
    for (SnsState.Subscription reader : SnsSubscriptions.readers(topic)) {
      inbox.send(
          Inbox.letter(SnsSubscriptions.sender(topic), reader.endpoint, at, title, message, ""));
    }
  }
}
