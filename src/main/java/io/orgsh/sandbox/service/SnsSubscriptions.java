package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Subscriptions: asked for, confirmed by whoever reads the e-mail, removed. */
final class SnsSubscriptions {
  /** AWS deletes what nobody confirmed. */
  private static final Duration TOKEN_VALID = Duration.ofDays(2);

  private static final int PAGE = 100;
  private static final Set<String> BY_MAIL = Set.of("email", "email-json");
  private static final Set<String> PROTOCOLS =
      Set.of(
          "email",
          "email-json",
          "http",
          "https",
          "sms",
          "sqs",
          "lambda",
          "application",
          "firehose");

  /** Those have to answer a message first; the sandbox calls nobody's URL, so they stay pending. */
  private static final Set<String> CONFIRMED_BY_HAND =
      Set.of("email", "email-json", "http", "https");

  private final World world;
  private final SnsTopics topics;
  private final Inbox inbox;

  SnsSubscriptions(World world, SnsTopics topics, Inbox inbox) {
    this.world = world;
    this.topics = topics;
    this.inbox = inbox;
  }

  void in(OperationTable operations) {
    operations
        .with("Subscribe", this::subscribe)
        .with("ConfirmSubscription", this::confirm)
        .with("ListSubscriptions", this::list)
        .with("ListSubscriptionsByTopic", this::listByTopic)
        .with("GetSubscriptionAttributes", this::attributes)
        .with("Unsubscribe", this::unsubscribe);
  }

  /** Who sends a topic's letters: the topic's display name, if it has one. */
  static String sender(SnsState.Topic topic) {
    String name = topic.attributes.getOrDefault("DisplayName", "");
    return (name.isEmpty() ? "AWS Notifications" : name) + " <no-reply@sns.amazonaws.com>";
  }

  /** The mail boxes that get what is published on a topic. */
  static List<SnsState.Subscription> readers(SnsState.Topic topic) {
    return topic.subscriptions.values().stream()
        .filter(each -> each.confirmed && BY_MAIL.contains(each.protocol))
        .toList();
  }

  /**
   * Confirms as the link in the e-mail does, which no caller of AWS has done.
   *
   * @return the subscription's ARN, or nothing if no valid token says so
   */
  Optional<String> confirm(String token) {
    for (SnsState.Topic topic : topics.state().topics.values()) {
      Optional<SnsState.Subscription> found = named(topic, token);
      if (found.isPresent()) {
        found.get().confirmed = true;
        world.touched();
        return found.map(each -> each.arn);
      }
    }
    return Optional.empty();
  }

  /** Whether the token is of a subscription that waits to be confirmed. */
  boolean isPending(String token) {
    return topics.state().topics.values().stream()
        .flatMap(topic -> named(topic, token).stream())
        .anyMatch(each -> !each.confirmed);
  }

  private static Optional<SnsState.Subscription> named(SnsState.Topic topic, String token) {
    return topic.subscriptions.values().stream()
        .filter(each -> each.token.equals(token))
        .findFirst();
  }

  /** Removes what nobody confirmed in time. */
  void advance(Instant now) {
    for (SnsState.Topic topic : topics.state().topics.values()) {
      if (topic
          .subscriptions
          .values()
          .removeIf(each -> !each.confirmed && !now.isBefore(each.asked.plus(TOKEN_VALID)))) {
        world.touched();
      }
    }
  }

  private ObjectNode subscribe(ServiceRequest request) throws AwsError {
    Asked asked = Asked.of(request);
    String protocol = asked.text("Protocol");
    String endpoint = asked.text("Endpoint");
    check(protocol, endpoint);
    SnsState.Topic topic = topics.named(request, "TopicArn");
    String arn = topic.arn + ":" + DerivedIds.uuid(topic.arn, protocol, endpoint);
    SnsState.Subscription there = topic.subscriptions.get(arn);
    if (there == null) {
      there = new SnsState.Subscription();
      there.arn = arn;
      there.protocol = protocol;
      there.endpoint = endpoint;
      there.owner = request.caller().account();
      there.token = DerivedIds.token(arn, request.now().toString());
      there.asked = request.now();
      there.confirmed = !CONFIRMED_BY_HAND.contains(protocol);
      topic.subscriptions.put(arn, there);
      world.mutated("sns:Subscribe");
    }
    if (!there.confirmed && BY_MAIL.contains(protocol)) {
      inbox.send(invitation(topic, there, request.now()));
    }
    boolean tell = there.confirmed || asked.flag("ReturnSubscriptionArn");
    return reply().put("SubscriptionArn", tell ? arn : "pending confirmation");
  }

  private static void check(String protocol, String endpoint) throws AwsError {
    if (!PROTOCOLS.contains(protocol)) {
      throw AwsError.of(
          "InvalidParameter",
          "Invalid parameter: Amazon SNS does not support this protocol string: " + protocol);
    }
    if (BY_MAIL.contains(protocol) && !endpoint.matches("[^@\\s]+@[^@\\s]+")) {
      throw AwsError.of("InvalidParameter", "Invalid parameter: Email address");
    }
    if (endpoint.isEmpty()) {
      throw AwsError.of("InvalidParameter", "Invalid parameter: Endpoint");
    }
  }

