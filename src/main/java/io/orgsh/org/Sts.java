package io.orgsh.org;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.Credentials;
import io.orgsh.problem.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What orgsh asks of AWS STS: who credentials are, and a role's credentials. */
final class Sts {
  static final String WHO = "sts:GetCallerIdentity";
  static final String ASSUME_ROLE = "sts:AssumeRole";

  private final Inquiry inquiry;
  private final InstantSource clock;

  Sts(Inquiry inquiry, InstantSource clock) {
    this.inquiry = inquiry;
    this.clock = clock;
  }

  /** Whose some credentials are. */
  sealed interface Who {
    /** STS said so just now. */
    record Known(Identity identity) implements Who {}

    /** STS does not take them any more. */
    record Expired(Problem problem) implements Who {}

    /** STS did not say. */
    record Unknown(Problem problem) implements Who {}
  }

  /** What came of assuming a role. */
  sealed interface Assumed {
    /** The role's credentials. */
    record Given(Credentials credentials) implements Assumed {}

    /** None, and why. */
    record NotGiven(Inquiry.Answer answer) implements Assumed {}
  }

  Who whoIs(Credentials credentials, String source) {
    return switch (inquiry.ask(WHO, Inquiry.parameters(), credentials, source)) {
      case Inquiry.Answer.Said said ->
          new Who.Known(
              new Identity(
                  new AccountId(said.body().path("Account").asString("")),
                  said.body().path("Arn").asString(""),
                  clock.instant()));
      case Inquiry.Answer.Expired expired -> new Who.Expired(expired.problem());
      case Inquiry.Answer.Refused refused -> new Who.Unknown(refused.problem());
      case Inquiry.Answer.Unheard unheard -> new Who.Unknown(unheard.problem());
    };
  }

  Assumed assume(ObjectNode parameters, Credentials from, String source) {
    Inquiry.Answer answer = inquiry.ask(ASSUME_ROLE, parameters, from, source);
    if (answer instanceof Inquiry.Answer.Said said) {
      JsonNode given = said.body().path("Credentials");
      return new Assumed.Given(
          new Credentials(
              given.path("AccessKeyId").asString(""),
              given.path("SecretAccessKey").asString(""),
              given.path("SessionToken").asString(""),
              instant(given.path("Expiration"))));
    }
    return new Assumed.NotGiven(answer);
  }

  /** A time as text with an offset, or in seconds as on the wire. */
  private static Instant instant(JsonNode node) {
    return node.isNumber()
        ? Instant.ofEpochMilli(Math.round(node.asDouble() * 1000))
        : OffsetDateTime.parse(node.asString("")).toInstant();
  }
}
