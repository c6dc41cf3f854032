package io.orgsh.aws;

import io.orgsh.problem.Text;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileProperty;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Follows a profile to its credentials, over the profiles that it takes them from. */
final class ProfileChain {
  private static final Duration ROLE_SESSION = Duration.ofHours(1);
  private static final String SSO_SESSION = "sso_session";

  private final Profiles profiles;
  private final Map<String, String> environment;
  private final IdentityCenter identityCenter;
  private final RoleTokens tokens;

  ProfileChain(
      Profiles profiles,
      Map<String, String> environment,
      IdentityCenter identityCenter,
      RoleTokens tokens) {
    this.profiles = profiles;
    this.environment = environment;
    this.identityCenter = identityCenter;
    this.tokens = tokens;
  }

  /** The credentials of a profile. */
  SignIn.Outcome outcome(String name) {
    return outcome(name, new LinkedHashSet<>());
  }

  /** Whether a profile is there and says anything about credentials. */
  boolean givesCredentials(String name) {
    return profiles
        .profile(name)
        .filter(
            profile ->
                has(
                    profile,
                    ProfileProperty.ROLE_ARN,
                    ProfileProperty.SSO_START_URL,
                    SSO_SESSION,
                    ProfileProperty.CREDENTIAL_PROCESS,
                    ProfileProperty.AWS_ACCESS_KEY_ID,
                    ProfileProperty.LOGIN_SESSION))
        .isPresent();
  }

  private SignIn.Outcome outcome(String name, Set<String> before) {
    Optional<Profile> known = profiles.profile(name);
    if (known.isEmpty()) {
      return new SignIn.Outcome.Refused(
          NotSignedIn.noSuchProfile(name, profiles.names(), profiles.path()));
    }
    if (!before.add(name)) {
      return new SignIn.Outcome.Refused(NotSignedIn.circle(name));
    }
    Profile profile = known.get();
    if (has(profile, ProfileProperty.ROLE_ARN)) {
      return role(profile, before);
    }
    if (has(profile, ProfileProperty.SSO_START_URL, SSO_SESSION)) {
      return sso(profile);
    }
    if (has(profile, ProfileProperty.CREDENTIAL_PROCESS)) {
      return MachineCredentials.process(
          source(profile), value(profile, ProfileProperty.CREDENTIAL_PROCESS));
    }
    if (has(profile, ProfileProperty.LOGIN_SESSION)) {
      return new SignIn.Outcome.Refused(NotSignedIn.byAwsLogin(name));
    }
    return keys(profile);
  }

  private SignIn.Outcome keys(Profile profile) {
    String key = value(profile, ProfileProperty.AWS_ACCESS_KEY_ID);
    String secret = value(profile, ProfileProperty.AWS_SECRET_ACCESS_KEY);
    if (key.isEmpty() || secret.isEmpty()) {
      return incomplete(
          profile,
          key.isEmpty()
              ? Text.of(
                  "It names neither keys, nor IAM Identity Center, nor a role, nor a process.",
                  "アクセスキー、IAM Identity Center、ロール、credential_processのいずれも指定されていません。")
              : Text.of("aws_secret_access_key is missing.", "aws_secret_access_keyがありません。"));
    }
    return new SignIn.Outcome.SignedIn(
        new Credentials(
            key, secret, value(profile, ProfileProperty.AWS_SESSION_TOKEN), Instant.MAX),
        source(profile));
  }

  private SignIn.Outcome sso(Profile profile) {
    String sessionName = value(profile, SSO_SESSION);
    Optional<Profile> session = profiles.session(sessionName);
    if (!sessionName.isEmpty() && session.isEmpty()) {
      return incomplete(
          profile,
          Text.of("There is no section [sso-session %s].", "[sso-session %s] がありません。")
              .with(sessionName));
    }
    Profile portal = session.orElse(profile);
    String region = value(portal, ProfileProperty.SSO_REGION);
    String account = value(profile, ProfileProperty.SSO_ACCOUNT_ID);
    String role = value(profile, ProfileProperty.SSO_ROLE_NAME);
    if (!Region.isRegion(region) || account.isEmpty() || role.isEmpty()) {
      return incomplete(
          profile,
          Text.of(
              "sso_region, sso_account_id or sso_role_name is missing.",
              "sso_region、sso_account_id、sso_role_nameのいずれかがありません。"));
    }
    return identityCenter.signIn(
        new IdentityCenter.Access(
            profile.name(),
            account,
            role,
            new Region(region),
            sessionName.isEmpty() ? value(profile, ProfileProperty.SSO_START_URL) : sessionName));
  }

