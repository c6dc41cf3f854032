package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Topics and their attributes. */
final class SnsTopics {
  private static final int PAGE = 100;
  private static final String NAME = "[A-Za-z0-9_-]{1,256}(\\.fifo)?";
  private static final Set<String> SETTABLE =
      Set.of(
          "Policy",
          "DisplayName",
          "DeliveryPolicy",
          "KmsMasterKeyId",
          "SignatureVersion",
          "TracingConfig");

  private final World world;

  SnsTopics(World world) {
    this.world = world;
  }

  void in(OperationTable operations) {
    operations
        .with("CreateTopic", this::create)
        .with("DeleteTopic", this::delete)
        .with("ListTopics", this::list)
        .with("GetTopicAttributes", this::attributes)
        .with("SetTopicAttributes", this::set)
        .with("TagResource", this::tag)
        .with("UntagResource", this::untag)
        .with("ListTagsForResource", this::tags);
  }

  /**
   * The topic that a request names, if its caller owns it.
   *
   * @throws AwsError as SNS answers about topics that are not there or another account's
   */
  SnsState.Topic named(ServiceRequest request, String member) throws AwsError {
    String arn = Asked.of(request).text(member);
    if (!arn.matches("arn:aws:sns:[a-z0-9-]+:\\d{12}:.+")) {
      throw AwsError.of(
          "InvalidParameter",
          "Invalid parameter: " + member + " Reason: An ARN must have at least 6 elements, not 1");
    }
    String[] parts = arn.split(":", -1);
    if (!parts[4].equals(request.caller().account())) {
      throw AwsError.of(
          "AuthorizationError",
          403,
          "User: "
              + request.caller().arn()
              + " is not authorized to perform: SNS:"
              + request.operation()
              + " on resource: "
              + arn
              + " because no resource-based policy allows the SNS:"
              + request.operation()
              + " action");
    }
    SnsState.Topic topic = state().topics.get(arn);
    if (topic == null || !parts[3].equals(request.region())) {
      throw AwsError.of("NotFound", 404, "Topic does not exist");
    }
    return topic;
  }

  private ObjectNode create(ServiceRequest request) throws AwsError {
    Asked asked = Asked.of(request);
    String name = asked.text("Name");
    if (!name.matches(NAME)) {
      throw AwsError.of("InvalidParameter", "Invalid parameter: Topic Name");
    }
    Asked attributes = asked.part("Attributes");
    for (String attribute : attributes.members()) {
      check(attribute, attributes.text(attribute));
    }
    String arn = Place.of(request).arn("sns", name);
    SnsState.Topic there = state().topics.get(arn);
    if (there == null) {
      there = new SnsState.Topic();
      there.arn = arn;
      there.owner = request.caller().account();
      there.attributes.put("Policy", defaultPolicy(arn, there.owner));
      for (String attribute : attributes.members()) {
        there.attributes.put(attribute, attributes.text(attribute));
      }
      for (Asked tag : asked.parts("Tags")) {
        there.tags.put(tag.text("Key"), tag.text("Value"));
      }
      state().topics.put(arn, there);
      world.mutated("sns:CreateTopic");
    } else {
      for (String attribute : attributes.members()) {
        if (!attributes.text(attribute).equals(there.attributes.get(attribute))) {
          throw AwsError.of(
              "InvalidParameter",
              "Invalid parameter: Attributes Reason: Topic already exists with different"
                  + " attributes");
        }
      }
    }
    return reply().put("TopicArn", arn);
  }

  private ObjectNode delete(ServiceRequest request) throws AwsError {
    String arn = Asked.of(request).text("TopicArn");
    boolean mine = arn.startsWith(Place.of(request).arn("sns", ""));
    // Deleting what is not there is no error; another account's topic is one.
    if (mine && !state().topics.containsKey(arn)) {
      return reply();
    }
    state().topics.remove(named(request, "TopicArn").arn);
    world.mutated("sns:DeleteTopic");
    return reply();
  }

  private ObjectNode list(ServiceRequest request) throws AwsError {
    String here = Place.of(request).arn("sns", "");
    List<ObjectNode> topics =
        state().topics.keySet().stream()
            .filter(arn -> arn.startsWith(here))
            .map(arn -> reply().put("TopicArn", arn))
            .toList();
    return TokenPages.page(
        "Topics", topics, PAGE, Asked.of(request).text("NextToken"), "NextToken", SnsTopics::token);
  }

