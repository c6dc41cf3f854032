package io.orgsh.sandbox.service;

import static io.orgsh.sandbox.service.Scene.AUDIT;
import static io.orgsh.sandbox.service.Scene.MANAGEMENT;
import static io.orgsh.sandbox.service.Scene.SYSTEM;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class AccessAnalyzerServiceTests {
  private static final String ORGANIZATION = "{'analyzerName': 'org', 'type': 'ORGANIZATION'}";
  private static final String ACCOUNT = "{'analyzerName': 'own', 'type': 'ACCOUNT'}";
  private static final String ORG_ARN =
      "'analyzerArn': 'arn:aws:access-analyzer:ap-northeast-1:222222222222:analyzer/org'";
  private static final String BUCKET = "'resource': {'eq': ['arn:aws:s3:::shared']}";

  private final Scene scene = new Scene();
  private final AccessAnalyzerService analyzers = new AccessAnalyzerService(scene, scene.iam);

  private JsonNode ask(String account, String operation, String parameters) throws AwsError {
    return ask(account, Scene.HOME, operation, parameters);
  }

  private JsonNode ask(String account, String region, String operation, String parameters)
      throws AwsError {
    analyzers.advance(scene.now());
    return scene.ask(analyzers, Scene.admin(account), region, operation, parameters);
  }

  private String code(String account, String operation, String parameters) {
    analyzers.advance(scene.now());
    return scene.code(analyzers, Scene.admin(account), operation, parameters);
  }

  private void pass(Duration duration) {
    analyzers.advance(scene.now());
    scene.leap(duration);
    analyzers.advance(scene.now());
  }

  private void trust() {
    scene.organization().trustedAccess.put(AnalyzerBook.PRINCIPAL, scene.now());
    var administrators = new TreeMap<String, Instant>();
    administrators.put(AUDIT, scene.now());
    scene.organization().administrators.put(AnalyzerBook.PRINCIPAL, administrators);
    scene.iam.serviceLinked(
        MANAGEMENT, AnalyzerBook.PRINCIPAL, "AWSServiceRoleForAccessAnalyzer", scene.now());
    scene.leap(Duration.ofMinutes(1));
  }

  private void organizationAnalyzer() throws AwsError {
    trust();
    ask(AUDIT, "CreateAnalyzer", ORGANIZATION);
    pass(Duration.ofMinutes(1));
  }

  private void share(String principal, String condition) throws AwsError {
    scene.putPolicy(
        Scene.admin(SYSTEM),
        "shared",
        ("{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Principal':%s,"
                + "'Action':'s3:ListBucket','Resource':'arn:aws:s3:::shared'%s}]}")
            .formatted(principal, condition));
    pass(Duration.ofMinutes(10));
  }

  private void role(String account, String name, String principal) throws AwsError {
    String trust =
        "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Principal':%s,'Action':'sts:AssumeRole'}]}"
            .formatted(principal);
    scene.ask(
        scene.iam,
        Scene.admin(account),
        "CreateRole",
        "{'RoleName': '%s', 'AssumeRolePolicyDocument': '%s'}"
            .formatted(name, trust.replace("'", "\\'")));
  }

  private List<String> statuses(String filter) throws AwsError {
    return ask(AUDIT, "ListFindings", "{" + ORG_ARN + ", 'filter': {" + filter + "}}")
        .path("findings")
        .valueStream()
        .map(finding -> finding.path("status").asString())
        .toList();
  }

  @Test
  void anOrganizationAnalyzerWantsTrustedAccessAndDelegation() throws AwsError {
    assertThat(code(AUDIT, "CreateAnalyzer", ORGANIZATION)).isEqualTo("ValidationException");
    scene.organization().trustedAccess.put(AnalyzerBook.PRINCIPAL, scene.now());
    assertThat(code(MANAGEMENT, "CreateAnalyzer", ORGANIZATION)).isEqualTo("ValidationException");
    scene.leap(Duration.ofMinutes(1));
    assertThat(code(AUDIT, "CreateAnalyzer", ORGANIZATION)).isEqualTo("AccessDeniedException");
    trust();
    assertThat(code(SYSTEM, "CreateAnalyzer", ORGANIZATION)).isEqualTo("AccessDeniedException");
    assertThat(code(AUDIT, "CreateAnalyzer", ORGANIZATION)).isEmpty();
    assertThat(scene.iam.has(SYSTEM, "AWSServiceRoleForAccessAnalyzer")).isTrue();
  }

  @Test
  void anAnalyzerTakesAWhileAndIsDisabledWithoutTrustedAccess() throws AwsError {
    trust();
    ask(AUDIT, "CreateAnalyzer", ORGANIZATION);
    assertThat(status()).isEqualTo("CREATING ");
    pass(Duration.ofMinutes(1));
    assertThat(status()).isEqualTo("ACTIVE ");
    scene.organization().administrators.clear();
    assertThat(status()).isEqualTo("DISABLED DELEGATED_ADMINISTRATOR_DEREGISTERED");
    scene.organization().trustedAccess.clear();
    assertThat(status()).isEqualTo("DISABLED AWS_SERVICE_ACCESS_DISABLED");
    assertThat(code(AUDIT, "ListFindings", "{" + ORG_ARN + "}")).isEqualTo("ValidationException");
    trust();
    assertThat(status()).isEqualTo("ACTIVE ");
  }

  private String status() throws AwsError {
    JsonNode analyzer = ask(AUDIT, "GetAnalyzer", "{'analyzerName': 'org'}").path("analyzer");
    return analyzer.path("status").asString()
        + " "
        + analyzer.path("statusReason").path("code").asString("");
  }

  @Test
  void withoutTheRoleInManagementTheDelegatedAdministratorsAnalyzerFails() throws AwsError {
    trust();
    scene.state("iam", IamState.class, IamState::new).serviceLinked.clear();
    ask(AUDIT, "CreateAnalyzer", ORGANIZATION);
    pass(Duration.ofMinutes(1));
    assertThat(status()).isEqualTo("FAILED SERVICE_LINKED_ROLE_CREATION_FAILED");
  }

  @Test
  void namesAndQuotas() throws AwsError {
    ask(SYSTEM, "CreateAnalyzer", ACCOUNT);
    assertThat(code(SYSTEM, "CreateAnalyzer", ACCOUNT)).isEqualTo("ConflictException");
    assertThat(code(SYSTEM, "CreateAnalyzer", "{'analyzerName': 'other', 'type': 'ACCOUNT'}"))
        .isEqualTo("ServiceQuotaExceededException");
    trust();
    for (int i = 0; i < 5; i++) {
      ask(
          AUDIT,
          "CreateAnalyzer",
          "{'analyzerName': 'org%d', 'type': 'ORGANIZATION'}".formatted(i));
    }
    assertThat(code(AUDIT, "CreateAnalyzer", ORGANIZATION))
        .isEqualTo("ServiceQuotaExceededException");
    assertThat(code(SYSTEM, "UpdateAnalyzer", "{'analyzerName': 'own'}"))
        .isEqualTo("ValidationException");
    assertThat(code(SYSTEM, "DeleteAnalyzer", "{'analyzerName': 'gone'}"))
        .isEqualTo("ResourceNotFoundException");
  }

  @Test
  void aRequestThatIsRepeatedWithItsTokenGetsTheSameAnalyzer() throws AwsError {
    String same = "{'analyzerName': 'own', 'type': 'ACCOUNT', 'clientToken': 't'}";
    JsonNode first = ask(SYSTEM, "CreateAnalyzer", same);
    assertThat(ask(SYSTEM, "CreateAnalyzer", same)).isEqualTo(first);
    assertThat(scene.mutations).containsExactly("access-analyzer:CreateAnalyzer");
  }

  @Test
  void aBucketSharedOutsideIsFoundSomeMinutesLaterAndResolvedWhenItIsGone() throws AwsError {
    organizationAnalyzer();
    scene.bucket(SYSTEM, "shared");
    scene.putPolicy(
        Scene.admin(SYSTEM),
        "shared",
        "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Principal':{'AWS':"
            + "'arn:aws:iam::582318560864:root'},'Action':'s3:ListBucket','Resource':"
            + "'arn:aws:s3:::shared'}]}");
    assertThat(statuses(BUCKET)).isEmpty();
    pass(Duration.ofMinutes(10));
    JsonNode found =
        ask(AUDIT, "ListFindings", "{" + ORG_ARN + ", 'filter': {" + BUCKET + "}}")
            .path("findings")
            .path(0);
    assertThat(found.path("principal").path("AWS").asString()).isEqualTo("582318560864");
    assertThat(found.path("resourceOwnerAccount").asString()).isEqualTo(SYSTEM);
    assertThat(found.path("isPublic").asBoolean()).isFalse();
    assertThat(found.path("status").asString()).isEqualTo("ACTIVE");

    scene.ask(scene.s3, Scene.admin(SYSTEM), "DeleteBucketPolicy", "{'Bucket': 'shared'}");
    scene.ask(scene.s3, Scene.admin(SYSTEM), "DeleteBucket", "{'Bucket': 'shared'}");
    assertThat(statuses(BUCKET)).containsExactly("ACTIVE");
    pass(Duration.ofMinutes(10));
    assertThat(statuses(BUCKET)).containsExactly("RESOLVED");
    pass(Duration.ofDays(91));
    assertThat(statuses(BUCKET)).isEmpty();
  }

  @Test
  void aScanFindsSooner() throws AwsError {
    organizationAnalyzer();
    scene.bucket(SYSTEM, "shared");
    share("{'AWS':'582318560864'}", "");
    scene.ask(scene.s3, Scene.admin(SYSTEM), "DeleteBucketPolicy", "{'Bucket': 'shared'}");
    ask(AUDIT, "StartResourceScan", "{" + ORG_ARN + ", 'resourceArn': 'arn:aws:s3:::shared'}");
    pass(Duration.ofMinutes(1));
    JsonNode resource =
        ask(AUDIT, "GetAnalyzedResource", "{" + ORG_ARN + ", 'resourceArn': 'arn:aws:s3:::shared'}")
            .path("resource");
    assertThat(resource.path("status").asString()).isEqualTo("RESOLVED");
    assertThat(
            code(AUDIT, "StartResourceScan", "{" + ORG_ARN + ", 'resourceArn': 'arn:aws:s3:::no'}"))
        .isEqualTo("ResourceNotFoundException");
  }

  @Test
  void theZoneOfTrustDecidesWhatIsOutside() throws AwsError {
    organizationAnalyzer();
    ask(SYSTEM, "CreateAnalyzer", ACCOUNT);
    pass(Duration.ofMinutes(1));
    scene.bucket(SYSTEM, "shared");
    share("{'AWS':'222222222222'}", "");
    assertThat(statuses("")).isEmpty();
    assertThat(own("AWS::S3::Bucket")).containsExactly("222222222222");
    share("'*'", ",'Condition':{'StringEquals':{'aws:PrincipalOrgID':'o-exampleorgid'}}");
    assertThat(statuses(BUCKET)).isEmpty();
    assertThat(own("AWS::S3::Bucket")).containsExactly("*");
    share("'*'", ",'Condition':{'StringEquals':{'aws:PrincipalAccount':'333333333333'}}");
    assertThat(own("AWS::S3::Bucket")).isEmpty();
    assertThat(own("AWS::IAM::Role")).containsExactly(MANAGEMENT);
  }

  private List<String> own(String type) throws AwsError {
    return ask(
            SYSTEM,
            "ListFindings",
            "{'analyzerArn': 'arn:aws:access-analyzer:ap-northeast-1:333333333333:analyzer/own',"
                + " 'filter': {'status': {'eq': ['ACTIVE']}, 'resourceType': {'eq': ['%s']}}}"
                    .formatted(type))
        .path("findings")
        .valueStream()
        .map(finding -> finding.path("principal").path("AWS").asString())
        .toList();
  }

  @Test
  void aDenyOfEverybodyOutsideTakesTheFindingAway() throws AwsError {
    organizationAnalyzer();
    scene.bucket(SYSTEM, "shared");
    share("{'AWS':'582318560864'}", "");
    assertThat(statuses(BUCKET)).containsExactly("ACTIVE");
    scene.putPolicy(
        Scene.admin(SYSTEM),
        "shared",
        "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Principal':{'AWS':"
            + "'582318560864'},'Action':'s3:ListBucket','Resource':'arn:aws:s3:::shared'},"
            + "{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'arn:aws:s3:::shared',"
            + "'Condition':{'StringNotEquals':{'aws:PrincipalOrgID':'o-exampleorgid'}}}]}");
    pass(Duration.ofMinutes(10));
    assertThat(statuses(BUCKET)).containsExactly("RESOLVED");
  }

  @Test
  void rolesAreFoundInEveryRegionAndBucketsInTheirOwn() throws AwsError {
    trust();
    for (String region : List.of(Scene.HOME, "us-east-1")) {
      ask(AUDIT, region, "CreateAnalyzer", ORGANIZATION);
    }
    pass(Duration.ofMinutes(1));
    role(
        SYSTEM,
        "AWSReservedSSO_Admin",
        "{'Federated':'arn:aws:iam::333333333333:saml-provider/AWSSSO'}");
    scene.bucket(SYSTEM, "shared");
    share("{'AWS':'582318560864'}", "");
    assertThat(resources(Scene.HOME))
        .containsExactlyInAnyOrder(
            "arn:aws:s3:::shared", "arn:aws:iam::333333333333:role/AWSReservedSSO_Admin");
    assertThat(resources("us-east-1"))
        .containsExactly("arn:aws:iam::333333333333:role/AWSReservedSSO_Admin");
  }

  private List<String> resources(String region) throws AwsError {
    return ask(
            AUDIT,
            region,
            "ListFindingsV2",
            "{'analyzerArn': 'arn:aws:access-analyzer:%s:222222222222:analyzer/org'}"
                .formatted(region))
        .path("findings")
        .valueStream()
        .map(finding -> finding.path("resource").asString())
        .toList();
  }

  private static final String RULE =
      "{'analyzerName': 'org', 'ruleName': 'sso', 'filter': {'resourceType': {'eq':"
          + " ['AWS::IAM::Role']}, 'resource': {'contains': ['AWSReservedSSO_']}}}";

  @Test
  void aRuleArchivesWhatIsFoundLaterAndTheRestOnlyWhenApplied() throws AwsError {
    organizationAnalyzer();
    String provider = "{'Federated':'arn:aws:iam::333333333333:saml-provider/AWSSSO'}";
    role(SYSTEM, "AWSReservedSSO_Old", provider);
    pass(Duration.ofMinutes(10));
    ask(AUDIT, "CreateArchiveRule", RULE);
    role(SYSTEM, "AWSReservedSSO_New", provider);
    pass(Duration.ofMinutes(10));
    assertThat(statuses("'resource': {'contains': ['Old']}")).containsExactly("ACTIVE");
    assertThat(statuses("'resource': {'contains': ['New']}")).containsExactly("ARCHIVED");
    ask(AUDIT, "ApplyArchiveRule", "{" + ORG_ARN + ", 'ruleName': 'sso'}");
    assertThat(statuses("")).containsExactly("ARCHIVED", "ARCHIVED");
    ask(AUDIT, "DeleteArchiveRule", "{'analyzerName': 'org', 'ruleName': 'sso'}");
    assertThat(statuses("'principal.Federated': {'exists': 'true'}"))
        .containsExactly("ARCHIVED", "ARCHIVED");
    assertThat(code(AUDIT, "GetArchiveRule", "{'analyzerName': 'org', 'ruleName': 'sso'}"))
        .isEqualTo("ResourceNotFoundException");
  }

  @Test
  void aFindingIsArchivedAndMadeActiveAgain() throws AwsError {
    organizationAnalyzer();
    scene.bucket(SYSTEM, "shared");
    share("{'AWS':'582318560864'}", "");
    String id =
        ask(AUDIT, "ListFindings", "{" + ORG_ARN + "}")
            .path("findings")
            .path(0)
            .path("id")
            .asString();
    ask(AUDIT, "UpdateFindings", "{" + ORG_ARN + ", 'status': 'ARCHIVED', 'ids': ['" + id + "']}");
    assertThat(
            ask(AUDIT, "GetFinding", "{" + ORG_ARN + ", 'id': '" + id + "'}")
                .path("finding")
                .path("status")
                .asString())
        .isEqualTo("ARCHIVED");
    ask(AUDIT, "UpdateFindings", "{" + ORG_ARN + ", 'status': 'ACTIVE', 'ids': ['" + id + "']}");
    assertThat(statuses("")).containsExactly("ACTIVE");
    assertThat(statuses("'isPublic': {'neq': ['false']}")).isEmpty();
    assertThat(code(AUDIT, "ListFindings", "{" + ORG_ARN + ", 'filter': {'nope': {'eq': ['x']}}}"))
        .isEqualTo("ValidationException");
    assertThat(code(SYSTEM, "ListFindings", "{" + ORG_ARN + "}"))
        .isEqualTo("AccessDeniedException");
  }

  @Test
  void nothingIsLeftWhenTheLastAnalyzerIsDeleted() throws AwsError {
    analyzers.advance(scene.now());
    String before = scene.json();
    scene.bucket(SYSTEM, "shared");
    ask(SYSTEM, "CreateAnalyzer", ACCOUNT);
    share("{'AWS':'582318560864'}", "");
    ask(SYSTEM, "DeleteAnalyzer", "{'analyzerName': 'own'}");
    pass(Duration.ofMinutes(1));
    assertThat(kept(scene.json())).isEqualTo(kept(before));
  }

  private static JsonNode kept(String json) {
    return Scene.JSON.readTree(json).path("access-analyzer");
  }
}
