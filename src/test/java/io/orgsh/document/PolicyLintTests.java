package io.orgsh.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.document.Lint.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PolicyLintTests {
  private static final PolicyLint LINT = new PolicyLint();

  /**
   * A policy and everything that the lint finds in it.
   *
   * @param rule that the case is about
   * @param statements of the policy; or the whole policy, when it starts with a brace and Version
   * @param findings severity, rule and pointer of each, in order
   */
  private record Case(String rule, PolicyTarget target, String statements, List<String> findings) {
    static Case of(String rule, PolicyTarget target, String statements, String... findings) {
      return new Case(rule, target, statements, List.of(findings));
    }

    String policy() {
      String json = statements.replace('\'', '"');
      return json.startsWith("!")
          ? json.substring(1)
          : "{\"Version\": \"2012-10-17\", \"Statement\": [" + json + "]}";
    }
  }

  private static final String ALLOW = "{'Effect': 'Allow', 'Action': 's3:*', 'Resource': '*'";
  private static final String TRAIL =
      "{'Effect': 'Allow', 'Principal': {'Service': 'cloudtrail.amazonaws.com'},"
          + " 'Condition': {'StringEquals': {'aws:SourceArn': 'arn:aws:cloudtrail:us-east-1:"
          + "111111111111:trail/t'}}, 'Action': 's3:PutObject', 'Resource': ";

  private static final List<Case> CASES =
      List.of(
          // duplicate-sid
          Case.of(
              "duplicate-sid",
              PolicyTarget.MANAGED,
              ALLOW + ", 'Sid': 'A'}," + ALLOW + ", 'Sid': 'A'}",
              "ERROR duplicate-sid /Statement/1/Sid"),
          Case.of(
              "duplicate-sid",
              PolicyTarget.SCP,
              ALLOW + ", 'Sid': 'A'}," + ALLOW + ", 'Sid': 'A'}",
              "ERROR duplicate-sid /Statement/1/Sid"),
          Case.of(
              "duplicate-sid",
              PolicyTarget.BUCKET,
              ALLOW
                  + ", 'Sid': 'A', 'Principal': {'AWS': '111111111111'}},"
                  + ALLOW
                  + ", 'Sid': 'A', 'Principal': {'AWS': '111111111111'}}",
              "NOTE duplicate-sid /Statement/1/Sid"),
          Case.of(
              "duplicate-sid",
              PolicyTarget.MANAGED,
              ALLOW + ", 'Sid': 'A'}," + ALLOW + ", 'Sid': 'B'}," + ALLOW + "}," + ALLOW + "}"),
          // public-principal
          Case.of(
              "public-principal",
              PolicyTarget.BUCKET,
              ALLOW + ", 'Principal': '*'}",
              "ERROR public-principal /Statement/0"),
          Case.of(
              "public-principal",
              PolicyTarget.TOPIC,
              ALLOW + ", 'Principal': {'AWS': ['111111111111', '*']}}",
              "WARNING public-principal /Statement/0"),
          Case.of(
              "public-principal",
              PolicyTarget.BUCKET,
              ALLOW + ", 'NotPrincipal': {'AWS': '111111111111'}}",
              "ERROR public-principal /Statement/0"),
          Case.of(
              "public-principal",
              PolicyTarget.BUCKET,
              ALLOW
                  + ", 'Principal': '*', 'Condition': {'StringEqualsIfExists':"
                  + " {'aws:PrincipalOrgID': 'o-exampleorgid'}}}",
              "ERROR public-principal /Statement/0"),
          Case.of(
              "public-principal",
              PolicyTarget.BUCKET,
              ALLOW
                  + ", 'Principal': '*', 'Condition': {'StringLike':"
                  + " {'aws:PrincipalOrgID': ['o-exampleorgid', 'o-*']}}}",
              "ERROR public-principal /Statement/0"),
          Case.of(
              "public-principal",
              PolicyTarget.BUCKET,
              ALLOW
                  + ", 'Principal': '*', 'Condition': {'ForAnyValue:StringLike':"
                  + " {'aws:PrincipalOrgPaths': 'o-exampleorgid/r-abcd/*'}}}"),
          Case.of(
              "public-principal",
              PolicyTarget.TOPIC,
              ALLOW
                  + ", 'Principal': {'AWS': '*'}, 'Condition': {'StringEquals':"
                  + " {'AWS:SourceOwner': '111111111111'}}}"),
          Case.of(
              "public-principal",
              PolicyTarget.BUCKET,
              "{'Effect': 'Deny', 'Principal': '*', 'Action': 's3:*', 'Resource': '*'}"),
          // missing-source-arn
          Case.of(
              "missing-source-arn",
              PolicyTarget.BUCKET,
              ALLOW + ", 'Principal': {'Service': 'config.amazonaws.com'}}",
              "WARNING missing-source-arn /Statement/0/Principal/Service"),
          Case.of(
              "missing-source-arn",
              PolicyTarget.TOPIC,
              ALLOW + ", 'Principal': {'Service': ['events.amazonaws.com', 's3.amazonaws.com']}}",
              "WARNING missing-source-arn /Statement/0/Principal/Service/1"),
          Case.of(
              "missing-source-arn",
              PolicyTarget.ROLE_TRUST,
              "{'Effect': 'Allow', 'Action': 'sts:AssumeRole',"
                  + " 'Principal': {'Service': 'ec2.amazonaws.com'}}",
              "NOTE missing-source-arn /Statement/0/Principal/Service"),
          Case.of(
              "missing-source-arn",
              PolicyTarget.BUCKET,
              ALLOW
                  + ", 'Principal': {'Service': 'config.amazonaws.com'}, 'Condition':"
                  + " {'StringEquals': {'AWS:SourceAccount': ['111111111111']}}}"),
          Case.of(
              "missing-source-arn",
              PolicyTarget.TOPIC,
              ALLOW + ", 'Principal': {'Service': 'events.amazonaws.com'}}"),
          // organization-trail-prefixes
          Case.of(
              "organization-trail-prefixes",
              PolicyTarget.BUCKET,
              TRAIL + "'arn:aws:s3:::b/AWSLogs/o-exampleorgid/*'}",
              "ERROR organization-trail-prefixes /Statement/0/Resource"),
          Case.of(
              "organization-trail-prefixes",
              PolicyTarget.BUCKET,
              TRAIL + "['arn:aws:s3:::b/x/AWSLogs/111111111111/*']}",
              "NOTE organization-trail-prefixes /Statement/0/Resource/0"),
          Case.of(
              "organization-trail-prefixes",
              PolicyTarget.BUCKET,
              TRAIL
                  + "['arn:aws:s3:::b/x/AWSLogs/111111111111/*',"
                  + " 'arn:aws:s3:::b/AWSLogs/o-exampleorgid/*']}",
              "ERROR organization-trail-prefixes /Statement/0/Resource/1",
              "NOTE organization-trail-prefixes /Statement/0/Resource/0"),
          Case.of(
              "organization-trail-prefixes",
              PolicyTarget.BUCKET,
              TRAIL
                  + "'arn:aws:s3:::b/AWSLogs/111111111111/*'},"
                  + TRAIL.replace("s3:PutObject", "s3:Put*")
                  + "'arn:aws:s3:::b/AWSLogs/o-exampleorgid/*'}"),
          Case.of(
              "organization-trail-prefixes",
              PolicyTarget.BUCKET,
              TRAIL + "['arn:aws:s3:::b/AWSLogs/o-exampleorgid/*', 'arn:aws:s3:::b/*']}"),
          Case.of(
              "organization-trail-prefixes",
              PolicyTarget.BUCKET,
              TRAIL.replace("s3:PutObject", "s3:GetObject")
                  + "'arn:aws:s3:::b/AWSLogs/o-exampleorgid/*'}"),
          // arn-syntax
          Case.of(
              "arn-syntax",
              PolicyTarget.MANAGED,
              "{'Effect': 'Allow', 'Action': '*', 'Resource': ['arn:aws:s3::b', 'b', '*']}",
              "ERROR arn-syntax /Statement/0/Resource/0",
              "ERROR arn-syntax /Statement/0/Resource/1"),
          Case.of(
              "arn-syntax",
              PolicyTarget.BUCKET,
              ALLOW
                  + ", 'Principal': {'AWS': 'arn:iam::111111111111:root'}, 'Condition':"
                  + " {'ArnLike': {'aws:SourceArn': 'trail/t'}}}",
              "ERROR arn-syntax /Statement/0/Principal/AWS",
              "ERROR arn-syntax /Statement/0/Condition/ArnLike/aws:SourceArn"),
          Case.of(
              "arn-syntax",
              PolicyTarget.MANAGED,
              "{'Effect': 'Allow', 'Action': '*', 'Resource': ['arn:aws:s3:::b/${aws:username}/*',"
                  + " 'arn:aws-cn:iam::aws:policy/P',"
                  + " 'arn:aws:cloudtrail:*:111111111111:trail/*']}"),
          // account-id-syntax
          Case.of(
              "account-id-syntax",
              PolicyTarget.BUCKET,
              ALLOW
                  + ", 'Principal': {'AWS': ['11111111111', 'arn:aws:iam::1111111111111:root']},"
                  + " 'Condition': {'StringEquals': {'aws:SourceAccount': '1111-1111-1111'}}}",
              "ERROR account-id-syntax /Statement/0/Principal/AWS/1",
              "ERROR account-id-syntax /Statement/0/Principal/AWS/0",
              "ERROR account-id-syntax /Statement/0/Condition/StringEquals/aws:SourceAccount"),
          Case.of(
              "account-id-syntax",
              PolicyTarget.BUCKET,
              ALLOW
                  + ", 'Principal': {'AWS': ['011111111111', 'arn:aws:iam::cloudfront:user/x']},"
                  + " 'Condition': {'StringLike': {'aws:SourceAccount': '1111*'}}}"),
          // size-limit
          Case.of(
              "size-limit",
              PolicyTarget.ROLE_TRUST,
              "{'Sid': '"
                  + "a".repeat(2048)
                  + "', 'Effect': 'Allow', 'Action': 'sts:AssumeRole',"
                  + " 'Principal': {'AWS': '111111111111'}}",
              "ERROR size-limit "),
          Case.of(
              "size-limit", PolicyTarget.SCP, ALLOW + "}" + " ".repeat(5120), "ERROR size-limit "),
          Case.of(
              "size-limit",
              PolicyTarget.BUCKET,
              ALLOW + ", 'Principal': {'AWS': '111111111111'}, 'Sid': '" + "あ".repeat(7000) + "'}",
              "ERROR size-limit "),
          Case.of("size-limit", PolicyTarget.MANAGED, ALLOW + "}" + " ".repeat(10_000)),
          // placeholder-left-over
          Case.of(
              "placeholder-left-over",
              PolicyTarget.MANAGED,
              "{'Effect': 'Allow', 'Action': '*', 'Resource': ['arn:aws:s3:::<BUCKET>',"
                  + " 'arn:aws:s3:::b/[ManagementAccountID]/*', 'arn:aws:s3:::${bucket}',"
                  + " 'arn:aws:s3:::XXXXXX', 'arn:aws:iam::REPLACE_ME:root']}",
              "ERROR placeholder-left-over /Statement/0/Resource/0",
              "ERROR placeholder-left-over /Statement/0/Resource/1",
              "ERROR placeholder-left-over /Statement/0/Resource/2",
              "ERROR placeholder-left-over /Statement/0/Resource/3",
              "ERROR placeholder-left-over /Statement/0/Resource/4"),
          Case.of(
              "placeholder-left-over",
              PolicyTarget.MANAGED,
              "{'Effect': 'Allow', 'Action': '*', 'Resource': ['arn:aws:s3:::${aws:username}',"
                  + " 'arn:aws:s3:::${*}${?}${$}', 'arn:aws:s3:::${aws:PrincipalTag/a b}']}"),
          // not-json
          Case.of("not-json", PolicyTarget.BUCKET, "!{", "ERROR not-json "),
          Case.of(
              "not-json",
              PolicyTarget.MANAGED,
              "!{'Version': '2012-10-17', 'Version': '2012-10-17'}",
              "ERROR not-json "),
          // not-a-policy
          Case.of("not-a-policy", PolicyTarget.BUCKET, "![]", "ERROR not-a-policy "),
          Case.of(
              "not-a-policy",
              PolicyTarget.MANAGED,
              "!{'Statement': " + ALLOW + "}}",
              "WARNING not-a-policy "),
          Case.of(
              "not-a-policy",
              PolicyTarget.SCP,
              "!{'Statement': [" + ALLOW + "}]}",
              "ERROR not-a-policy "),
          Case.of(
              "not-a-policy",
              PolicyTarget.MANAGED,
              "!{'Version': '2012-10-18', 'Statements': [], 'Statement': []}",
              "ERROR not-a-policy /Statements",
              "ERROR not-a-policy /Version",
              "ERROR not-a-policy /Statement"),
          Case.of(
              "not-a-policy",
              PolicyTarget.MANAGED,
              "{'Effect': 'allow', 'Actions': 's3:*', 'Action': ['s3', 's3:Get*'],"
                  + " 'NotAction': 's3:*', 'Principal': '*'}, 7",
              "ERROR not-a-policy /Statement/1",
              "ERROR not-a-policy /Statement/0/Actions",
              "ERROR not-a-policy /Statement/0/Effect",
              "ERROR not-a-policy /Statement/0",
              "ERROR not-a-policy /Statement/0/Action/0",
              "ERROR not-a-policy /Statement/0/Principal",
              "ERROR not-a-policy /Statement/0"),
          Case.of(
              "not-a-policy",
              PolicyTarget.ROLE_TRUST,
              "{'Principal': {}, 'Resource': '*'}",
              "ERROR not-a-policy /Statement/0",
              "ERROR not-a-policy /Statement/0",
              "ERROR not-a-policy /Statement/0/Principal",
              "ERROR not-a-policy /Statement/0/Resource"),
          Case.of(
              "not-a-policy",
              PolicyTarget.ROLE_TRUST,
              "{'Effect': 'Allow', 'Principal': {'AWS': ['111111111111']},"
                  + " 'NotAction': 'sts:TagSession'}"),
          Case.of(
              "not-json",
              PolicyTarget.SCP,
              "!{'Version': '2012-10-17', 'Statement': " + ALLOW + "}}"));

  @TestFactory
  List<DynamicTest> aRuleFindsWhatItIsForAndNothingElse() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Case one : CASES) {
      tests.add(
          DynamicTest.dynamicTest(
              one.rule() + " " + one.target().word() + " " + one.findings().size(),
              () ->
                  assertThat(
                          LINT.check(one.policy(), one.target()).stream()
                              .map(PolicyLintTests::line))
                      .as(one.policy())
                      .containsExactlyElementsOf(one.findings())));
    }
    return tests;
  }

  @Test
  void everyRuleHasACaseThatFiresAndOneThatDoesNot() {
    Set<String> fires =
        CASES.stream()
            .filter(c -> c.findings().size() > 0)
            .map(Case::rule)
            .collect(Collectors.toSet());
    Set<String> silent =
        CASES.stream()
            .filter(c -> c.findings().size() == 0)
            .map(Case::rule)
            .collect(Collectors.toSet());
    Set<String> rules =
        PolicyLint.rules().stream().map(LintRule.About::name).collect(Collectors.toSet());

    assertThat(fires).isEqualTo(rules);
    assertThat(silent).isEqualTo(rules);
  }

  @Test
  void aFindingSaysWhatItFoundAndWhatAwsWouldAnswer() {
    Finding finding =
        LINT.check(
                Case.of(
                        "",
                        PolicyTarget.BUCKET,
                        TRAIL + "'arn:aws:s3:::b/AWSLogs/o-exampleorgid/*'}")
                    .policy(),
                PolicyTarget.BUCKET)
            .getFirst();

    assertThat(finding.what().en())
        .isEqualTo(
            "CloudTrail may write arn:aws:s3:::b/AWSLogs/<organization>/ but not"
                + " AWSLogs/<management account>/: CreateTrail would answer"
                + " InsufficientS3BucketPolicyException.");
    assertThat(finding.what().ja())
        .isEqualTo(
            "CloudTrailはarn:aws:s3:::b/AWSLogs/<組織ID>/に書き込めますが、AWSLogs/<管理アカウント>/には"
                + "書き込めません。CreateTrailはInsufficientS3BucketPolicyExceptionを返します。");
  }

  @Test
  void theSeriesPolicyWithItsPlaceholdersIsNotReady() {
    var findings =
        LINT.check(
            Case.of(
                    "",
                    PolicyTarget.BUCKET,
                    TRAIL
                        + "'arn:aws:s3:::b/AWSLogs/[ManagementAccountID]/*'},"
                        + TRAIL
                        + "'arn:aws:s3:::b/AWSLogs/[OrganizationID]/*'}")
                .policy(),
            PolicyTarget.BUCKET);

    assertThat(findings.stream().map(f -> f.what().en()))
        .containsExactly(
            "\"[ManagementAccountID]\" was not replaced.",
            "\"[OrganizationID]\" was not replaced.");
  }

  private static String line(Finding finding) {
    return finding.severity() + " " + finding.rule() + " " + finding.pointer();
  }
}
