package io.orgsh.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import tools.jackson.databind.node.ObjectNode;

/** What the state folder goes through: several users of it, dead ones, damage. */
class StateFolderTests {
  @TempDir Path folder;

  /** Run in a process of its own: opens the sandbox, says how, and waits to be told to end. */
  public static final class Other {
    private Other() {}

    /** The state folder is the argument. */
    public static void main(String[] arguments) throws IOException {
      try (var sandbox = Sandbox.open(Path.of(arguments[0]))) {
        sandbox.control().leap(Duration.ofDays(1));
        System.out.println((sandbox.isAttached() ? "attached " : "serving ") + sandbox.endpoint());
        if (System.in.read() == 'k') {
          Runtime.getRuntime().halt(9);
        }
      }
    }
  }

  @Test
  void anotherProcessIsAttachedToAndAfterItsDeathTheWorldIsServedAnew() throws Exception {
    Process other = other();
    try (var lines = other.inputReader()) {
      String first = lines.readLine();
      assertThat(first).startsWith("serving http://127.0.0.1:");

      try (var attached = Sandbox.open(folder)) {
        assertThat("serving " + attached.endpoint()).isEqualTo(first);
        enable(attached, "config.amazonaws.com");
      }
      assertThatThrownBy(() -> Sandbox.serve(folder, 0))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "the sandbox of "
                  + folder
                  + " is already served at "
                  + first.substring("serving ".length())
                  + " by process "
                  + other.pid());

      other.getOutputStream().write('k');
      other.getOutputStream().flush();
      assertThat(other.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(other.exitValue()).isEqualTo(9);
      assertThat(folder.resolve("sandbox-endpoint.json")).exists();
    } finally {
      other.destroyForcibly();
    }

    try (var sandbox = Sandbox.open(folder)) {
      assertThat(sandbox.isAttached()).isFalse();
      assertThat(sandbox.control().status().mutations())
          .containsEntry("organizations:EnableAWSServiceAccess", 1L);
    }
    assertThat(folder.resolve("sandbox-endpoint.json")).doesNotExist();
  }

  private Process other() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Other.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @Test
  void ofManyThatOpenAtOnceOneServes() throws Exception {
    List<Future<Sandbox>> opened = new ArrayList<>();
    var ready = new CountDownLatch(6);
    try (var threads = Executors.newFixedThreadPool(6)) {
      for (int i = 0; i < 6; i++) {
        opened.add(
            threads.submit(
                () -> {
                  ready.countDown();
                  ready.await();
                  return Sandbox.open(folder);
                }));
      }
    }
    List<Sandbox> sandboxes = new ArrayList<>();
    for (var one : opened) {
      sandboxes.add(one.get());
    }
    try {
      assertThat(sandboxes.stream().filter(sandbox -> !sandbox.isAttached())).hasSize(1);
      assertThat(sandboxes.stream().map(Sandbox::endpoint).distinct()).hasSize(1);
    } finally {
      for (var sandbox : sandboxes) {
        sandbox.close();
      }
    }
  }

  @Test
  void mutationsOfManyClientsAtOnceAreAllOnTheDisk() throws Exception {
    List<String> principals =
        List.of("config.amazonaws.com", "guardduty.amazonaws.com", "health.amazonaws.com");
    try (var sandbox = Sandbox.open(folder)) {
      try (var threads = Executors.newFixedThreadPool(3)) {
        for (String principal : principals) {
          threads.execute(() -> enable(sandbox, principal));
        }
      }
      for (String principal : principals) {
        assertThat(Files.readString(folder.resolve("sandbox-changes.jsonl"))).contains(principal);
      }
    }
  }

