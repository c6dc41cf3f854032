package io.orgsh.sandbox.service;

import static io.orgsh.sandbox.service.Scene.AUDIT;
import static io.orgsh.sandbox.service.Scene.MANAGEMENT;
import static io.orgsh.sandbox.service.Scene.SYSTEM;
import static io.orgsh.sandbox.service.Scene.admin;
import static io.orgsh.sandbox.service.Scene.session;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class IamServiceTests {
  private static final String TRUST =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"%s\"},"
          + "\"Action\":\"sts:AssumeRole\"}]}";
  private static final String INLINE =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"A\",\"Effect\":\"Allow\",\"Action\":"
          + "\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::logs/%s/*\"}]}";

  private final Scene scene = new Scene();

  @Test
  void aCreatedAccountHasTheRoleOfOrganizations() throws AwsError {
    ObjectNode role =
        (ObjectNode)
            ask(AUDIT, "GetRole", "{'RoleName': 'OrganizationAccountAccessRole'}").get("Role");

    assertThat(decoded(role)).contains("arn:aws:iam::111111111111:root");
    assertThat(scene.iam.allows(AUDIT, "OrganizationAccountAccessRole", "s3:PutObject", "x"))
        .isTrue();
    assertThat(
            scene.code(
                scene.iam,
                admin(MANAGEMENT),
                "GetRole",
                "{'RoleName': 'OrganizationAccountAccessRole'}"))
        .isEqualTo("NoSuchEntity");
    assertThat(scene.mutations).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "111111111111, arn:aws:iam::111111111111:user/admin, true",
    "333333333333, arn:aws:iam::333333333333:user/admin, false",
    "222222222222, arn:aws:sts::222222222222:assumed-role/X/me, false"
  })
  void onlyManagementIsTrusted(String account, String arn, boolean trusted) {
    assertThat(scene.iam.trusts(AUDIT, "OrganizationAccountAccessRole", arn, account))
        .isEqualTo(trusted);
  }

  @Test
  void aRoleIsMadeAskedForAndDeleted() throws AwsError {
    ask(AUDIT, "ListRoles", "{}");
    String before = scene.json();
    String trust = TRUST.formatted("arn:aws:iam::333333333333:root");
    ObjectNode parameters =
        parameters("RoleName", "log-reader").put("AssumeRolePolicyDocument", trust);
    parameters.putArray("Tags").addObject().put("Key", "k").put("Value", "v");
    ask("CreateRole", parameters);
    ask(
        "PutRolePolicy",
        parameters("RoleName", "log-reader")
            .put("PolicyName", "read")
            .put("PolicyDocument", INLINE.formatted("a")));
    ask(
        AUDIT,
        "AttachRolePolicy",
        "{'RoleName': 'log-reader', 'PolicyArn':"
            + " 'arn:aws:iam::aws:policy/service-role/AWS_ConfigRole'}");

    assertThat(
            ask(AUDIT, "GetRole", "{'RoleName': 'log-reader'}").path("Role").path("Arn").asString())
        .isEqualTo("arn:aws:iam::222222222222:role/log-reader");
    assertThat(
            decoded((ObjectNode) ask(AUDIT, "GetRole", "{'RoleName': 'log-reader'}").get("Role")))
        .isEqualTo(trust);
    assertThat(ask(AUDIT, "ListRoles", "{}").path("Roles").size()).isEqualTo(2);
    assertThat(ask(AUDIT, "ListRoles", "{'MaxItems': '1'}").path("IsTruncated").asBoolean())
        .isTrue();
    assertThat(ask(AUDIT, "ListRoleTags", "{'RoleName': 'log-reader'}").path("Tags").toString())
        .isEqualTo("[{\"Key\":\"k\",\"Value\":\"v\"}]");
    assertThat(scene.iam.trusts(AUDIT, "log-reader", "arn:aws:iam::333333333333:user/x", SYSTEM))
        .isTrue();
    assertThat(scene.iam.allows(AUDIT, "log-reader", "s3:GetObject", "arn:aws:s3:::logs/a/1"))
        .isTrue();
    assertThat(scene.iam.allows(AUDIT, "log-reader", "s3:GetObject", "arn:aws:s3:::logs/b/1"))
        .isFalse();

    assertThat(code("DeleteRole", "{'RoleName': 'log-reader'}")).isEqualTo("DeleteConflict");
    ask(
        AUDIT,
        "DetachRolePolicy",
        "{'RoleName': 'log-reader', 'PolicyArn':"
            + " 'arn:aws:iam::aws:policy/service-role/AWS_ConfigRole'}");
    assertThat(code("DeleteRole", "{'RoleName': 'log-reader'}")).isEqualTo("DeleteConflict");
    ask(AUDIT, "DeleteRolePolicy", "{'RoleName': 'log-reader', 'PolicyName': 'read'}");
    ask(AUDIT, "DeleteRole", "{'RoleName': 'log-reader'}");

    assertThat(code("GetRole", "{'RoleName': 'log-reader'}")).isEqualTo("NoSuchEntity");
    assertThat(scene.json()).isEqualTo(before);
    assertThat(scene.mutations)
        .containsExactly(
            "iam:CreateRole",
            "iam:PutRolePolicy",
            "iam:AttachRolePolicy",
            "iam:DetachRolePolicy",
            "iam:DeleteRolePolicy",
            "iam:DeleteRole");
  }

  @Test
  void aRepetitionThatChangesNothingIsNoMutation() throws AwsError {
    ask(
        "CreateRole",
        parameters("RoleName", "r").put("AssumeRolePolicyDocument", TRUST.formatted(AUDIT)));
    for (int i = 0; i < 2; i++) {
      ask(
          "PutRolePolicy",
          parameters("RoleName", "r")
              .put("PolicyName", "p")
              .put("PolicyDocument", INLINE.formatted("a")));
      ask(
          "UpdateAssumeRolePolicy",
          parameters("RoleName", "r").put("PolicyDocument", TRUST.formatted(SYSTEM)));
      ask(
          AUDIT,
          "AttachRolePolicy",
          "{'RoleName': 'r', 'PolicyArn': 'arn:aws:iam::aws:policy/AdministratorAccess'}");
      ask(AUDIT, "TagRole", "{'RoleName': 'r', 'Tags': [{'Key': 'a', 'Value': 'b'}]}");
    }

    assertThat(scene.mutations)
        .containsExactly(
            "iam:CreateRole",
            "iam:PutRolePolicy",
            "iam:UpdateAssumeRolePolicy",
            "iam:AttachRolePolicy",
            "iam:TagRole");
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:iam::333333333333:root, ''",
    "333333333333, ''",
    "*, ''",
    "arn:aws:iam::333333333333:role/OrganizationAccountAccessRole, ''",
    "arn:aws:iam::333333333333:role/later, MalformedPolicyDocument",
    "arn:aws:iam::999999999999:root, MalformedPolicyDocument",
    "nobody, MalformedPolicyDocument"
  })
  void aTrustNamesOnlyWhoExists(String principal, String code) {
    ObjectNode parameters =
        parameters("RoleName", "r").put("AssumeRolePolicyDocument", TRUST.formatted(principal));

    assertThat(scene.code(scene.iam, admin(AUDIT), "CreateRole", parameters.toString()))
        .isEqualTo(code);
  }

  @Test
  void sizesAreLimited() throws AwsError {
    String padded =
        TRUST
            .formatted(AUDIT)
            .replace("{\"Effect\"", "{\"Sid\":\"" + "a".repeat(2048) + "\",\"Effect\"");
    assertThat(
            code(
                "CreateRole",
                parameters("RoleName", "r").put("AssumeRolePolicyDocument", padded).toString()))
        .isEqualTo("LimitExceeded");
    ask(
        "CreateRole",
        parameters("RoleName", "r")
            .put("AssumeRolePolicyDocument", TRUST.formatted(AUDIT) + " ".repeat(3000)));

    String half = INLINE.formatted("a".repeat(6000));
    ask(
        "PutRolePolicy",
        parameters("RoleName", "r").put("PolicyName", "one").put("PolicyDocument", half));
    assertThat(
            code(
                "PutRolePolicy",
                parameters("RoleName", "r")
                    .put("PolicyName", "two")
                    .put("PolicyDocument", half)
                    .toString()))
        .isEqualTo("LimitExceeded");
    assertThat(
            code(
                "CreateRole",
                "{'RoleName': '" + "r".repeat(65) + "', 'AssumeRolePolicyDocument': '{}'}"))
        .isEqualTo("ValidationError");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "PutRolePolicy|'PolicyName': 'p', 'PolicyDocument': 'x'|MalformedPolicyDocument",
        "GetRolePolicy|'PolicyName': 'p'|NoSuchEntity",
        "DeleteRolePolicy|'PolicyName': 'p'|NoSuchEntity",
        "AttachRolePolicy|'PolicyArn': 'arn:aws:iam::aws:policy/NoSuchPolicy'|NoSuchEntity",
        "DetachRolePolicy|'PolicyArn': 'arn:aws:iam::aws:policy/AdministratorAccess'|NoSuchEntity",
        "AttachRolePolicy|'PolicyArn': 'x'|InvalidInput",
        "UpdateAssumeRolePolicy|'PolicyDocument': '{}'|MalformedPolicyDocument",
        "CreateRole|'AssumeRolePolicyDocument': '{}', 'MaxSessionDuration': '60'|ValidationError"
      })
  void whatIsWrongIsRefused(String operation, String rest, String code) throws AwsError {
    ask(
        "CreateRole",
        parameters("RoleName", "r").put("AssumeRolePolicyDocument", TRUST.formatted(AUDIT)));

    assertThat(code(operation, "{'RoleName': 'r', " + rest + "}")).isEqualTo(code);
    assertThat(scene.mutations).containsExactly("iam:CreateRole");
  }

  @Test
  void aNameIsTakenWhateverItsCase() throws AwsError {
    ask(
        "CreateRole",
        parameters("RoleName", "reader").put("AssumeRolePolicyDocument", TRUST.formatted(AUDIT)));

    assertThat(
            code(
                "CreateRole",
                parameters("RoleName", "READER")
                    .put("AssumeRolePolicyDocument", TRUST.formatted(AUDIT))
                    .toString()))
        .isEqualTo("EntityAlreadyExists");
  }

  @Test
  void aServiceLinkedRoleIsTheServicesOwn() throws AwsError {
    ask(AUDIT, "CreateServiceLinkedRole", "{'AWSServiceName': 'config.amazonaws.com'}");
    String name = "{'RoleName': 'AWSServiceRoleForConfig'}";

    assertThat(ask(AUDIT, "GetRole", name).path("Role").path("Path").asString())
        .isEqualTo("/aws-service-role/config.amazonaws.com/");
    assertThat(code("CreateServiceLinkedRole", "{'AWSServiceName': 'config.amazonaws.com'}"))
        .isEqualTo("InvalidInput");
    assertThat(code("CreateServiceLinkedRole", "{'AWSServiceName': 'x.amazonaws.com'}"))
        .isEqualTo("InvalidInput");
    assertThat(code("DeleteRole", name)).isEqualTo("UnmodifiableEntity");

    String task = ask(AUDIT, "DeleteServiceLinkedRole", name).path("DeletionTaskId").asString();
    assertThat(
            ask(AUDIT, "GetServiceLinkedRoleDeletionStatus", "{'DeletionTaskId': '" + task + "'}")
                .path("Status")
                .asString())
        .isEqualTo("SUCCEEDED");
    assertThat(code("GetRole", name)).isEqualTo("NoSuchEntity");
    assertThat(code("GetServiceLinkedRoleDeletionStatus", "{'DeletionTaskId': 'task/x'}"))
        .isEqualTo("NoSuchEntity");
  }

  @Test
  void theRoleOfOrganizationsCanBeDeletedForGood() throws AwsError {
    ask(
        AUDIT,
        "DetachRolePolicy",
        "{'RoleName': 'OrganizationAccountAccessRole', 'PolicyArn':"
            + " 'arn:aws:iam::aws:policy/AdministratorAccess'}");
    assertThat(scene.iam.allows(AUDIT, "OrganizationAccountAccessRole", "s3:GetObject", "*"))
        .isFalse();

    ask(AUDIT, "DeleteRole", "{'RoleName': 'OrganizationAccountAccessRole'}");
    scene.leap(Duration.ofDays(1));
    assertThat(scene.iam.has(AUDIT, "OrganizationAccountAccessRole")).isFalse();
    assertThat(scene.iam.has(SYSTEM, "OrganizationAccountAccessRole")).isTrue();
  }

  @Test
  void aUserAsksForHimselfAndASessionIsNoUser() throws AwsError {
    assertThat(ask(AUDIT, "GetUser", "{}").path("User").path("UserName").asString())
        .isEqualTo("admin");
    assertThat(
            scene.code(scene.iam, session(AUDIT, "OrganizationAccountAccessRole"), "GetUser", "{}"))
        .isEqualTo("ValidationError");
  }

  private static String decoded(ObjectNode role) {
    return URLDecoder.decode(
        role.path("AssumeRolePolicyDocument").asString(), StandardCharsets.UTF_8);
  }

  private static ObjectNode parameters(String name, String value) {
    return Scene.JSON.createObjectNode().put(name, value);
  }

  private void ask(String operation, ObjectNode parameters) throws AwsError {
    scene.iam.answer(
        new ServiceRequest(operation, parameters, admin(AUDIT), "us-east-1", scene.now()));
  }

  private ObjectNode ask(String account, String operation, String parameters) throws AwsError {
    return scene.ask(scene.iam, admin(account), operation, parameters);
  }

  private String code(String operation, String parameters) {
    return scene.code(scene.iam, admin(AUDIT), operation, parameters);
  }
}