  private static InboxState.Letter invitation(
      SnsState.Topic topic, SnsState.Subscription subscription, Instant now) {
    String region = topic.arn.split(":", -1)[3];
    String link =
        "https://sns."
            + region
            + ".amazonaws.com/confirmation.html?TopicArn="
            + topic.arn
            + "&Token="
            + subscription.token
            + "&Endpoint="
            + URLEncoder.encode(subscription.endpoint, StandardCharsets.UTF_8);
    return Inbox.letter(
        sender(topic),
        subscription.endpoint,
        now,
        "AWS Notification - Subscription Confirmation",
        "You have chosen to subscribe to the topic:\n"
            + topic.arn
            + "\n\nTo confirm this subscription, click or visit the link below"
            + " (If this was in error no action is necessary):\nConfirm subscription\n",
        link);
  }

  private ObjectNode confirm(ServiceRequest request) throws AwsError {
    SnsState.Topic topic = topics.state().topics.get(Asked.of(request).text("TopicArn"));
    if (topic == null) {
      throw AwsError.of("NotFound", 404, "Topic does not exist");
    }
    SnsState.Subscription subscription =
        named(topic, Asked.of(request).text("Token"))
            .orElseThrow(() -> AwsError.of("InvalidParameter", "Invalid parameter: Token"));
    if (!subscription.confirmed) {
      subscription.confirmed = true;
      world.mutated("sns:ConfirmSubscription");
    }
    return reply().put("SubscriptionArn", subscription.arn);
  }

  private ObjectNode list(ServiceRequest request) throws AwsError {
    Place here = Place.of(request);
    List<ObjectNode> all =
        topics.state().topics.values().stream()
            .filter(topic -> topic.arn.startsWith(here.arn("sns", "")))
            .flatMap(topic -> topic.subscriptions.values().stream().map(listed(topic)))
            .toList();
    return page(request, all);
  }

  private ObjectNode listByTopic(ServiceRequest request) throws AwsError {
    SnsState.Topic topic = topics.named(request, "TopicArn");
    return page(request, topic.subscriptions.values().stream().map(listed(topic)).toList());
  }

  private static ObjectNode page(ServiceRequest request, List<ObjectNode> all) throws AwsError {
    return TokenPages.page(
        "Subscriptions",
        all,
        PAGE,
        Asked.of(request).text("NextToken"),
        "NextToken",
        SnsTopics::token);
  }

  private static Function<SnsState.Subscription, ObjectNode> listed(SnsState.Topic topic) {
    return each ->
        reply()
            .put("SubscriptionArn", each.confirmed ? each.arn : "PendingConfirmation")
            .put("Owner", each.owner)
            .put("Protocol", each.protocol)
            .put("Endpoint", each.endpoint)
            .put("TopicArn", topic.arn);
  }

  private ObjectNode attributes(ServiceRequest request) throws AwsError {
    SnsState.Topic topic = topicOf(request);
    SnsState.Subscription there = topic.subscriptions.get(arn(request));
    if (there == null) {
      throw AwsError.of("NotFound", 404, "Subscription does not exist");
    }
    ObjectNode reply = reply();
    reply
        .putObject("Attributes")
        .put("SubscriptionArn", there.arn)
        .put("TopicArn", topic.arn)
        .put("Owner", there.owner)
        .put("Protocol", there.protocol)
        .put("Endpoint", there.endpoint)
        .put("PendingConfirmation", "" + !there.confirmed)
        .put("ConfirmationWasAuthenticated", "false")
        .put("RawMessageDelivery", "false");
    return reply;
  }

  private ObjectNode unsubscribe(ServiceRequest request) throws AwsError {
    SnsState.Topic topic = topicOf(request);
    SnsState.Subscription there = topic.subscriptions.get(arn(request));
    // Removing what is not there is no error.
    if (there != null) {
      if (!there.confirmed) {
        throw AwsError.of(
            "InvalidParameter",
            "Invalid parameter: This subscription has not been confirmed and cannot be deleted");
      }
      topic.subscriptions.remove(there.arn);
      topic.removed++;
      world.mutated("sns:Unsubscribe");
    }
    return reply();
  }

  private SnsState.Topic topicOf(ServiceRequest request) throws AwsError {
    String arn = arn(request);
    if (!arn.matches("arn:aws:sns:[^:]+:\\d{12}:[^:]+:[0-9a-f-]{36}")) {
      throw AwsError.of(
          "InvalidParameter",
          "Invalid parameter: SubscriptionArn Reason: An ARN must have at least 6 elements");
    }
    SnsState.Topic topic = topics.state().topics.get(arn.substring(0, arn.lastIndexOf(':')));
    if (topic == null) {
      throw AwsError.of("NotFound", 404, "Topic does not exist");
    }
    if (!topic.owner.equals(request.caller().account())) {
      throw AwsError.of("AuthorizationError", 403, "Not authorized to access this subscription");
    }
    return topic;
  }

  private static String arn(ServiceRequest request) {
    return Asked.of(request).text("SubscriptionArn");
  }

  private static ObjectNode reply() {
    return JsonNodeFactory.instance.objectNode();
  }
}
