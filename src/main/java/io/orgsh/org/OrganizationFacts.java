package io.orgsh.org;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.Credentials;
import io.orgsh.problem.Problem;
import tools.jackson.databind.JsonNode;

/**
 * What every account may ask about its organization.
 *
 * @param id {@code o-…}
 * @param management the management account
 * @param email of the management account's root user
 * @param featureSet {@code ALL} or {@code CONSOLIDATED_BILLING}
 * @see <a
 *     href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeOrganization.html">DescribeOrganization</a>
 */
record OrganizationFacts(String id, AccountId management, String email, String featureSet) {

  /** What AWS answered. */
  sealed interface Answer {
    /** The account is in an organization. */
    record In(OrganizationFacts facts) implements Answer {}

    /** The account is in none. */
    record InNone(String requestId) implements Answer {}

    /** Nobody knows. */
    record Unknown(Problem problem) implements Answer {}
  }

  static Answer ask(Inquiry inquiry, Credentials credentials, String source) {
    return switch (inquiry.ask(
        "organizations:DescribeOrganization", Inquiry.parameters(), credentials, source)) {
      case Inquiry.Answer.Said said -> {
        JsonNode organization = said.body().path("Organization");
        yield new Answer.In(
            new OrganizationFacts(
                organization.path("Id").asString(""),
                new AccountId(organization.path("MasterAccountId").asString("")),
                organization.path("MasterAccountEmail").asString(""),
                organization.path("FeatureSet").asString("")));
      }
      case Inquiry.Answer.Refused refused
          when refused.reply().code().equals("AWSOrganizationsNotInUseException") ->
          new Answer.InNone(refused.reply().requestId());
      case Inquiry.Answer.Refused refused -> new Answer.Unknown(refused.problem());
      case Inquiry.Answer.Expired expired -> new Answer.Unknown(expired.problem());
      case Inquiry.Answer.Unheard unheard -> new Answer.Unknown(unheard.problem());
    };
  }
}
