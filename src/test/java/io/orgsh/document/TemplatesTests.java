package io.orgsh.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.document.Document.DocumentParameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The templates of the project, found by listing. */
class TemplatesTests {
  private static final Path FOLDER = Path.of("templates");
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TemplateFolder DOCUMENTS = open();
  private static final PolicyLint LINT = new PolicyLint();

  /** The policy of part 3 of the series, with its placeholders. */
  private static final String SERIES =
      """
      {
          "Version": "2012-10-17",
          "Statement": [
              {
                  "Sid": "AWSCloudTrailAclCheck20150319",
                  "Effect": "Allow",
                  "Principal": {
                      "Service": "cloudtrail.amazonaws.com"
                  },
                  "Action": "s3:GetBucketAcl",
                  "Resource": "arn:aws:s3:::202012cloudtrail-audit-organization"
              },
              {
                  "Sid": "AWSCloudTrailWrite20150319",
                  "Effect": "Allow",
                  "Principal": {
                      "Service": "cloudtrail.amazonaws.com"
                  },
                  "Action": "s3:PutObject",
                  "Resource": "arn:aws:s3:::202012cloudtrail-audit-organization/AWSLogs/[ManagementAccountID]/*",
                  "Condition": {
                      "StringEquals": {
                          "s3:x-amz-acl": "bucket-owner-full-control"
                      }
                  }
              },
              {
                  "Sid": "AWSCloudTrailWrite20150319",
                  "Effect": "Allow",
                  "Principal": {
                      "Service": "cloudtrail.amazonaws.com"
                  },
                  "Action": "s3:PutObject",
                  "Resource": "arn:aws:s3:::202012cloudtrail-audit-organization/AWSLogs/[OrganizationID]/*",
                  "Condition": {
                      "StringEquals": {
                          "s3:x-amz-acl": "bucket-owner-full-control"
                      }
                  }
              }
          ]
      }
      """
          .replace("[ManagementAccountID]", "111111111111")
          .replace("[OrganizationID]", "o-exampleorgid");

  private static final Map<String, String> RIGHT =
      Map.of(
          "bucket", "202012cloudtrail-audit-organization",
          "management", "111111111111",
          "account", "333333333333",
          "organization", "o-exampleorgid",
          "region", "ap-northeast-1",
          "trail", "audit",
          "accounts", "111111111111,333333333333",
          "topic", "arn:aws:sns:ap-northeast-1:222222222222:findings");

  private static final List<String> HOSTILE =
      List.of(
          "\"",
          "\\",
          "a\nb",
          "${",
          "${7*7}",
          "<#if true>",
          "\"}],\"x\":[{\"",
          "a\\\"}],\"x\":[{\"",
          "{\"AWS\":\"*\"}",
          "*",
          "a\u0000b",
          "a\u202eb",
          "\ufdd0\ufdd1");

  private static TemplateFolder open() {
    return switch (TemplateFolder.open(FOLDER)) {
      case TemplateFolder.Opened.Loaded(TemplateFolder documents) -> documents;
      case TemplateFolder.Opened.Wrong(var problems) ->
          throw new AssertionError(problems.toString());
    };
  }

  @Test
  void everyDocumentOfTheFolderIsLoaded() throws IOException {
    var names = new TreeSet<String>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json.ftl"))
          .forEach(name -> names.add(name.replace(".json.ftl", "")));
    }