  private ObjectNode attributes(ServiceRequest request) throws AwsError {
    SnsState.Topic topic = named(request, "TopicArn");
    long confirmed = topic.subscriptions.values().stream().filter(each -> each.confirmed).count();
    var all = new TreeMap<String, String>();
    all.put("DisplayName", "");
    all.put("EffectiveDeliveryPolicy", EFFECTIVE_DELIVERY_POLICY);
    all.put("Owner", topic.owner);
    all.put("SubscriptionsConfirmed", "" + confirmed);
    all.put("SubscriptionsPending", "" + (topic.subscriptions.size() - confirmed));
    all.put("SubscriptionsDeleted", "" + topic.removed);
    all.put("TopicArn", topic.arn);
    all.putAll(topic.attributes);
    ObjectNode reply = reply();
    all.forEach(reply.putObject("Attributes")::put);
    return reply;
  }

  private ObjectNode set(ServiceRequest request) throws AwsError {
    SnsState.Topic topic = named(request, "TopicArn");
    String name = Asked.of(request).text("AttributeName");
    String value = Asked.of(request).text("AttributeValue");
    check(name, value);
    if (!value.equals(topic.attributes.put(name, value))) {
      world.mutated("sns:SetTopicAttributes");
    }
    return reply();
  }

  private static void check(String attribute, String value) throws AwsError {
    if (!SETTABLE.contains(attribute)) {
      throw AwsError.of("InvalidParameter", "Invalid parameter: AttributeName");
    }
    if (attribute.equals("Policy")) {
      TopicPolicy.of(value);
    }
  }

  private ObjectNode tag(ServiceRequest request) throws AwsError {
    SnsState.Topic topic = named(request, "ResourceArn");
    boolean changed = false;
    for (Asked tag : Asked.of(request).parts("Tags")) {
      changed |= !tag.text("Value").equals(topic.tags.put(tag.text("Key"), tag.text("Value")));
    }
    if (changed) {
      world.mutated("sns:TagResource");
    }
    return reply();
  }

  private ObjectNode untag(ServiceRequest request) throws AwsError {
    SnsState.Topic topic = named(request, "ResourceArn");
    if (topic.tags.keySet().removeAll(Asked.of(request).texts("TagKeys"))) {
      world.mutated("sns:UntagResource");
    }
    return reply();
  }

  private ObjectNode tags(ServiceRequest request) throws AwsError {
    SnsState.Topic topic = named(request, "ResourceArn");
    ObjectNode reply = reply();
    var tags = reply.putArray("Tags");
    topic.tags.forEach((key, value) -> tags.addObject().put("Key", key).put("Value", value));
    return reply;
  }

  SnsState state() {
    return world.state("sns", SnsState.class, SnsState::new);
  }

  static AwsError token() {
    return AwsError.of("InvalidParameter", "Invalid parameter: NextToken");
  }

  private static ObjectNode reply() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** What the console and the API give every new topic: its owner may do everything. */
  private static String defaultPolicy(String arn, String owner) {
    return DEFAULT_POLICY.replace("TOPIC", arn).replace("OWNER", owner);
  }

  private static final String DEFAULT_POLICY =
      "{\"Version\":\"2008-10-17\",\"Id\":\"__default_policy_ID\",\"Statement\":[{\"Sid\":"
          + "\"__default_statement_ID\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},"
          + "\"Action\":[\"SNS:GetTopicAttributes\",\"SNS:SetTopicAttributes\","
          + "\"SNS:AddPermission\",\"SNS:RemovePermission\",\"SNS:DeleteTopic\","
          + "\"SNS:Subscribe\",\"SNS:ListSubscriptionsByTopic\",\"SNS:Publish\"],"
          + "\"Resource\":\"TOPIC\",\"Condition\":{\"StringEquals\":{\"AWS:SourceOwner\":"
          + "\"OWNER\"}}}]}";

  private static final String EFFECTIVE_DELIVERY_POLICY =
      "{\"http\":{\"defaultHealthyRetryPolicy\":{\"minDelayTarget\":20,\"maxDelayTarget\":20,"
          + "\"numRetries\":3,\"numMaxDelayRetries\":0,\"numNoDelayRetries\":0,"
          + "\"numMinDelayRetries\":0,\"backoffFunction\":\"linear\"},"
          + "\"disableSubscriptionOverrides\":false}}";
}
