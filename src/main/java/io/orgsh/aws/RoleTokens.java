package io.orgsh.aws;

import io.orgsh.problem.Text;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks AWS for temporary credentials. */
final class RoleTokens {
  // Where STS and the portal are asked without a signature, whatever stands here is not sent.
  static final Credentials UNSIGNED = Credentials.ofUser("unsigned", "unsigned");

  private final Once<AwsCalls> aws;
  private final Map<String, String> environment;

  RoleTokens(Once<AwsCalls> aws, Map<String, String> environment) {
    this.aws = aws;
    this.environment = environment;
  }

  /** What came of asking. */
  sealed interface Got {
    /** Credentials. */
    record Some(Credentials credentials) implements Got {}

    /** None, in AWS's own words. */
    record None(Reply reply, Text why) implements Got {}
  }

  /** The reply of any question that changes nothing. */
  Reply ask(String operation, ObjectNode parameters, Region region, Credentials with) {
    return aws.get()
        .call(new Call(OperationName.parse(operation), parameters, region, Call.Safety.READ), with);
  }

  /** A role's credentials, from an operation of STS. */
  Got assume(String operation, ObjectNode parameters, Region region, Credentials with) {
    return got(
        ask(operation, parameters, region, with),
        body -> {
          JsonNode given = body.path("Credentials");
          return new Credentials(
              given.path("AccessKeyId").asString(""),
              given.path("SecretAccessKey").asString(""),
              given.path("SessionToken").asString(""),
              instant(given.path("Expiration").asString("")));
        });
  }

  /** Credentials from a reply, or why there are none. */
  static Got got(Reply reply, Function<ObjectNode, Credentials> read) {
    return switch (reply) {
      case Reply.Ok(var body, _) -> new Got.Some(read.apply(body));
      case Reply.Refused refused ->
          new Got.None(
              reply,
              Text.of("AWS answered %s: %s.", "AWSの応答は%s: %sです。")
                  .with(refused.code(), refused.message()));
      case Reply.Lost(var reason) ->
          new Got.None(
              reply, Text.of("AWS did not answer: %s.", "AWSから応答がありません: %s。").with(reason));
      case Reply.NotSent(var reason) ->
          new Got.None(
              reply, Text.of("AWS could not be asked: %s.", "AWSに問い合わせできません: %s。").with(reason));
    };
  }

  /** Where STS is asked when a profile names no region: the environment's, else the oldest. */
  Region region() {
    for (String variable : new String[] {"AWS_REGION", "AWS_DEFAULT_REGION"}) {
      String said = environment.getOrDefault(variable, "");
      if (Region.isRegion(said)) {
        return new Region(said);
      }
    }
    return new Region("us-east-1");
  }

  /** A time as AWS and the AWS CLI write it; the end of all times when it is not one. */
  static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text.replace("UTC", "Z")).toInstant();
    } catch (DateTimeException _) {
      return Instant.MAX;
    }
  }
}
