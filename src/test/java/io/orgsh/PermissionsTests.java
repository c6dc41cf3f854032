package io.orgsh;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.aws.OperationName;
import io.orgsh.aws.SdkCatalogue;
import io.orgsh.document.Document;
import io.orgsh.document.Documents;
import io.orgsh.document.PolicyLint;
import io.orgsh.document.TemplateFolder;
import io.orgsh.expression.FreemarkerInterpolation;
import io.orgsh.expression.JmesPathQuery;
import io.orgsh.problem.ProblemException;
import io.orgsh.runbook.Loaded;
import io.orgsh.runbook.RunbookFolder;
import io.orgsh.runbook.RunbookLoader;
import io.orgsh.runbook.RunbookName;
import io.orgsh.runbook.Step;
import io.orgsh.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The permissions that are shipped for an operator's role in each kind of account: all that the
 * runbooks call there, and nothing else but what is stated here. {@code -Dgolden=write} writes
 * them.
 */
class PermissionsTests {
  private static final Pattern CALL = Pattern.compile("\\bcall=([a-z0-9-]+:[A-Z][A-Za-z0-9]+)");
  private static final Documents DOCUMENTS = documents();
  private static final SdkCatalogue CATALOGUE = new SdkCatalogue();

  /**
   * What no runbook calls, but orgsh itself asks, or AWS wants of the caller besides the operation.
   */
  private static final Map<String, List<String>> ALLOWANCE =
      Map.of(
          "management",
          List.of(
              // Reading the organization and its regions; why an account does not let anybody in.
              "account:ListRegions",
              "organizations:DescribeOrganization",
              "organizations:ListAccounts",
              "organizations:ListDelegatedAdministrators",
              "organizations:DescribeAccount",
              // GuardDuty and CloudTrail delegate in the caller's name.
              "organizations:DescribeOrganizationalUnit",
              "organizations:EnableAWSServiceAccess",
              "organizations:RegisterDelegatedAdministrator",
              // Services make their role in the caller's name.
              "iam:CreateServiceLinkedRole",
              "iam:GetRole",
              "iam:PassRole",
              // The way into the other accounts.
              "sts:AssumeRole"),
          "audit",
          List.of(
              "account:ListRegions",
              "organizations:DescribeOrganization",
              "organizations:ListAccounts",
              "organizations:ListDelegatedAdministrators",
              "iam:CreateServiceLinkedRole",
              "iam:GetRole",
              "iam:PassRole"),
          "member",
          List.of(
              "account:ListRegions",
              "organizations:DescribeOrganization",
              "iam:CreateServiceLinkedRole",
              "iam:GetRole",
              "iam:PassRole",
              // The runbook proves that a member reads its own logs.
              "sts:AssumeRole"));

  @ParameterizedTest
  @ValueSource(strings = {"management", "audit", "member"})
  void aRoleMayDoAllThatTheRunbooksCallThereAndNothingElse(String role) throws IOException {
    Set<String> needed = needed(role);
    assertThat(needed).hasSizeGreaterThan(10);
    needed.addAll(ALLOWANCE.getOrDefault(role, List.of()));
    Path file = Path.of("templates", name(role) + ".json.ftl");
    if (System.getProperty("golden", "").equals("write")) {
      Files.writeString(file, template(role, needed));
    }

    assertThat(Files.readString(file)).isEqualTo(template(role, needed));
    Document document = DOCUMENTS.find(name(role)).orElseThrow();
    var rendered =
        (Documents.Rendered.Text)
            DOCUMENTS.render(document, JsonMapper.shared().createObjectNode());
    assertThat(new PolicyLint().check(rendered.text(), document.target())).isEmpty();
    assertThat(actions(rendered.document())).isEqualTo(needed);
  }

  /** The IAM actions of every call of every runbook in accounts of a role. */
  private static Set<String> needed(String role) {
    var loader =
        new RunbookLoader(
            CATALOGUE,
            DOCUMENTS,
            new FreemarkerInterpolation(),
            new JmesPathQuery(),
            Sandbox.buttons());
    var folder = new RunbookFolder(Path.of("runbooks"), loader);
    var actions = new TreeSet<String>();
    for (RunbookName name : folder.names()) {
      if (folder.load(name) instanceof Loaded.Right(var runbook)) {
        runbook.steps().stream()
            .filter(step -> isIn(step, role))
            .flatMap(step -> CALL.matcher(step.toString()).results())
            .map(found -> OperationName.parse(found.group(1)))
            .forEach(operation -> actions.addAll(CATALOGUE.iamActions(operation)));
      } else {
        throw new AssertionError(name + " cannot be loaded");
      }
    }
    return actions;
  }

