package io.orgsh.aws;

import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Credentials from IAM Identity Center, with the token that {@code aws sso login} left below the
 * home folder. A token that is over is renewed there as the AWS CLI does it, where it can be.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/understanding-sso.html">Understand
 *     IAM Identity Center authentication</a>
 */
final class IdentityCenter {
  private static final Logger LOG = LoggerFactory.getLogger(IdentityCenter.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration SOON = Duration.ofMinutes(1);

  private final Path home;
  private final RoleTokens tokens;
  private final InstantSource clock;

  IdentityCenter(Path home, RoleTokens tokens, InstantSource clock) {
    this.home = home;
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * What a profile says.
   *
   * @param profile its name
   * @param cacheKey the session's name, or the start URL of a profile without one
   */
  record Access(String profile, String account, String role, Region region, String cacheKey) {
    String source() {
      return "profile " + profile;
    }
  }

  /** The credentials of a permission set in an account. */
  SignIn.Outcome signIn(Access access) {
    Path file = file(access.cacheKey());
    Optional<ObjectNode> cached = read(file);
    if (cached.isEmpty()) {
      return over(
          access,
          Text.of("Nobody has signed in for the profile %s.", "プロファイル「%s」ではまだサインインしていません。")
              .with(access.profile()));
    }
    if (!isOver(cached.get())) {
      return credentials(access, cached.get().path("accessToken").asString(""));
    }
    return renewed(access, cached.get(), file)
        .map(token -> credentials(access, token))
        .orElseGet(
            () ->
                over(
                    access,
                    Text.of(
                            "The sign-in of the profile %s ended at %s.",
                            "プロファイル「%s」のサインインは%sに期限切れになりました。")
                        .with(access.profile(), cached.get().path("expiresAt").asString("?"))));
  }

  private SignIn.Outcome credentials(Access access, String token) {
    ObjectNode parameters =
        JsonNodeFactory.instance
            .objectNode()
            .put("roleName", access.role())
            .put("accountId", access.account())
            .put("accessToken", token);
    Reply reply =
        tokens.ask("sso:GetRoleCredentials", parameters, access.region(), RoleTokens.UNSIGNED);
    return switch (RoleTokens.got(reply, IdentityCenter::given)) {
      case RoleTokens.Got.Some(var credentials) ->
          new SignIn.Outcome.SignedIn(credentials, access.source());
      case RoleTokens.Got.None(Reply.Refused refused, var why) when refused.status() == 401 ->
          over(access, why);
      case RoleTokens.Got.None(Reply.Refused refused, var why) when refused.status() == 403 ->
          new SignIn.Outcome.Refused(notAssigned(access, why));
      case RoleTokens.Got.None(_, var why) ->
          new SignIn.Outcome.Refused(NotSignedIn.notGiven(access.source(), why));
    };
  }

  private static Problem notAssigned(Access access, Text why) {
    return NotSignedIn.notGiven(access.source(), why)
        .advise(
            Text.of(
                    "Have the permission set %s assigned to you in the account %s, or correct"
                        + " sso_role_name and sso_account_id.",
                    "アカウント%2$sで許可セット「%1$s」を割り当ててもらうか、sso_role_nameとsso_account_idを修正してください。")
                .with(access.role(), access.account()));
  }

  private static Credentials given(ObjectNode body) {
    var given = body.path("roleCredentials");
    return new Credentials(
        given.path("accessKeyId").asString(""),
        given.path("secretAccessKey").asString(""),
        given.path("sessionToken").asString(""),
        Instant.ofEpochMilli(given.path("expiration").asLong(0)));
  }

  /** A new token for the refresh token, kept where the AWS CLI finds it too. */
  private Optional<String> renewed(Access access, ObjectNode cached, Path file) {
    if (!cached.has("refreshToken") || !cached.has("clientId") || !cached.has("clientSecret")) {
      return Optional.empty();
    }
    ObjectNode parameters =
        JsonNodeFactory.instance
            .objectNode()
            .put("clientId", cached.path("clientId").asString(""))
            .put("clientSecret", cached.path("clientSecret").asString(""))
            .put("grantType", "refresh_token")
            .put("refreshToken", cached.path("refreshToken").asString(""));
    Reply reply =
        tokens.ask("sso-oauth:CreateToken", parameters, access.region(), RoleTokens.UNSIGNED);
    if (!(reply instanceof Reply.Ok(var body, _))) {
      return Optional.empty();
    }
    String token = body.path("accessToken").asString("");
    ObjectNode renewed =
        cached
            .deepCopy()
            .put("accessToken", token)
            .put(
                "expiresAt",
                clock
                    .instant()
                    .plusSeconds(body.path("expiresIn").asLong(0))
                    .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                    .toString());
    body.optional("refreshToken").ifPresent(next -> renewed.set("refreshToken", next));
    keep(renewed, file);
    return Optional.of(token);
  }

  private static void keep(ObjectNode token, Path file) {
    try {
      Path fresh = Files.createTempFile(file.getParent(), "orgsh", ".json");
      Files.setPosixFilePermissions(
          fresh, EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
      Files.writeString(fresh, JSON.writeValueAsString(token));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | UnsupportedOperationException e) {
      // The token is good for this time; the next one asks for a sign-in.
      LOG.warn("the renewed sign-in could not be kept in {}", file, e);
    }
  }

  private static Optional<ObjectNode> read(Path file) {
    try {
      return Files.exists(file)
          ? Optional.of(JSON.readTree(Files.readString(file)))
              .filter(ObjectNode.class::isInstance)
              .map(ObjectNode.class::cast)
          : Optional.empty();
    } catch (IOException | JacksonException e) {
      // The AWS CLI treats it so as well, and its login writes the file anew.
      LOG.warn("{} cannot be read", file, e);
      return Optional.empty();
    }
  }

  private boolean isOver(ObjectNode token) {
    return RoleTokens.instant(token.path("expiresAt").asString(""))
        .isBefore(clock.instant().plus(SOON));
  }

  private static SignIn.Outcome over(Access access, Text why) {
    return new SignIn.Outcome.Refused(NotSignedIn.ssoOver(access.profile(), why));
  }

  private Path file(String key) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-1").digest(key.getBytes(StandardCharsets.UTF_8));
      return home.resolve(".aws/sso/cache").resolve(HexFormat.of().formatHex(hash) + ".json");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