  private SignIn.Outcome role(Profile profile, Set<String> before) {
    String token = value(profile, ProfileProperty.WEB_IDENTITY_TOKEN_FILE);
    if (!token.isEmpty()) {
      return MachineCredentials.webIdentity(
          source(profile),
          value(profile, ProfileProperty.ROLE_ARN),
          sessionName(profile),
          Path.of(token),
          region(profile),
          tokens);
    }
    String from = value(profile, ProfileProperty.SOURCE_PROFILE);
    String machine = value(profile, ProfileProperty.CREDENTIAL_SOURCE);
    if (from.isEmpty() == machine.isEmpty()) {
      return incomplete(
          profile,
          Text.of(
              "A role needs either source_profile or credential_source.",
              "ロールにはsource_profileかcredential_sourceのどちらか一方が必要です。"));
    }
    String serial = value(profile, ProfileProperty.MFA_SERIAL);
    if (!serial.isEmpty() && !from.isEmpty()) {
      return profiles.profile(from).isEmpty()
          ? outcome(from, before)
          : new SignIn.Outcome.NeedsMfa(
              serial, value(profile, ProfileProperty.ROLE_ARN), from, duration(profile));
    }
    SignIn.Outcome source =
        from.isEmpty() ? machine(machine, profile) : source(from, profile, before);
    return switch (source) {
      case SignIn.Outcome.SignedIn in -> assumed(profile, in.credentials());
      case SignIn.Outcome.Refused refused -> refused;
      case SignIn.Outcome.NeedsMfa _ ->
          new SignIn.Outcome.Refused(NotSignedIn.codeInBetween(profile.name(), from));
    };
  }

  /** A profile may name itself: its own keys assume its role. */
  private SignIn.Outcome source(String from, Profile profile, Set<String> before) {
    return from.equals(profile.name()) ? keys(profile) : outcome(from, before);
  }

  private SignIn.Outcome machine(String source, Profile profile) {
    Optional<SignIn.Outcome> given =
        switch (source) {
          case "Environment" ->
              Optional.of(
                  new SignIn.Outcome.SignedIn(
                      new Credentials(
                          environment.getOrDefault("AWS_ACCESS_KEY_ID", ""),
                          environment.getOrDefault("AWS_SECRET_ACCESS_KEY", ""),
                          environment.getOrDefault("AWS_SESSION_TOKEN", ""),
                          Instant.MAX),
                      "environment"));
          case "EcsContainer" -> MachineCredentials.container(environment);
          case "Ec2InstanceMetadata" -> MachineCredentials.instance(environment);
          default -> Optional.empty();
        };
    return given.orElseGet(
        () ->
            incomplete(
                profile,
                Text.of(
                        "credential_source %s gives no credentials here.",
                        "credential_source「%s」からは認証情報を取得できません。")
                    .with(source)));
  }

  private SignIn.Outcome assumed(Profile profile, Credentials with) {
    ObjectNode parameters =
        JsonNodeFactory.instance
            .objectNode()
            .put("RoleArn", value(profile, ProfileProperty.ROLE_ARN))
            .put("RoleSessionName", sessionName(profile))
            .put("DurationSeconds", duration(profile).toSeconds());
    profile.property(ProfileProperty.EXTERNAL_ID).ifPresent(id -> parameters.put("ExternalId", id));
    return switch (tokens.assume("sts:AssumeRole", parameters, region(profile), with)) {
      case RoleTokens.Got.Some(var credentials) ->
          new SignIn.Outcome.SignedIn(credentials, source(profile));
      case RoleTokens.Got.None(_, var why) ->
          new SignIn.Outcome.Refused(NotSignedIn.notGiven(source(profile), why));
    };
  }

  private Region region(Profile profile) {
    String named = value(profile, ProfileProperty.REGION);
    return Region.isRegion(named) ? new Region(named) : tokens.region();
  }

  private static String sessionName(Profile profile) {
    return profile.property(ProfileProperty.ROLE_SESSION_NAME).orElse("orgsh");
  }

  private static Duration duration(Profile profile) {
    try {
      return profile
          .property(ProfileProperty.DURATION_SECONDS)
          .map(Long::parseLong)
          .map(Duration::ofSeconds)
          .orElse(ROLE_SESSION);
    } catch (NumberFormatException _) {
      return ROLE_SESSION;
    }
  }

  private SignIn.Outcome incomplete(Profile profile, Text why) {
    return new SignIn.Outcome.Refused(NotSignedIn.incomplete(profile.name(), why, profiles.path()));
  }

  private static boolean has(Profile profile, String... properties) {
    return Arrays.stream(properties).anyMatch(property -> !value(profile, property).isEmpty());
  }

  private static String value(Profile profile, String property) {
    return profile.property(property).orElse("");
  }

  private static String source(Profile profile) {
    return "profile " + profile.name();
  }
}
