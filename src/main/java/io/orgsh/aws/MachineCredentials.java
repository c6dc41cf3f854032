package io.orgsh.aws;

import io.orgsh.problem.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProcessCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.profiles.ProfileFile;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Credentials that the machine gives: a web identity, a container, an instance, a process. */
final class MachineCredentials {
  private MachineCredentials() {}

  /** The role of {@code AWS_ROLE_ARN} by the token of {@code AWS_WEB_IDENTITY_TOKEN_FILE}. */
  static Optional<SignIn.Outcome> webIdentity(Map<String, String> environment, RoleTokens tokens) {
    String role = environment.getOrDefault("AWS_ROLE_ARN", "");
    String file = environment.getOrDefault("AWS_WEB_IDENTITY_TOKEN_FILE", "");
    if (role.isEmpty() || file.isEmpty()) {
      return Optional.empty();
    }
    String session = environment.getOrDefault("AWS_ROLE_SESSION_NAME", "orgsh");
    return Optional.of(
        webIdentity("environment", role, session, Path.of(file), tokens.region(), tokens));
  }

  /** A role by a web identity's token. */
  static SignIn.Outcome webIdentity(
      String source, String role, String session, Path file, Region region, RoleTokens tokens) {
    try {
      ObjectNode parameters =
          JsonNodeFactory.instance
              .objectNode()
              .put("RoleArn", role)
              .put("RoleSessionName", session)
              .put("WebIdentityToken", Files.readString(file).strip());
      return switch (tokens.assume(
          "sts:AssumeRoleWithWebIdentity", parameters, region, RoleTokens.UNSIGNED)) {
        case RoleTokens.Got.Some(var credentials) ->
            new SignIn.Outcome.SignedIn(credentials, source);
        case RoleTokens.Got.None(_, var why) ->
            new SignIn.Outcome.Refused(NotSignedIn.notGiven(source, why));
      };
    } catch (IOException e) {
      return new SignIn.Outcome.Refused(
          NotSignedIn.notGiven(
              source, Text.of("The token %s cannot be read.", "トークン%sを読み取れません。").with(file)));
    }
  }

  /** Those of AWS CloudShell, ECS, or EKS; asked only where the environment names them. */
  static Optional<SignIn.Outcome> container(Map<String, String> environment) {
    boolean here =
        environment.containsKey("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")
            || environment.containsKey("AWS_CONTAINER_CREDENTIALS_FULL_URI");
    return here
        ? Optional.of(
            given(
                "container",
                () -> {
                  try (var provider = ContainerCredentialsProvider.builder().build()) {
                    return provider.resolveCredentials();
                  }
                }))
        : Optional.empty();
  }

  /** Those of an EC2 instance; none where there is no instance or its service is turned off. */
  static Optional<SignIn.Outcome> instance(Map<String, String> environment) {
    if (environment.getOrDefault("AWS_EC2_METADATA_DISABLED", "").equalsIgnoreCase("true")) {
      return Optional.empty();
    }
    return switch (given("instance", MachineCredentials::ofInstance)) {
      case SignIn.Outcome.SignedIn in -> Optional.of(in);
      case SignIn.Outcome.Refused _, SignIn.Outcome.NeedsMfa _ -> Optional.empty();
    };
  }

  /** Those that a command of the shell prints, as {@code credential_process} says. */
  static SignIn.Outcome process(String source, String command) {
    return given(
        source,
        () -> {
          try (var provider =
              ProcessCredentialsProvider.builder()
                  .command(List.of("/bin/sh", "-c", command))
                  .build()) {
            return provider.resolveCredentials();
          }
        });
  }

  private static AwsCredentials ofInstance() {
    try (var provider =
        InstanceProfileCredentialsProvider.builder()
            .profileFile(ProfileFile.aggregator().build())
            .profileName("default")
            .build()) {
      return provider.resolveCredentials();
    }
  }

  private static SignIn.Outcome given(String source, Supplier<AwsCredentials> ask) {
    try {
      AwsCredentials given = ask.get();
      return new SignIn.Outcome.SignedIn(
          new Credentials(
              given.accessKeyId(),
              given.secretAccessKey(),
              given instanceof AwsSessionCredentials session ? session.sessionToken() : "",
              given.expirationTime().orElse(Instant.MAX)),
          source);
    } catch (SdkException | IllegalStateException none) {
      return new SignIn.Outcome.Refused(
          NotSignedIn.notGiven(source, Text.same(String.valueOf(none.getMessage()))));
    }
  }
}