  /**
   * A log archive is the audit account unless it is configured, and so has the same permissions.
   */
  private static boolean isIn(Step step, String role) {
    String in = step.in().role();
    return in.equals(role)
        || step.in().including().contains(role)
        || (in.startsWith("${") && !role.equals("member"))
        || (in.equals("log-archive") && role.equals("audit"));
  }

  private static Set<String> actions(JsonNode policy) {
    return policy
        .path("Statement")
        .valueStream()
        .flatMap(statement -> statement.path("Action").valueStream())
        .map(JsonNode::asString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String name(String role) {
    return "operator-" + role + "-permissions";
  }

  private static String template(String role, Collection<String> actions) {
    List<String> statements =
        Stream.of(
                statement("Read", actions, PermissionsTests::reads, "\"*\"", ""),
                statement(
                    "Change",
                    actions,
                    action -> !reads(action) && !action.matches("(iam|sts):.*"),
                    "\"*\"",
                    ""),
                statement(
                    "OwnRoles",
                    actions,
                    action ->
                        action.startsWith("iam:")
                            && !reads(action)
                            && !action.matches(
                                "iam:(.*ServiceLinkedRole|PassRole|(At|De)tachRolePolicy)"),
                    "[\"arn:aws:iam::*:role/cloudtrail-log-reader-*\","
                        + " \"arn:aws:iam::*:role/config-organization-aggregator\"]",
                    ""),
                statement(
                    "AggregatorPolicy",
                    actions,
                    action -> action.matches("iam:(At|De)tachRolePolicy"),
                    "\"arn:aws:iam::*:role/config-organization-aggregator\"",
                    "{\"ArnEquals\": {\"iam:PolicyARN\":"
                        + " \"arn:aws:iam::aws:policy/service-role/AWSConfigRoleForOrganizations\"}}"),
                statement(
                    "ServiceLinkedRoles",
                    actions,
                    action -> action.matches("iam:.*ServiceLinkedRole"),
                    "\"arn:aws:iam::*:role/aws-service-role/*\"",
                    ""),
                statement(
                    "PassToConfig",
                    actions,
                    "iam:PassRole"::equals,
                    "\"arn:aws:iam::*:role/*\"",
                    "{\"StringEquals\": {\"iam:PassedToService\": \"config.amazonaws.com\"}}"),
                statement(
                    "Enter",
                    actions,
                    "sts:AssumeRole"::equals,
                    role.equals("management")
                        ? "\"arn:aws:iam::*:role/OrganizationAccountAccessRole\""
                        : "\"arn:aws:iam::*:role/cloudtrail-log-reader-*\"",
                    ""))
            .filter(statement -> !statement.isEmpty())
            .toList();
    return HEADERS.getOrDefault(role, "")
        + "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n"
        + String.join(",\n", statements)
        + "\n  ]\n}\n";
  }

  private static boolean reads(String action) {
    return action.matches("[a-z0-9-]+:(Get|List|Describe|BatchGet|Head).*");
  }

  private static String statement(
      String sid,
      Collection<String> actions,
      Predicate<String> which,
      String resource,
      String condition) {
    List<String> chosen = actions.stream().filter(which).sorted().toList();
    return chosen.isEmpty()
        ? ""
        : "    {\n      \"Sid\": \"%s\",\n      \"Effect\": \"Allow\",\n      \"Action\": [\n        %s\n      ],\n      \"Resource\": %s%s\n    }"
            .formatted(
                sid,
                chosen.stream()
                    .map(action -> "\"" + action + "\"")
                    .collect(Collectors.joining(",\n        ")),
                resource,
                condition.isEmpty() ? "" : ",\n      \"Condition\": " + condition);
  }

  private static final Map<String, String> HEADERS =
      Map.of(
          "management", header("the management account", "管理アカウント"),
          "audit", header("the audit account and the log archive", "監査アカウントとログアーカイブ"),
          "member", header("a member account", "メンバーアカウント"));

  private static String header(String en, String ja) {
    return """
    <#-- orgsh
    {
      "title": {
        "en": "Permissions of the operator's role in %s: what the shipped runbooks call there",
        "ja": "%sで操作者が使うロールの許可ポリシー(同梱のRunbookが呼び出す操作のみ)"
      },
      "target": "role-inline",
      "parameters": []
    }
    -->
    """
        .formatted(en, ja);
  }

  private static Documents documents() {
    return switch (TemplateFolder.open(Path.of("templates"))) {
      case TemplateFolder.Opened.Loaded(TemplateFolder opened) -> opened;
      case TemplateFolder.Opened.Wrong(var problems) -> throw new ProblemException(problems);
    };
  }
}