  @Test
  void aKilledProcessLosesNothingThatItAcknowledged() throws Exception {
    var credentials = new ArrayList<Credentials>();
    try (var sandbox = Sandbox.open(folder)) {
      var management = Clients.of(sandbox, "management");
      enable(sandbox, "config.amazonaws.com");
      sandbox.control().leap(Duration.ofHours(3));
      enable(sandbox, "health.amazonaws.com");
      credentials.add(
          management
              .client(StsClient.builder())
              .assumeRole(
                  r ->
                      r.roleArn("arn:aws:iam::222222222222:role/OrganizationAccountAccessRole")
                          .roleSessionName("me"))
              .credentials());
      ObjectNode world = sandbox.control().world();
      var status = sandbox.control().status();

      Path copy = Files.createDirectory(folder.resolve("copy"));
      Files.copy(folder.resolve("sandbox-world.json"), copy.resolve("sandbox-world.json"));
      Path changes = copy.resolve("sandbox-changes.jsonl");
      Files.writeString(
          changes, Files.readString(folder.resolve("sandbox-changes.jsonl")) + "{\"wall\": \"20");

      assertThat(Files.readString(copy.resolve("sandbox-world.json")))
          .doesNotContain("health.amazonaws.com");
      try (var again = Sandbox.open(copy)) {
        assertThat(again.control().world()).isEqualTo(world);
        assertThat(again.control().status().mutations()).isEqualTo(status.mutations());
        assertThat(again.control().status().now()).isAfterOrEqualTo(status.now());
        var session = Clients.of(again, "management").as(credentials.getFirst());
        assertThat(session.client(StsClient.builder()).getCallerIdentity().account())
            .isEqualTo("222222222222");
      }
    }
  }

  @Test
  void changesOfAnotherWorldFileAreNotDoneAgain() throws IOException {
    try (var sandbox = Sandbox.open(folder)) {
      enable(sandbox, "config.amazonaws.com");
    }
    String changes = "{\"after\": 1}\n{\"no\": \"change\"}\n";
    Files.writeString(folder.resolve("sandbox-changes.jsonl"), changes);

    try (var sandbox = Sandbox.open(folder)) {
      assertThat(sandbox.control().status().mutated()).isEqualTo(1);
    }
  }

  @Test
  void damagedChangesAreNotThrownAway() throws IOException {
    try (var sandbox = Sandbox.open(folder)) {
      enable(sandbox, "config.amazonaws.com");
    }
    Path changes = folder.resolve("sandbox-changes.jsonl");
    String damaged = Files.readString(changes) + "{\"wall\": \"yesterday\"}\n";
    Files.writeString(changes, damaged);

    assertThatThrownBy(() -> Sandbox.open(folder))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(changes + ":2 cannot be read: ");
    assertThat(Files.readString(changes)).isEqualTo(damaged);
  }

  @Test
  void onlyTheOwnerReadsTheToken() throws IOException {
    try (var sandbox = Sandbox.open(folder)) {
      assertThat(sandbox.isAttached()).isFalse();
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.resolve("sandbox-endpoint.json"))))
          .isEqualTo("rw-------");
    }
  }

  /** Whoever can write the file could otherwise have the token, and whoever asks, sent anywhere. */
  @Test
  void theTokenIsSentToThisMachineAlone() throws IOException {
    Path file = folder.resolve("sandbox-endpoint.json");
    try (var sandbox = Sandbox.open(folder)) {
      String here = Files.readString(file);
      int port = sandbox.endpoint().getPort();
      for (String elsewhere :
          List.of(
              "http://192.0.2.1:" + port,
              "http://localhost:" + port,
              "http://127.0.0.1@192.0.2.1:" + port,
              "https://127.0.0.1:" + port)) {
        Files.writeString(file, here.replace(sandbox.endpoint().toString(), elsewhere));

        assertThatThrownBy(() -> Sandbox.open(folder))
            .as(elsewhere)
            .isInstanceOf(IOException.class)
            .hasMessage(file + " does not name a sandbox on this machine");
      }
    }
  }

  @Test
  void aDamagedWorldIsNotThrownAway() throws IOException {
    Path world = folder.resolve("sandbox-world.json");
    Files.writeString(world, "{\"format\": 1, \"states\"");

    assertThatThrownBy(() -> Sandbox.open(folder))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(world + " cannot be read as a sandbox's world: ");
    assertThat(Files.readString(world)).isEqualTo("{\"format\": 1, \"states\"");

    Files.writeString(world, "{\"format\": 2}");
    assertThatThrownBy(() -> Sandbox.open(folder))
        .isInstanceOf(IOException.class)
        .hasMessage(world + " is not a sandbox's world of format 1");
  }

  private static void enable(Sandbox sandbox, String principal) {
    Clients.of(sandbox, "management")
        .client(OrganizationsClient.builder())
        .enableAWSServiceAccess(r -> r.servicePrincipal(principal));
  }
}
