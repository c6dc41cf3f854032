package io.orgsh.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.aws.Rates.Rate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rates that AWS documents. */
class RatesTests {

  @ParameterizedTest
  @CsvSource({
    "organizations:DescribeOrganization, 1, 2",
    "organizations:ListAccounts, 8, 12",
    "cloudtrail:DescribeTrails, 10, 10",
    "cloudtrail:GetTrailStatus, 10, 10",
    "cloudtrail:LookupEvents, 2, 2",
    "cloudtrail:CreateTrail, 1, 1",
    "securityhub:DescribeHub, 10, 30",
    "securityhub:GetFindings, 3, 6",
    "securityhub:BatchEnableStandards, 1, 1",
  })
  void theyAreKnown(String operation, double perSecond, int burst) {
    assertThat(Rates.of(OperationName.parse(operation))).contains(new Rate(perSecond, burst));
  }

  @Test
  void whereNoneIsDocumentedNoneIsMadeUp() {
    assertThat(Rates.of(OperationName.parse("config:DescribeConfigRules")))
        .isEqualTo(Optional.empty());
  }
}
