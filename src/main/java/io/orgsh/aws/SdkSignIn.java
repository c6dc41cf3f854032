package io.orgsh.aws;

import io.orgsh.problem.ProblemException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Signs in as the AWS CLI does: environment, profiles (keys, IAM Identity Center, a role, a web
 * identity, a process), container and instance. Reads the files anew each time, and only those
 * below the home folder or named by the environment it was given.
 *
 * <p>Three things come from this process's own environment whatever was given here, since they are
 * the SDK's or the operating system's: what a {@code credential_process} sees, and the addresses of
 * a container's and an instance's credentials, which are asked only when the given environment says
 * so.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html">The
 *     chain</a>
 */
public final class SdkSignIn implements SignIn {
  private static final String KEY = "AWS_ACCESS_KEY_ID";
  private static final String SECRET = "AWS_SECRET_ACCESS_KEY";
  private static final String DEFAULT = "default";

  private final Map<String, String> environment;
  private final Path home;
  private final InstantSource clock;
  private final Once<AwsCalls> aws;

  /**
   * Signs in with AWS itself.
   *
   * @param environment the process's variables
   * @param home the folder in which {@code .aws} lies
   */
  public SdkSignIn(Map<String, String> environment, Path home) {
    this(environment, home, new Once<>(SdkAwsCalls::toAws), Clock.systemUTC());
  }

  /**
   * Signs in through these calls: where AWS is at another endpoint, roles are assumed there too.
   */
  public SdkSignIn(Map<String, String> environment, Path home, AwsCalls aws) {
    this(environment, home, new Once<>(() -> aws), Clock.systemUTC());
  }

  SdkSignIn(Map<String, String> environment, Path home, Once<AwsCalls> aws, InstantSource clock) {
    this.environment = Map.copyOf(environment);
    this.home = home;
    this.aws = aws;
    this.clock = clock;
  }

  @Override
  public Outcome defaultChain() {
    try {
      return fromEnvironment()
          .or(() -> MachineCredentials.webIdentity(environment, tokens()))
          .or(this::fromDefaultProfile)
          .or(() -> MachineCredentials.container(environment))
          .or(() -> MachineCredentials.instance(environment))
          .orElseGet(() -> new Outcome.Refused(NotSignedIn.nowhere()));
    } catch (ProblemException unreadable) {
      return new Outcome.Refused(unreadable.problems().getFirst());
    }
  }

  @Override
  public Outcome profile(String name) {
    try {
      return chain().outcome(name);
    } catch (ProblemException unreadable) {
      return new Outcome.Refused(unreadable.problems().getFirst());
    }
  }

  /**
   * The names of all profiles.
   *
   * @throws ProblemException if a file cannot be read
   */
  @Override
  public SortedSet<String> profiles() {
    return Collections.unmodifiableSortedSet(read().names());
  }

  /**
   * The region that a profile names; empty when it names none that has the form of a region.
   *
   * @throws ProblemException if a file cannot be read
   */
  @Override
  public Optional<Region> region(String profile) {
    return read()
        .profile(profile)
        .flatMap(known -> known.property("region"))
        .filter(Region::isRegion)
        .map(Region::new);
  }

  private Optional<Outcome> fromEnvironment() {
    String key = environment.getOrDefault(KEY, "");
    String secret = environment.getOrDefault(SECRET, "");
    if (key.isEmpty() && secret.isEmpty()) {
      return Optional.empty();
    }
    if (key.isEmpty() || secret.isEmpty()) {
      return Optional.of(
          new Outcome.Refused(
              key.isEmpty()
                  ? NotSignedIn.halfAKey(SECRET, KEY)
                  : NotSignedIn.halfAKey(KEY, SECRET)));
    }
    return Optional.of(
        new Outcome.SignedIn(
            new Credentials(
                key,
                secret,
                environment.getOrDefault("AWS_SESSION_TOKEN", ""),
                java.time.Instant.MAX),
            "environment"));
  }

  /**
   * The profile that {@code AWS_PROFILE} names, or the default one if it is there and gives any.
   */
  private Optional<Outcome> fromDefaultProfile() {
    String named = environment.getOrDefault("AWS_PROFILE", "");
    if (!named.isEmpty()) {
      return Optional.of(chain().outcome(named));
    }
    ProfileChain chain = chain();
    return chain.givesCredentials(DEFAULT) ? Optional.of(chain.outcome(DEFAULT)) : Optional.empty();
  }

  private ProfileChain chain() {
    return new ProfileChain(
        read(), environment, new IdentityCenter(home, tokens(), clock), tokens());
  }

  private RoleTokens tokens() {
    return new RoleTokens(aws, environment);
  }

  private Profiles read() {
    return Profiles.read(environment, home);
  }
}
