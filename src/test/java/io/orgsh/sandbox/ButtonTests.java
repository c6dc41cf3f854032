package io.orgsh.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.iam.IamClient;

class ButtonTests {
  @TempDir Path folder;

  @Test
  void aButtonOfTheConsoleSetsTrustedAccessAndMakesTheRoleWithoutBeingAMutation()
      throws IOException {
    try (var sandbox = Sandbox.open(folder)) {
      sandbox.control().press("trusted-advisor-organizational-view");

      assertThat(sandbox.control().world().at("/organizations/trustedAccess").propertyNames())
          .containsExactly("reporting.trustedadvisor.amazonaws.com");
      assertThat(sandbox.control().status().mutated()).isZero();
      try (IamClient iam =
          Clients.of(sandbox, "management").in("us-east-1").client(IamClient.builder())) {
        assertThat(
                iam.getRole(r -> r.roleName("AWSServiceRoleForTrustedAdvisorReporting"))
                    .role()
                    .path())
            .isEqualTo("/aws-service-role/reporting.trustedadvisor.amazonaws.com/");
      }
    }
  }

  @Test
  void otherButtonsAreRefusedWithTheNamesThatThereAre() throws IOException {
    try (var sandbox = Sandbox.open(folder)) {
      assertThatThrownBy(() -> sandbox.control().press("detective"))
          .hasMessageContaining("health-organizational-view, trusted-advisor-organizational-view");
    }
  }
}
