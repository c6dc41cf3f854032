package io.orgsh;

import io.orgsh.aws.Call;
import io.orgsh.aws.Credentials;
import io.orgsh.aws.FixedSignIn;
import io.orgsh.aws.Region;
import io.orgsh.aws.Reply;
import io.orgsh.aws.SdkAwsCalls;
import io.orgsh.aws.SdkSignIn;
import io.orgsh.aws.SignIn;
import io.orgsh.org.AccountRole;
import io.orgsh.org.Configuration;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.sandbox.AccessKey;
import io.orgsh.sandbox.Sandbox;
import io.orgsh.shell.StartOptions;
import io.orgsh.shell.StartOptions.Site;
import io.orgsh.shell.Surroundings;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where calls go, how one signs in there, and which region is home: AWS, an endpoint, or the
 * sandbox. Each part is made when it is first asked for.
 */
final class Entrance implements AutoCloseable {
  private final Surroundings surroundings;
  private final StartOptions options;
  private final Lazy<Configuration> configuration;
  private final Lazy<Sandbox> sandbox;
  // AWS, or the sandbox's endpoint.
  private final Lazy<SdkAwsCalls> aws;
  // AWS itself, for sign-ins that must not go anywhere else.
  private final Lazy<SdkAwsCalls> identityCenter = new Lazy<>(SdkAwsCalls::toAws);
  // The AWS CLI's files and the environment, or the sandbox's keys.
  private final Lazy<SignIn> signIn;
  // --region, the configuration, the profile, the environment: in this order.
  private final Lazy<Region> home;

  Entrance(
      Surroundings surroundings,
      StartOptions options,
      Lazy<Configuration> configuration,
      Lazy<Sandbox> sandbox) {
    this.surroundings = surroundings;
    this.options = options;
    this.configuration = configuration;
    this.sandbox = sandbox;
    this.aws = new Lazy<>(this::makeAws);
    this.signIn = new Lazy<>(this::makeSignIn);
    this.home = new Lazy<>(this::findHome);
  }

  SdkAwsCalls aws() {
    return aws.get();
  }

  SignIn signIn() {
    return signIn.get();
  }

  Region home() {
    return home.get();
  }

  /** The home region, if anybody asked for it before. */
  Optional<Region> knownHome() {
    return home.known();
  }

  @Override
  public void close() {
    aws.known().ifPresent(SdkAwsCalls::close);
    identityCenter.known().ifPresent(SdkAwsCalls::close);
  }

  private SdkAwsCalls makeAws() {
    return switch (options.site()) {
      case Site.Aws() -> SdkAwsCalls.toAws();
      case Site.Endpoint(var uri) -> SdkAwsCalls.to(uri);
      case Site.Sandbox _ -> SdkAwsCalls.toSandbox(sandbox.get().endpoint());
    };
  }

  private SignIn makeSignIn() {
    return switch (options.site()) {
      case Site.Aws _ -> new SdkSignIn(surroundings.environment(), surroundings.home());
      case Site.Endpoint _ ->
          new SdkSignIn(surroundings.environment(), surroundings.home(), this::signingIn);
      case Site.Sandbox _ -> {
        SortedMap<String, Credentials> profiles = new TreeMap<>();
        for (Map.Entry<String, AccessKey> key : sandbox.get().keys().entrySet()) {
          profiles.put(
              key.getKey(), Credentials.ofUser(key.getValue().id(), key.getValue().secret()));
        }
        yield new FixedSignIn(
            profiles,
            profiles.containsKey(AccountRole.MANAGEMENT.word())
                ? AccountRole.MANAGEMENT.word()
                : profiles.firstKey(),
            home.get());
      }
    };
  }

  /**
   * Roles are assumed where AWS is; but IAM Identity Center is asked at AWS itself whatever the
   * endpoint is, since its questions carry the operator's token.
   */
  private Reply signingIn(Call call, Credentials credentials) {
    boolean portal = call.operation().service().startsWith("sso");
    return (portal ? identityCenter : aws).get().call(call, credentials);
  }

  private Region findHome() {
    return options
        .region()
        .or(() -> configuration.get().homeRegion())
        .or(
            () ->
                options.site() instanceof Site.Sandbox
                    ? Optional.of(SandboxSite.HOME)
                    : options
                        .profile()
                        .or(() -> surroundings.variable("AWS_PROFILE"))
                        .flatMap(signIn.get()::region)
                        .or(
                            () ->
                                surroundings
                                    .variable("AWS_REGION")
                                    .or(() -> surroundings.variable("AWS_DEFAULT_REGION"))
                                    .filter(Region::isRegion)
                                    .map(Region::new))
                        .or(() -> signIn.get().region("default")))
        .orElseThrow(
            () -> new ProblemException(noSuchProfile().orElseGet(StartProblems::noHomeRegion)));
  }

  /** A profile that is not there is what is wrong, rather than that it names no region. */
  private Optional<Problem> noSuchProfile() {
    return options
        .profile()
        .filter(name -> !signIn.get().profiles().contains(name))
        .flatMap(
            name ->
                signIn.get().profile(name) instanceof SignIn.Outcome.Refused(var problem)
                    ? Optional.of(problem)
                    : Optional.empty());
  }
}
