package io.orgsh.sandbox.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyDocumentTests {
  private static final Principal SYSTEM =
      new Principal.Person(
          "333333333333",
          "arn:aws:iam::333333333333:role/Reader",
          "arn:aws:sts::333333333333:assumed-role/Reader/me");
  private static final Principal TRAIL = new Principal.AwsService("cloudtrail.amazonaws.com");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*|ALLOWED",
        "{'AWS': '*'}|ALLOWED",
        "{'AWS': '333333333333'}|DELEGATED",
        "{'AWS': 'arn:aws:iam::333333333333:root'}|DELEGATED",
        "{'AWS': ['arn:aws:iam::111111111111:root',"
            + " 'arn:aws:iam::333333333333:role/Reader']}|ALLOWED",
        "{'AWS': 'arn:aws:sts::333333333333:assumed-role/Reader/me'}|ALLOWED",
        "{'AWS': 'arn:aws:iam::333333333333:role/Other'}|SILENT",
        "{'Service': 'cloudtrail.amazonaws.com'}|SILENT"
      })
  void aPrincipalIsMeantByIdArnRootOrStar(String principal, Decision decision) throws Exception {
    String node = principal.startsWith("{") ? principal : "'" + principal + "'";
    PolicyDocument policy =
        bucket("'Effect':'Allow','Principal':%s,'Action':'s3:*','Resource':'*'".formatted(node));

    assertThat(policy.decide(ask(SYSTEM, "s3:GetObject", Context.empty()))).isEqualTo(decision);
  }

  @Test
  void everybodyButTheNamedIsMeantByNotPrincipal() throws Exception {
    PolicyDocument policy =
        bucket(
            "'Effect':'Deny','NotPrincipal':{'AWS':'arn:aws:iam::333333333333:root'},"
                + "'Action':'s3:*','Resource':'*'");

    assertThat(policy.decide(ask(SYSTEM, "s3:GetObject", Context.empty())))
        .isEqualTo(Decision.SILENT);
    assertThat(policy.decide(ask(TRAIL, "s3:GetObject", Context.empty())))
        .isEqualTo(Decision.DENIED);
  }

  @ParameterizedTest
  @CsvSource({
    "s3:GetObject, s3:GetObject, ALLOWED",
    "S3:getobject, s3:GetObject, ALLOWED",
    "s3:Get*, s3:GetObject, ALLOWED",
    "s3:Get?bject, s3:GetObject, ALLOWED",
    "*, s3:GetObject, ALLOWED",
    "s3:GetObject, s3:GetObjectVersion, SILENT",
    "s3:*Object, s3:GetObjectVersion, SILENT"
  })
  void anActionMatchesWithWildcardsWhateverItsCase(String pattern, String action, Decision decision)
      throws Exception {
    PolicyDocument policy =
        identity("'Effect':'Allow','Action':'%s','Resource':'*'".formatted(pattern));

    assertThat(policy.decide(ask(SYSTEM, action, Context.empty()))).isEqualTo(decision);
  }

  @Test
  void aResourceKeepsItsCaseAndNotActionAndNotResourceMeanTheRest() throws Exception {
    PolicyDocument policy =
        identity(
            "'Effect':'Allow','NotAction':'iam:*','NotResource':'arn:aws:s3:::bucket/Secret/*'");

    assertThat(policy.decide(ask("s3:GetObject", "arn:aws:s3:::bucket/Secret/a")))
        .isEqualTo(Decision.SILENT);
    assertThat(policy.decide(ask("s3:GetObject", "arn:aws:s3:::bucket/secret/a")))
        .isEqualTo(Decision.ALLOWED);
    assertThat(policy.decide(ask("iam:GetRole", "arn:aws:s3:::bucket/secret/a")))
        .isEqualTo(Decision.SILENT);
  }

  @Test
  void anExplicitDenyWins() throws Exception {
    PolicyDocument policy =
        PolicyReader.read(
            """
            {"Statement": [
              {"Effect": "Deny", "Action": "s3:GetObject", "Resource": "*"},
              {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}
            """,
            PolicyKind.IDENTITY);

    assertThat(policy.decide(ask("s3:GetObject", "x"))).isEqualTo(Decision.DENIED);
    assertThat(policy.decide(ask("s3:PutObject", "x"))).isEqualTo(Decision.ALLOWED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'StringEquals': {'aws:sourcearn': 'arn:aws:cloudtrail:r:1:trail/t'}}|ALLOWED",
        "{'StringEquals': {'AWS:SourceArn': ['x', 'arn:aws:cloudtrail:r:1:trail/t']}}|ALLOWED",
        "{'StringEquals': {'aws:SourceArn': 'arn:aws:cloudtrail:*'}}|SILENT",
        "{'StringLike': {'aws:SourceArn': 'arn:aws:cloudtrail:*'}}|ALLOWED",
        "{'StringEqualsIgnoreCase': {'aws:SourceArn': 'ARN:AWS:cloudtrail:r:1:trail/t'}}|ALLOWED",
        "{'StringNotEquals': {'aws:SourceArn': 'x'}}|ALLOWED",
        "{'StringNotEquals': {'aws:SourceArn': ['x', 'arn:aws:cloudtrail:r:1:trail/t']}}|SILENT",
        "{'StringNotEquals': {'aws:Missing': 'x'}}|ALLOWED",
        "{'StringEquals': {'aws:Missing': 'x'}}|SILENT",
        "{'StringEqualsIfExists': {'aws:Missing': 'x'}}|ALLOWED",
        "{'StringNotLike': {'aws:SourceArn': 'arn:*'}}|SILENT",
        "{'ArnLike': {'aws:SourceArn': 'arn:aws:cloudtrail:*:1:trail/*'}}|ALLOWED",
        "{'ArnEquals': {'aws:SourceArn': 'arn:aws:cloudtrail:*:2:trail/*'}}|SILENT",
        "{'ArnLike': {'aws:SourceArn': 'arn:aws:*:trail/t'}}|SILENT",
        "{'ArnNotLike': {'aws:SourceArn': 'arn:aws:cloudtrail:*:2:trail/*'}}|ALLOWED",
        "{'Bool': {'aws:SecureTransport': 'true'}}|ALLOWED",
        "{'Bool': {'aws:SecureTransport': true}}|ALLOWED",
        "{'Bool': {'aws:SecureTransport': 'false'}}|SILENT",
        "{'Null': {'aws:SourceArn': 'false'}}|ALLOWED",
        "{'Null': {'aws:Missing': 'true'}}|ALLOWED",
        "{'Null': {'aws:Missing': 'false'}}|SILENT",
        "{'NumericLessThanEquals': {'s3:max-keys': '10'}}|ALLOWED",
        "{'NumericLessThan': {'s3:max-keys': 10}}|SILENT",
        "{'NumericEquals': {'s3:max-keys': 'ten'}}|SILENT",
        "{'DateGreaterThan': {'aws:CurrentTime': '2020-01-01T00:00:00Z'}}|ALLOWED",
        "{'DateLessThan': {'aws:CurrentTime': '2020-01-01T00:00:00Z'}}|SILENT",
        "{'IpAddress': {'aws:SourceIp': '127.0.0.0/8'}}|ALLOWED",
        "{'NotIpAddress': {'aws:SourceIp': '127.0.0.0/8'}}|SILENT",
        "{'ForAnyValue:StringEquals': {'aws:TagKeys': ['a', 'c']}}|ALLOWED",
        "{'ForAllValues:StringEquals': {'aws:TagKeys': ['a', 'c']}}|SILENT",
        "{'ForAllValues:StringEquals': {'aws:TagKeys': ['a', 'b', 'c']}}|ALLOWED",
        "{'ForAllValues:StringEquals': {'aws:Missing': 'a'}}|ALLOWED",
        "{'ForAnyValue:StringEquals': {'aws:Missing': 'a'}}|SILENT",
        "{'StringEquals': {'aws:SourceAccount': '${aws:PrincipalAccount}'}}|ALLOWED",
        "{'StringEquals': {'aws:SourceAccount': '${aws:Missing}'}}|SILENT",
        "{'Bool': {'aws:SecureTransport': 'true'}, 'Null': {'aws:Missing': 'false'}}|SILENT"
      })
  void aConditionHolds(String condition, Decision decision) throws Exception {
    PolicyDocument policy =
        identity("'Effect':'Allow','Action':'*','Resource':'*','Condition':" + condition);
    Context context =
        Context.of(
                Map.of(
                    "aws:SourceArn", "arn:aws:cloudtrail:r:1:trail/t",
                    "aws:SourceAccount", "111111111111",
                    "aws:PrincipalAccount", "111111111111",
                    "aws:SecureTransport", "true",
                    "aws:SourceIp", "127.0.0.1",
                    "aws:CurrentTime", "2026-11-25T00:00:00Z",
                    "s3:max-keys", "10"))
            .with("aws:TagKeys", List.of("a", "b"));

    assertThat(policy.decide(ask(SYSTEM, "s3:GetObject", context))).isEqualTo(decision);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'StringEquals': {'aws:PrincipalOrgID': 'o-exampleorgid'}}",
        "{'StringLike': {'aws:PrincipalAccount': '111111111111'}}",
        "{'ArnLike': {'aws:SourceArn': 'arn:aws:cloudtrail:*:111111111111:trail/*'}}",
        "{'IpAddress': {'aws:SourceIp': '203.0.113.0/24'}}"
      })
  void everybodyBoundToAFixedValueIsNotPublic(String condition) throws Exception {
    assertThat(everybody(",'Condition':" + condition).isPublic()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",'Condition': {'StringLike': {'aws:PrincipalOrgID': 'o-*'}}",
        ",'Condition': {'StringEqualsIfExists': {'aws:PrincipalOrgID': 'o-exampleorgid'}}",
        ",'Condition': {'StringNotEquals': {'aws:PrincipalOrgID': 'o-exampleorgid'}}",
        ",'Condition': {'Bool': {'aws:SecureTransport': 'true'}}",
        ",'Condition': {'IpAddress': {'aws:SourceIp': '0.0.0.0/0'}}"
      })
  void everybodyIsPublic(String condition) throws Exception {
    assertThat(everybody(condition).isPublic()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "*, anything, true",
    "a*c, abc, true",
    "a*c, abd, false",
    "*a*b*, xxaxxbxx, true",
    "a?c, abc, true",
    "a?c, ac, false",
    "'', '', true",
    "'', a, false",
    "a**, a, true"
  })
  void wildcardsMatch(String pattern, String text, boolean matches) {
    assertThat(Wildcards.match(pattern, text)).isEqualTo(matches);
  }

  private static PolicyDocument everybody(String rest) throws PolicyFault {
    return bucket("'Effect':'Allow','Principal':'*','Action':'s3:*','Resource':'*'" + rest);
  }

  private static PolicyDocument bucket(String statement) throws PolicyFault {
    return read(statement, PolicyKind.BUCKET);
  }

  private static PolicyDocument identity(String statement) throws PolicyFault {
    return read(statement, PolicyKind.IDENTITY);
  }

  private static PolicyDocument read(String statement, PolicyKind kind) throws PolicyFault {
    String text = "{'Version':'2012-10-17','Statement':{" + statement + "}}";
    return PolicyReader.read(text.replace('\'', '"'), kind);
  }

  private static Ask ask(String action, String resource) {
    return new Ask(SYSTEM, action, resource, Context.empty());
  }

  private static Ask ask(Principal principal, String action, Context context) {
    return new Ask(principal, action, "arn:aws:s3:::bucket/key", context);
  }
}
