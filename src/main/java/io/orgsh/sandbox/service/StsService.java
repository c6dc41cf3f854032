package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * AWS STS. Keys of sessions end by the callers' clock, which does not leap with the world.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_Operations.html">STS
 *     API</a>
 */
public final class StsService implements Service {
  private static final Pattern ROLE =
      Pattern.compile("arn:aws:iam::([0-9]{12}):role/(?:[\\x21-\\x7e]*/)?([\\w+=,.@-]{1,64})");
  private static final int HOUR = 3600;
  private static final int BETWEEN_SWEEPS = 1_000;

  private final World world;
  private final Roles roles;
  private final InstantSource callers;

  /**
   * STS over a world.
   *
   * @param callers the clock by which sessions end
   */
  public StsService(World world, Roles roles, InstantSource callers) {
    this.world = world;
    this.roles = roles;
    this.callers = callers;
  }

  @Override
  public String name() {
    return "sts";
  }

  @Override
  public Set<String> operations() {
    return Set.of("GetCallerIdentity", "AssumeRole", "GetSessionToken", "GetAccessKeyInfo");
  }

  @Override
  public String resource(ServiceRequest request) {
    return request.operation().equals("AssumeRole")
        ? request.parameters().path("RoleArn").asString("*")
        : "*";
  }

  @Override
  public ObjectNode answer(ServiceRequest request) throws AwsError {
    return switch (request.operation()) {
      case "GetCallerIdentity" -> identity(request.caller());
      case "AssumeRole" -> assumeRole(request);
      case "GetSessionToken" -> sessionToken(request);
      case "GetAccessKeyInfo" -> keyInfo(request);
      default -> throw new IllegalArgumentException(request.operation());
    };
  }

  private static ObjectNode identity(Caller caller) {
    return object()
        .put("UserId", caller.userId())
        .put("Account", caller.account())
        .put("Arn", caller.arn());
  }

  private ObjectNode assumeRole(ServiceRequest request) throws AwsError {
    String arn = required(request, "RoleArn");
    String name = required(request, "RoleSessionName");
    Matcher role = ROLE.matcher(arn);
    if (!role.matches()) {
      throw invalid(arn + " is invalid");
    }
    if (!name.matches("[\\w+=,.@-]{2,64}")) {
      throw invalid(
          "1 validation error detected: Value '"
              + name
              + "' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular"
              + " expression pattern: [\\w+=,.@-]*");
    }
    int seconds = seconds(request, HOUR, 43_200);
    boolean chained = !request.caller().role().isEmpty();
    if (seconds > HOUR && chained) {
      throw invalid(
          "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by"
              + " role chaining");
    }
    String account = role.group(1);
    String roleName = role.group(2);
    if (!organization().isActive(account)
        || !roles.trusts(account, roleName, request.caller().arn(), request.caller().account())) {
      throw AwsError.of(
          "AccessDenied",
          403,
          "User: "
              + request.caller().arn()
              + " is not authorized to perform: sts:AssumeRole on resource: "
              + arn);
    }
    if (seconds > roles.longestSession(account, roleName)) {
      throw invalid(
          "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }
    var session = session(account, seconds);
    session.arn = "arn:aws:sts::" + account + ":assumed-role/" + roleName + "/" + name;
    String roleId = "AROA" + stable(account + roleName);
    session.userId = roleId + ":" + name;
    session.role = roleName;
    ObjectNode reply = keep(session);
    reply.putObject("AssumedRoleUser").put("AssumedRoleId", session.userId).put("Arn", session.arn);
    return reply;
  }

  private ObjectNode sessionToken(ServiceRequest request) throws AwsError {
    if (!request.caller().role().isEmpty()) {
      throw AwsError.of(
          "AccessDenied", 403, "Cannot call GetSessionToken with session credentials");
    }
    var session = session(request.caller().account(), seconds(request, 43_200, 129_600));
    session.arn = request.caller().arn();
    session.userId = request.caller().userId();
    return keep(session);
  }

  private ObjectNode keyInfo(ServiceRequest request) throws AwsError {
    String id = required(request, "AccessKeyId");
    KeyState.Key user = keys().users.get(id);
    if (user != null) {
      return object().put("Account", user.account);
    }
    KeyState.Session session = keys().sessions.get(id);
    if (session != null) {
      return object().put("Account", session.account);
    }
    throw invalid("The access key ID " + id + " is not valid.");
  }

  private KeyState.Session session(String account, int seconds) {
    var session = new KeyState.Session();
    session.account = account;
    session.secret = next("secret").substring(0, 40);
    session.token = "sandbox-session-" + next("token") + next("more");
    session.ends = callers.instant().plusSeconds(seconds);
    return session;
  }

  private ObjectNode keep(KeyState.Session session) {
    String id = "ASIA" + next("id").substring(0, 16).toUpperCase(Locale.ROOT);
    KeyState keys = keys();
    if (++keys.issued % BETWEEN_SWEEPS == 0) {
      Instant forgotten = callers.instant().minus(Duration.ofDays(2));
      keys.sessions.values().removeIf(old -> old.ends.isBefore(forgotten));
    }
    keys.sessions.put(id, session);
    world.kept();
    ObjectNode reply = object();
    reply
        .putObject("Credentials")
        .put("AccessKeyId", id)
        .put("SecretAccessKey", session.secret)
        .put("SessionToken", session.token)
        .set("Expiration", Timestamps.of(session.ends));
    return reply;
  }

  private static int seconds(ServiceRequest request, int otherwise, int most) throws AwsError {
    int seconds = request.parameters().path("DurationSeconds").asInt(otherwise);
    if (seconds < 900 || seconds > most) {
      throw invalid(
          "1 validation error detected: Value '"
              + seconds
              + "' at 'durationSeconds' failed to satisfy constraint: Member must have value "
              + (seconds < 900 ? "greater than or equal to 900" : "less than or equal to " + most));
    }
    return seconds;
  }

  private static String required(ServiceRequest request, String member) throws AwsError {
    String value = request.parameters().path(member).asString("");
    if (value.isEmpty()) {
      String name = member.substring(0, 1).toLowerCase(Locale.ROOT) + member.substring(1);
      throw invalid(
          "1 validation error detected: Value null at '"
              + name
              + "' failed to satisfy constraint: Member must not be null");
    }
    return value;
  }

  private static AwsError invalid(String message) {
    return AwsError.of("ValidationError", message);
  }

  /** Unforeseeable for callers, and yet the same when the same world does it again. */
  private String next(String what) {
    return DerivedIds.token(keys().seed, Long.toString(keys().issued), what);
  }

  private static String stable(String text) {
    return String.format("%017X", Math.abs((long) text.hashCode()) * 2_654_435_761L);
  }

  private OrganizationState organization() {
    return world.state("organizations", OrganizationState.class, OrganizationState::new);
  }

  private KeyState keys() {
    return world.state("keys", KeyState.class, KeyState::new);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
