package io.orgsh.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.sts.StsClient;

class SandboxTests {
  @TempDir Path folder;

  @Test
  void eachProfileSpeaksForItsAccount() throws IOException {
    try (var sandbox = Sandbox.open(folder)) {
      assertThat(sandbox.keys().keySet()).containsExactly("audit", "management", "system01");

      var identity = Clients.of(sandbox, "audit").client(StsClient.builder()).getCallerIdentity();

      assertThat(identity.account()).isEqualTo("222222222222");
      assertThat(identity.arn()).isEqualTo("arn:aws:iam::222222222222:user/admin");
    }
  }

  @Test
  void aRestartKeepsTheWorldAndItsTime() throws IOException {
    SandboxControl.Status before;
    try (var sandbox = Sandbox.open(folder)) {
      enable(sandbox, "config.amazonaws.com");
      sandbox.control().leap(Duration.ofDays(2));
      before = sandbox.control().status();
    }

    try (var sandbox = Sandbox.open(folder)) {
      var after = sandbox.control().status();

      assertThat(after.mutations()).isEqualTo(before.mutations());
      assertThat(after.mutations())
          .containsExactlyEntriesOf(Map.of("organizations:EnableAWSServiceAccess", 1L));
      assertThat(after.requests()).isEqualTo(before.requests());
      assertThat(after.now()).isAfterOrEqualTo(before.now());
      assertThat(trusted(sandbox)).containsExactly("config.amazonaws.com");
    }
  }

  @Test
  void aSecondSandboxOfTheFolderAttaches() throws IOException {
    try (var serving = Sandbox.open(folder);
        var attached = Sandbox.open(folder)) {
      enable(attached, "config.amazonaws.com");

      assertThat(serving.isAttached()).isFalse();
      assertThat(attached.isAttached()).isTrue();
      assertThat(attached.endpoint()).isEqualTo(serving.endpoint());
      assertThat(attached.keys()).isEqualTo(serving.keys());
      assertThat(trusted(serving)).containsExactly("config.amazonaws.com");
    }
  }

  private static void enable(Sandbox sandbox, String principal) {
    Clients.of(sandbox, "management")
        .client(OrganizationsClient.builder())
        .enableAWSServiceAccess(r -> r.servicePrincipal(principal));
  }

  private static List<String> trusted(Sandbox sandbox) {
    return Clients.of(sandbox, "management")
        .client(OrganizationsClient.builder())
        .listAWSServiceAccessForOrganization()
        .enabledServicePrincipals()
        .stream()
        .map(p -> p.servicePrincipal())
        .toList();
  }
}
