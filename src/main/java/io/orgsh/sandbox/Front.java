package io.orgsh.sandbox;

import io.orgsh.sandbox.service.AwsError;
import io.orgsh.sandbox.service.Caller;
import io.orgsh.sandbox.service.OrganizationState;
import io.orgsh.sandbox.service.Service;
import io.orgsh.sandbox.service.ServiceRequest;
import io.orgsh.sandbox.wire.Authorization;
import io.orgsh.sandbox.wire.Family;
import io.orgsh.sandbox.wire.Fault;
import io.orgsh.sandbox.wire.HttpReply;
import io.orgsh.sandbox.wire.HttpRequest;
import io.orgsh.sandbox.wire.Protocol;
import io.orgsh.sandbox.wire.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * The way of a request of an AWS client: signature, region, service, permission, operation, saving.
 *
 * <p>Browsers do not get in: a page that sends a request tells its origin, and a page that pretends
 * to be here by its name does not say {@code localhost}.
 */
final class Front {
  private static final Pattern PORT = Pattern.compile(":[0-9]+$");

  private final StoredWorld world;
  private final Services services;
  private final Map<String, Set<String>> operations;
  private final Course course;
  private final Gate gate;

  Front(StoredWorld world, Services services, Course course) {
    this.world = world;
    this.services = services;
    this.operations =
        services.all().stream().collect(Collectors.toMap(Service::name, Service::operations));
    this.course = course;
    this.gate = new Gate(world);
  }

  /** What a request gets, and how late; empty when its connection is closed without a reply. */
  private record Given(Optional<HttpReply> reply, Duration late) {
    static Given at(HttpReply reply) {
      return new Given(Optional.of(reply), Duration.ZERO);
    }
  }

  /** A request that may reach its service. */
  private record Admitted(
      Service service, Wire wire, Protocol.Asked asked, ServiceRequest request, String id) {
    String operation() {
      return service.name() + ":" + asked.operation();
    }

    HttpReply refuse(AwsError error) {
      return wire.protocol().refuse(error, id);
    }
  }

  /** The reply to a request; empty when its connection is to be closed without one. */
  Optional<HttpReply> answer(HttpRequest request) {
    if (!isLocal(request)) {
      return Optional.of(
          HttpReply.of(403, "text/plain", "The sandbox does not answer browsers.\n"));
    }
    Optional<Authorization> authorization = Gate.authorization(request);
    Optional<Wire> wire = authorization.flatMap(signed -> Wire.of(signed.service()));
    String signedFor = authorization.map(Authorization::service).orElse("");
    Protocol protocol = wire.map(Wire::protocol).orElseGet(() -> Wire.guess(request, signedFor));
    String id = requestId(protocol.family());
    long version;
    Given given;
    world.lock.lock();
    try {
      world.tick();
      world.asked();
      long before = world.version();
      course.advance();
      try {
        Authorization signed = required(request, authorization, protocol);
        given = given(admitted(request, signed, wire, protocol, id));
      } catch (AwsError e) {
        given = Given.at(protocol.refuse(e, id));
      }
      world.note();
      version = world.version() == before ? 0 : world.version();
    } catch (RuntimeException bug) {
      world.rewrite(); // What it had changed by then follows from no request that could be noted.
      throw bug;
    } finally {
      world.lock.unlock();
    }
    try {
      world.save(version);
    } catch (IOException e) {
      return Optional.of(
          protocol.refuse(
              AwsError.of("InternalFailure", 500, "The sandbox cannot save its world: " + e), id));
    }
    if (given.late().isPositive()) {
      LockSupport.parkNanos(given.late().toNanos());
    }
    return given.reply();
  }

  /** Whether a program on this machine sent it, not a page in a browser. */
  static boolean isLocal(HttpRequest request) {
    String host = PORT.matcher(request.header("host")).replaceFirst("").toLowerCase(Locale.ROOT);
    boolean here =
        host.equals("127.0.0.1") || host.equals("localhost") || host.endsWith(".localhost");
    return here && !request.has("origin");
  }

  private static Authorization required(
      HttpRequest request, Optional<Authorization> authorization, Protocol protocol)
      throws AwsError {
    if (authorization.isPresent()) {
      return authorization.get();
    }
    boolean none = request.header("authorization").isEmpty();
    throw (none ? Fault.UNSIGNED : Fault.INCOMPLETE).in(protocol.family());
  }

  private Admitted admitted(
      HttpRequest request,
      Authorization authorization,
      Optional<Wire> wire,
      Protocol protocol,
      String id)
      throws AwsError {
    Caller caller = gate.admit(request, authorization, protocol.family());
    if (wire.isPresent()) {
      checkRegion(authorization, caller, wire.get(), protocol.family());
    }
    Service service = services.byName().get(authorization.service());
    if (service == null || wire.isEmpty()) {
      throw notEmulated(protocol.family(), authorization.service());
    }
    Protocol.Asked asked = protocol.read(request);
    if (!operations.getOrDefault(service.name(), Set.of()).contains(asked.operation())) {
      throw notEmulated(protocol.family(), service, asked.operation());
    }
    var inner =
        new ServiceRequest(
            asked.operation(), asked.parameters(), caller, authorization.region(), world.now());
    return new Admitted(service, wire.get(), asked, inner, id);
  }