    assertThat(DOCUMENTS.all().stream().map(Document::name)).containsExactlyElementsOf(names);
    assertThat(names)
        .contains(
            "cloudtrail-account-bucket-policy",
            "cloudtrail-bucket-policy",
            "cloudtrail-log-reader-permissions",
            "cloudtrail-log-reader-trust",
            "cloudtrail-read-organization");
  }

  @Test
  void theSeriesEditionIsTheSeriesPolicyStatementForStatement() {
    ObjectNode rendered =
        rendered(
            "cloudtrail-bucket-policy",
            Map.of(
                "edition", "series",
                "bucket", "202012cloudtrail-audit-organization",
                "management", "111111111111",
                "organization", "o-exampleorgid"));

    assertThat(rendered).isEqualTo(JSON.readTree(SERIES));
  }

  @Test
  void theCurrentEditionSaysWhichTrailAndRefusesPlainHttp() {
    ObjectNode rendered =
        rendered(
            "cloudtrail-bucket-policy",
            Map.of(
                "bucket", "logs-bucket",
                "management", "111111111111",
                "organization", "o-exampleorgid",
                "region", "ap-northeast-1",
                "trail", "audit",
                "prefix", "org"));

    assertThat(JsonText.pretty(rendered))
        .isEqualTo(
            """
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Sid": "AWSCloudTrailAclCheck20150319",
                  "Effect": "Allow",
                  "Principal": {
                    "Service": "cloudtrail.amazonaws.com"
                  },
                  "Action": "s3:GetBucketAcl",
                  "Resource": "arn:aws:s3:::logs-bucket",
                  "Condition": {
                    "StringEquals": {
                      "aws:SourceArn": "arn:aws:cloudtrail:ap-northeast-1:111111111111:trail/audit"
                    }
                  }
                },
                {
                  "Sid": "AWSCloudTrailWrite20150319",
                  "Effect": "Allow",
                  "Principal": {
                    "Service": "cloudtrail.amazonaws.com"
                  },
                  "Action": "s3:PutObject",
                  "Resource": "arn:aws:s3:::logs-bucket/org/AWSLogs/111111111111/*",
                  "Condition": {
                    "StringEquals": {
                      "s3:x-amz-acl": "bucket-owner-full-control",
                      "aws:SourceArn": "arn:aws:cloudtrail:ap-northeast-1:111111111111:trail/audit"
                    }
                  }
                },
                {
                  "Sid": "AWSCloudTrailOrganizationWrite20150319",
                  "Effect": "Allow",
                  "Principal": {
                    "Service": "cloudtrail.amazonaws.com"
                  },
                  "Action": "s3:PutObject",
                  "Resource": "arn:aws:s3:::logs-bucket/org/AWSLogs/o-exampleorgid/*",
                  "Condition": {
                    "StringEquals": {
                      "s3:x-amz-acl": "bucket-owner-full-control",
                      "aws:SourceArn": "arn:aws:cloudtrail:ap-northeast-1:111111111111:trail/audit"
                    }
                  }
                },
                {
                  "Sid": "DenyInsecureTransport",
                  "Effect": "Deny",
                  "Principal": "*",
                  "Action": "s3:*",
                  "Resource": [
                    "arn:aws:s3:::logs-bucket",
                    "arn:aws:s3:::logs-bucket/*"
                  ],
                  "Condition": {
                    "Bool": {
                      "aws:SecureTransport": "false"
                    }
                  }
                }
              ]
            }\
            """);
  }

  @Test
  void aMemberListsItsOwnPrefixWithAndWithoutTheSlash() {
    ObjectNode rendered = rendered("cloudtrail-log-reader-permissions", RIGHT);

    assertThat(rendered.at("/Statement/0/Resource").asString())
        .isEqualTo(
            "arn:aws:s3:::202012cloudtrail-audit-organization"
                + "/AWSLogs/o-exampleorgid/333333333333/*");
    assertThat(rendered.at("/Statement/1/Condition"))
        .isEqualTo(
            JSON.readTree(
                """
                {"StringLike": {"s3:prefix": ["AWSLogs/o-exampleorgid/333333333333",
                                              "AWSLogs/o-exampleorgid/333333333333/*"]}}
                """));
  }

  @Test
  void theReadersTrustAndTheOrganizationsReadAreAsInTheSeries() {
    assertThat(rendered("cloudtrail-log-reader-trust", RIGHT))
        .isEqualTo(
            JSON.readTree(
                """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::333333333333:root"},
                   "Action": "sts:AssumeRole"}]}
                """));
    assertThat(rendered("cloudtrail-read-organization", RIGHT))
        .isEqualTo(
            JSON.readTree(
                """
                {"Version": "2012-10-17", "Statement": [
                  {"Sid": "FromOrganization", "Effect": "Allow", "Principal": "*",
                   "Action": ["s3:GetObject", "s3:ListBucket"],
                   "Resource": ["arn:aws:s3:::202012cloudtrail-audit-organization",
                                "arn:aws:s3:::202012cloudtrail-audit-organization/*"],
                   "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-exampleorgid"}}}]}
                """));
  }

  @Test
  void theCurrentEditionOfASingleAccountsTrailNamesThatAccountsTrail() {
    ObjectNode rendered = rendered("cloudtrail-account-bucket-policy", RIGHT);

    assertThat(rendered.at("/Statement").valueStream().map(one -> one.path("Sid").asString()))
        .containsExactly(
            "AWSCloudTrailAclCheck20150319", "AWSCloudTrailWrite20150319", "DenyInsecureTransport");
    assertThat(rendered.at("/Statement/1/Resource").asString())
        .isEqualTo("arn:aws:s3:::202012cloudtrail-audit-organization/AWSLogs/333333333333/*");
    assertThat(rendered.at("/Statement/1/Condition/StringEquals/aws:SourceArn").asString())
        .isEqualTo("arn:aws:cloudtrail:ap-northeast-1:333333333333:trail/audit");
  }

  @TestFactory
  List<DynamicTest> noEditionHasALintError() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Document document : DOCUMENTS.all()) {
      for (Map<String, String> values : everyChoice(document)) {
        tests.add(
            DynamicTest.dynamicTest(
                document.name() + " " + values.getOrDefault("edition", ""),
                () -> {
                  String text = JsonText.pretty(rendered(document.name(), values));

                  assertThat(LINT.check(text, document.target()))
                      .filteredOn(finding -> finding.severity() == Lint.Severity.ERROR)
                      .isEmpty();
                }));
      }
    }
    assertThat(tests).hasSizeGreaterThanOrEqualTo(7);
    return tests;
  }

  @Test
  void theSeriesEditionIsNotedForItsSidAndWarnedOfForItsSource() {
    var findings = LINT.check(SERIES, PolicyTarget.BUCKET);

    assertThat(findings.stream().map(f -> f.severity() + " " + f.rule() + " " + f.pointer()))
        .containsExactly(
            "WARNING missing-source-arn /Statement/0/Principal/Service",
            "WARNING missing-source-arn /Statement/1/Principal/Service",
            "WARNING missing-source-arn /Statement/2/Principal/Service",
            "NOTE duplicate-sid /Statement/2/Sid");
  }

  /** A hostile value is refused, or is the very text in a document of the same shape. */
  @TestFactory
  List<DynamicTest> aHostileValueNeverChangesAPolicy() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Document document : DOCUMENTS.all()) {
      for (DocumentParameter parameter : document.parameters()) {
        for (String hostile : HOSTILE) {
          for (Map<String, String> right : everyChoice(document)) {
            tests.add(
                DynamicTest.dynamicTest(
                    document.name() + " " + parameter.name() + " " + Shown.of(hostile),
                    () -> isDataOrRefused(document, parameter, hostile, right)));
          }
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(200);
    return tests;
  }

  private static void isDataOrRefused(
      Document document, DocumentParameter parameter, String hostile, Map<String, String> right) {
    var values = new LinkedHashMap<>(right);
    values.put(parameter.name(), "a" + hostile);
    switch (render(document, values)) {
      case Documents.Rendered.Wrong(var problems) ->
          assertThat(problems).anyMatch(p -> p.where().toString().contains(parameter.name()));
      case Documents.Rendered.Text(ObjectNode policy, String text) -> {
        values.put(parameter.name(), "harmless");
        ObjectNode harmless = rendered(document.name(), values);
        assertThat(JSON.readTree(text)).isEqualTo(policy);
        assertThat(replaced(policy, "a" + hostile)).isEqualTo(harmless.toString());
      }
    }
  }

  private static String replaced(JsonNode policy, String hostile) {
    String quoted = JSON.writeValueAsString(hostile);
    return policy.toString().replace(quoted.substring(1, quoted.length() - 1), "harmless");
  }

  /** Right values of a document, once for each of its editions. */
  private static List<Map<String, String>> everyChoice(Document document) {
    List<Map<String, String>> all = new ArrayList<>();
    Map<String, String> plain = new LinkedHashMap<>();
    document.parameters().stream()
        .filter(p -> RIGHT.containsKey(p.name()))
        .forEach(p -> plain.put(p.name(), RIGHT.getOrDefault(p.name(), "")));
    var choices = document.parameters().stream().filter(p -> !p.choices().isEmpty()).toList();
    if (choices.isEmpty()) {
      return List.of(plain);
    }
    for (DocumentParameter choice : choices) {
      for (String word : choice.choices()) {
        var values = new LinkedHashMap<>(plain);
        values.put(choice.name(), word);
        all.add(values);
      }
    }
    return all;
  }

  private static ObjectNode rendered(String name, Map<String, String> values) {
    Document document = DOCUMENTS.find(name).orElseThrow();
    var known = new LinkedHashMap<>(values);
    known.keySet().removeIf(k -> document.parameters().stream().noneMatch(p -> p.name().equals(k)));
    return switch (render(document, known)) {
      case Documents.Rendered.Text(ObjectNode policy, String _) -> policy;
      case Documents.Rendered.Wrong(var problems) -> throw new AssertionError(problems.toString());
    };
  }

  private static Documents.Rendered render(Document document, Map<String, String> values) {
    ObjectNode tree = JSON.createObjectNode();
    values.forEach(tree::put);
    return DOCUMENTS.render(document, tree);
  }
}
