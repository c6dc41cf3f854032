package io.orgsh.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SdkCatalogueTests {
  private static final JsonMapper JSON = new JsonMapper();

  private final SdkCatalogue catalogue = new SdkCatalogue();

  @Test
  void servicesHaveTheirIamPrefixes() {
    assertThat(catalogue.services())
        .containsExactly(
            "access-analyzer",
            "account",
            "cloudtrail",
            "config",
            "detective",
            "events",
            "guardduty",
            "health",
            "iam",
            "organizations",
            "s3",
            "securityhub",
            "sns",
            "sso",
            "sso-oauth",
            "sts",
            "support",
            "trustedadvisor");
  }

  @Test
  void operationsAreSpelledAsTheApiDoes() {
    assertThat(catalogue.operations("organizations"))
        .contains("EnableAWSServiceAccess", "ListAccounts")
        .doesNotContain("EnableAwsServiceAccess", "ListAccountsPaginator");
    assertThat(catalogue.operations("s3")).contains("PutObject", "GetObject", "ListObjectsV2");
    assertThat(catalogue.operations("nothing")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "organizations:EnableAWSServiceAccess, true",
    "organizations:EnableAwsServiceAccess, true",
    "organizations:enableawsserviceaccess, false",
    "guardduty:CreateDetector, true",
    "guardduty:CreateDetectors, false",
    "events:PutRule, true",
    "eventbridge:PutRule, false",
    "access-analyzer:CreateAnalyzer, true",
    "accessanalyzer:CreateAnalyzer, false",
    "nothing:CreateDetector, false",
  })
  void knowsWhatIsThere(String operation, boolean known) {
    assertThat(catalogue.knows(OperationName.parse(operation))).isEqualTo(known);
  }

  @ParameterizedTest
  @CsvSource({
    "cloudtrail:GetTrailStatus, true",
    "cloudtrail:DescribeTrails, true",
    "cloudtrail:LookupEvents, true",
    "s3:HeadBucket, true",
    "iam:SimulatePrincipalPolicy, true",
    "config:BatchGetResourceConfig, true",
    "sts:AssumeRole, false",
    "cloudtrail:StartLogging, false",
    "x:Getaway, false",
  })
  void readsAreKnownByTheirVerb(String operation, boolean reads) {
    assertThat(catalogue.readsOnly(OperationName.parse(operation))).isEqualTo(reads);
  }

  @Test
  void rightParametersHaveNoMistakes() {
    assertThat(
            check(
                "guardduty:UpdateOrganizationConfiguration",
                "{'DetectorId':'d','AutoEnableOrganizationMembers':'ALL',"
                    + "'Features':[{'Name':'S3_DATA_EVENTS','AutoEnable':'NEW'}]}"))
        .isEmpty();
    assertThat(check("s3:PutObject", "{'Bucket':'b','Key':'k','Body':'text'}")).isEmpty();
    assertThat(check("s3:CopyObject", "{'Bucket':'b','Key':'k','CopySource':'a/b'}")).isEmpty();
    assertThat(check("cloudtrail:LookupEvents", "{'StartTime':'2026-11-23T09:00:00Z'}")).isEmpty();
  }

  @Test
  void openTextsFitAnything() {
    assertThat(
            check(
                "guardduty:UpdateOrganizationConfiguration",
                "{'DetectorId':'${d}','AutoEnable':'${a}','Features':'${f}',"
                    + "'AutoEnableOrganizationMembers':'${m}'}"))
        .isEmpty();
  }

  @Test
  void everyMistakeIsFoundWithItsPlace() {
    assertThat(
            check(
                "guardduty:UpdateOrganizationConfiguration",
                "{'AutoEnableOrganisationMembers':'ALL','AutoEnable':'yes',"
                    + "'Features':[{'Name':'S3_DATA_EVENT','AutoEnabled':'NEW'},7],"
                    + "'DataSources':{'S3Logs':[]}}"))
        .extracting(mistake -> mistake.pointer() + " " + mistake.what().en())
        .containsExactly(
            "/AutoEnableOrganisationMembers AWS has no parameter AutoEnableOrganisationMembers"
                + " here. Did you mean AutoEnableOrganizationMembers?",
            "/AutoEnable Here AWS wants true or false, not the text yes.",
            "/Features/0/Name AWS does not know the value S3_DATA_EVENT here. Did you mean"
                + " S3_DATA_EVENTS?",
            "/Features/0/AutoEnabled AWS has no parameter AutoEnabled here. Did you mean"
                + " AutoEnable?",
            "/Features/1 Here AWS wants an object, not 7 without quotes.",
            "/DataSources/S3Logs Here AWS wants an object, not a list.",
            " The parameter DetectorId is missing.");
  }

  @Test
  void anAccountIdWithoutQuotesIsANumber() {
    assertThat(check("organizations:DescribeAccount", "{'AccountId':111111111111}"))
        .extracting(mistake -> mistake.what().ja())
        .containsExactly("ここに必要なのは文字列です（引用符のない 111111111111が書かれています）。");
  }

  @Test
  void listsTimesAndNumbersAreChecked() {
    assertThat(
            check(
                "cloudtrail:LookupEvents",
                "{'StartTime':'yesterday','MaxResults':1.5,"
                    + "'LookupAttributes':{'AttributeKey':'EventName'}}"))
        .extracting(Catalogue.ParameterMistake::pointer)
        .containsExactly("/StartTime", "/MaxResults", "/LookupAttributes");
  }

  @Test
  void replyMembersHaveTheApisNames() {
    assertThat(catalogue.replyMembers(OperationName.parse("cloudtrail:DescribeTrails")))
        .containsExactly("trailList");
    assertThat(catalogue.replyMembers(OperationName.parse("s3:GetObject")))
        .contains("Body", "ETag");
    assertThat(catalogue.replyMembers(OperationName.parse("s3:Nothing"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "organizations:EnableAWSServiceAccess | {'ServicePrincipal':'config.amazonaws.com'} | aws"
            + " organizations enable-aws-service-access --service-principal config.amazonaws.com"
            + " --region us-east-1",
        "config:DescribeConfigurationRecorders | {} | aws configservice"
            + " describe-configuration-recorders --region ap-northeast-1",
        "access-analyzer:ListAnalyzers | {} | aws accessanalyzer list-analyzers --region"
            + " ap-northeast-1",
        "guardduty:CreateDetector | {'Enable':true,'Features':[{'Name':'A B'}]} | aws guardduty"
            + " create-detector --enable --features '[{\"Name\":\"A B\"}]' --region ap-northeast-1",
        "cloudtrail:CreateTrail | {'S3BucketName':'b','IsOrganizationTrail':false} | aws cloudtrail"
            + " create-trail --s3-bucket-name b --no-is-organization-trail --region ap-northeast-1",
        "s3:ListObjectsV2 | {'Bucket':'b','MaxKeys':5} | aws s3api list-objects-v2 --bucket b"
            + " --max-keys 5 --region ap-northeast-1",
        "s3:PutObject | {'Bucket':'b','Body':'it`s $HOME'} | printf %s 'it'\\''s $HOME' > body.txt"
            + " && aws s3api put-object --bucket b --body body.txt --region ap-northeast-1",
        "s3:GetObject | {'Bucket':'b','Key':'-k'} | aws s3api get-object --bucket b --key=-k"
            + " --region ap-northeast-1 /dev/stdout",
        "iam:UpdateOpenIDConnectProviderThumbprint | {'OpenIDConnectProviderArn':'a'} | aws iam"
            + " update-open-id-connect-provider-thumbprint --open-id-connect-provider-arn a"
            + " --region us-east-1",
      })
  void theCommandLineSaysTheSameCall(String operation, String parameters, String command) {
    Call call =
        new Call(
            OperationName.parse(operation),
            (ObjectNode) node(parameters, '`'),
            new Region("ap-northeast-1"),
            Call.Safety.WRITE);

    assertThat(catalogue.cli(call)).isEqualTo(command);
  }

  @ParameterizedTest
  @CsvSource({
    "cloudtrail:CreateTrail, cloudtrail:CreateTrail",
    "organizations:EnableAwsServiceAccess, organizations:EnableAWSServiceAccess",
    "s3:ListObjectsV2, s3:ListBucket",
    "s3:HeadBucket, s3:ListBucket",
    "s3:PutPublicAccessBlock, s3:PutBucketPublicAccessBlock",
    "s3:GetPublicAccessBlock, s3:GetBucketPublicAccessBlock",
    "s3:DeleteObjects, s3:DeleteObject s3:DeleteObjectVersion",
    "s3:PutBucketEncryption, s3:PutEncryptionConfiguration",
    "s3:PutBucketPolicy, s3:PutBucketPolicy",
    "s3:CopyObject, s3:GetObject s3:PutObject",
    "sts:GetCallerIdentity, ''",
  })
  void theIamActionsAreThoseOfIam(String operation, String actions) {
    assertThat(String.join(" ", catalogue.iamActions(OperationName.parse(operation))))
        .isEqualTo(actions);
  }

  private List<Catalogue.ParameterMistake> check(String operation, String parameters) {
    return catalogue.check(
        OperationName.parse(operation),
        node(parameters, '`'),
        leaf -> leaf.asString("").startsWith("${"));
  }

  /** JSON with single quotes for double ones, and another character for a single one. */
  private static JsonNode node(String json, char apostrophe) {
    return JSON.readTree(json.replace('\'', '"').replace(apostrophe, '\''));
  }
}