  private Given given(Admitted admitted) {
    ServiceRequest request = admitted.request();
    FaultBook.Hit hit =
        world
            .faults()
            .hit(
                admitted.operation(),
                request.caller().account() + " " + request.region(),
                world.wall());
    Optional<HttpReply> reply =
        hit.fault().isPresent()
            ? disturbed(admitted, hit.fault().get())
            : Optional.of(done(admitted, hit.old()));
    return new Given(reply, hit.late());
  }

  private Optional<HttpReply> disturbed(Admitted admitted, FaultKind fault) {
    Wire wire = admitted.wire();
    return switch (fault) {
      case THROTTLE, LIMIT -> Optional.of(admitted.refuse(wire.throttled()));
      case ERROR -> Optional.of(admitted.refuse(wire.broken()));
      case ERROR_AFTER -> {
        done(admitted, Duration.ZERO);
        yield Optional.of(admitted.refuse(wire.broken()));
      }
      case UNAVAILABLE -> Optional.of(admitted.refuse(wire.unavailable()));
      case DROP -> Optional.empty();
      case DROP_AFTER -> {
        done(admitted, Duration.ZERO);
        yield Optional.empty();
      }
      case EXPIRED -> Optional.of(admitted.refuse(Fault.EXPIRED.in(wire.protocol().family())));
      case SLOW, STALE -> Optional.of(done(admitted, Duration.ZERO));
    };
  }

  /**
   * What the service answers.
   *
   * @param old how old what a read shows is
   */
  private HttpReply done(Admitted admitted, Duration old) {
    Wire wire = admitted.wire();
    long before = world.version();
    try {
      checkRole(admitted.service(), admitted.request(), wire, wire.protocol().family());
      ObjectNode answer = answer(admitted, old);
      return wire.protocol().write(admitted.asked(), answer, admitted.id());
    } catch (AwsError e) {
      return admitted.refuse(e);
    } finally {
      if (world.version() > before) {
        world.note(admitted.service().name(), admitted.request());
      }
    }
  }

  private ObjectNode answer(Admitted admitted, Duration old) throws AwsError {
    ServiceRequest request = admitted.request();
    Duration keep = world.faults().oldest();
    if (keep.isZero()) {
      return admitted.service().answer(request);
    }
    if (Past.isRead(admitted.operation())) {
      Optional<ObjectNode> past = world.past().at(world.now().minus(old));
      Service service =
          past.isPresent() && old.isPositive()
              ? services.of(world.as(past.get()), admitted.service().name())
              : admitted.service();
      return service.answer(request);
    }
    ObjectNode before = world.tree();
    long mutations = world.mutated();
    ObjectNode answer = admitted.service().answer(request);
    if (world.mutated() > mutations) {
      world.past().wrote(world.now(), before, keep);
    }
    return answer;
  }

  private void checkRegion(Authorization authorization, Caller caller, Wire wire, Family family)
      throws AwsError {
    OrganizationState.Entry account = world.organization().accounts.get(caller.account());
    if (account == null || !account.regions.containsKey(authorization.region())) {
      throw Fault.NO_REGION.in(family);
    }
    if (!wire.global() && !world.organization().isOpen(caller.account(), authorization.region())) {
      throw Fault.UNKNOWN_KEY.in(family);
    }
  }

  private void checkRole(Service service, ServiceRequest request, Wire wire, Family family)
      throws AwsError {
    Caller caller = request.caller();
    String action = wire.action(request.operation());
    if (caller.role().isEmpty() || service.authorizes() || action.equals("sts:GetCallerIdentity")) {
      return;
    }
    String resource = service.resource(request);
    if (!services.roles().allows(caller.account(), caller.role(), action, resource)) {
      String code =
          family == Family.QUERY || family == Family.S3 ? "AccessDenied" : "AccessDeniedException";
      throw AwsError.of(
          code,
          family == Family.JSON ? 400 : 403,
          "User: "
              + caller.arn()
              + " is not authorized to perform: "
              + action
              + " on resource: "
              + resource
              + " because no identity-based policy allows the "
              + action
              + " action");
    }
  }

  private AwsError notEmulated(Family family, String service) {
    return AwsError.of(
        notEmulatedCode(family),
        501,
        "The orgsh sandbox does not emulate "
            + service
            + ". It emulates: "
            + String.join(", ", new TreeSet<>(services.byName().keySet())));
  }

  private static AwsError notEmulated(Family family, Service service, String operation) {
    return AwsError.of(
        notEmulatedCode(family),
        501,
        "The orgsh sandbox does not emulate "
            + service.name()
            + ":"
            + operation
            + ". Of this service it emulates: "
            + String.join(", ", new TreeSet<>(service.operations())));
  }

  private static String notEmulatedCode(Family family) {
    return switch (family) {
      case JSON, REST_JSON -> "UnknownOperationException";
      case QUERY -> "InvalidAction";
      case S3 -> "NotImplemented";
    };
  }

  private static String requestId(Family family) {
    var random = ThreadLocalRandom.current();
    var id = new UUID(random.nextLong(), random.nextLong());
    return family == Family.S3
        ? String.format("%016X", id.getMostSignificantBits())
        : id.toString();
  }
}
