package io.orgsh.sandbox.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyReaderTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BUCKET|nonsense|Policies must be valid JSON and the first byte must be '{'",
        "BUCKET|[]|Policies must be valid JSON and the first byte must be '{'",
        "BUCKET|{} x|Policies must be valid JSON and the first byte must be '{'",
        "BUCKET|{`Version`:`2012-10-17`}|Missing required field Statement",
        "BUCKET|{`Version`:`2020-01-01`,`Statement`:[]}|The policy must contain a valid version"
            + " string",
        "BUCKET|{`Statement`:[]}|Could not parse the policy: Statement is empty!",
        "BUCKET|{`Statements`:[]}|Unknown field Statements",
        "BUCKET|{`Statement`:{`Effect`:`Allow`,`Action`:`s3:*`,`Resource`:`*`}}|Missing required"
            + " field Principal",
        "BUCKET|{`Statement`:{`Effect`:`allow`,`Principal`:`*`,`Action`:`s3:*`,`Resource`:`*`}}|Invalid"
            + " effect : allow",
        "BUCKET|{`Statement`:{`Principal`:`*`,`Action`:`s3:*`,`Resource`:`*`}}|Missing required"
            + " field Effect",
        "BUCKET|{`Statement`:{`Effect`:`Allow`,`Principal`:`*`,`Resource`:`*`}}|Missing required"
            + " field Action",
        "BUCKET|{`Statement`:{`Effect`:`Allow`,`Principal`:`*`,`Action`:`s3:*`}}|Missing required"
            + " field Resource",
        "BUCKET|{`Statement`:{`Effect`:`Allow`,`Principal`:{`Aws`:`*`},`Action`:`s3:*`,`Resource`:`*`}}|Invalid"
            + " principal in policy",
        "BUCKET|{`Statement`:{`Effect`:`Allow`,`Principal`:`1`,`Action`:`s3:*`,`Resource`:`*`}}|Invalid"
            + " principal in policy",
        "BUCKET|{`Statement`:{`Effect`:`Allow`,`Principal`:`*`,`Action`:`GetObject`,`Resource`:`*`}}|Policy"
            + " has invalid action",
        "BUCKET|{`Statement`:{`Effect`:`Allow`,`Principal`:`*`,`Action`:`s3:*`,`Resource`:`bucket`}}|Policy"
            + " has invalid resource",
        "BUCKET|{`Statement`:{`Effect`:`Allow`,`Principal`:`*`,`Action`:`s3:*`,`Resource`:`*`,`Condition`:{`StringEqual`:{`aws:x`:`y`}}}}|Invalid"
            + " Condition type : StringEqual",
        "BUCKET|{`Statement`:{`Effect`:`Allow`,`Effect`:`Deny`,`Principal`:`*`,`Action`:`s3:*`,`Resource`:`*`}}|Policies"
            + " must be valid JSON and the first byte must be '{'",
        "IDENTITY|nonsense|This policy contains invalid Json",
        "IDENTITY|{`Statement`:{`Effect`:`Allow`,`Principal`:`*`,`Action`:`s3:*`,`Resource`:`*`}}|Policy"
            + " document should not specify a principal.",
        "IDENTITY|{`Statement`:{`Effect`:`Allow`,`Resource`:`*`}}|Policy statement must contain"
            + " actions.",
        "IDENTITY|{`Statement`:{`Effect`:`Allow`,`Action`:`s3:*`}}|Policy statement must contain"
            + " resources.",
        "IDENTITY|{`Statement`:{`Effect`:`Allow`,`Action`:`GetObject`,`Resource`:`*`}}|Actions/Conditions"
            + " must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
        "IDENTITY|{`Statement`:{`Effect`:`Allow`,`Action`:`s3:*`,`Resource`:`bucket`}}|Resource"
            + " bucket must be in ARN format or \"*\".",
        "IDENTITY|{`Statement`:{`Sid`:`a"
            + " b`,`Effect`:`Allow`,`Action`:`s3:*`,`Resource`:`*`}}|Statement IDs (SID) must be"
            + " alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*",
        "IDENTITY|{`Statement`:{`Effect`:`Allow`,`Action`:`s3:*`,`Resource`:`*`,`Extra`:1}}|Syntax"
            + " errors in policy.",
        "TRUST|{`Statement`:{`Effect`:`Allow`,`Principal`:`*`,`Action`:`sts:AssumeRole`,`Resource`:`*`}}|Has"
            + " prohibited field Resource",
        "TRUST|{`Statement`:{`Effect`:`Allow`,`Principal`:`*`,`Action`:`s3:GetObject`}}|AssumeRole"
            + " policy may only specify STS AssumeRole actions."
      })
  void aPolicyIsRefusedInTheServicesWords(PolicyKind kind, String text, String words) {
    assertThatThrownBy(() -> PolicyReader.read(text.replace('`', '"'), kind))
        .isInstanceOf(PolicyFault.class)
        .hasMessage(words);
  }

  @Test
  void aSidTwiceIsRefusedByIamAndTakenByABucket() throws Exception {
    String statement = "{`Sid`:`A`,`Effect`:`Allow`%s,`Action`:`s3:GetObject`,`Resource`:`*`}";
    String identity = twice(statement.formatted(""));
    String bucket = twice(statement.formatted(",`Principal`:`*`"));

    assertThatThrownBy(() -> PolicyReader.read(identity, PolicyKind.IDENTITY))
        .hasMessage("Statement IDs (SID) in a single policy must be unique.");
    assertThat(PolicyReader.read(bucket, PolicyKind.BUCKET).statements()).hasSize(2);
  }

  private static String twice(String statement) {
    return "{`Version`:`2012-10-17`,`Statement`:[%s,%s]}"
        .formatted(statement, statement)
        .replace('`', '"');
  }
}
