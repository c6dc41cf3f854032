package io.orgsh.sandbox.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Three accounts, three regions of which one is closed, and the services that this package has. */
final class SmallOrganization {
  static final String MANAGEMENT = "111111111111";
  static final String AUDIT = "222222222222";
  static final String SYSTEM = "333333333333";
  static final String TOKYO = "ap-northeast-1";
  static final String VIRGINIA = "us-east-1";
  static final String MILAN = "eu-south-1";
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  final WorldInMemory world = new WorldInMemory();
  final SomeBuckets buckets = new SomeBuckets();
  final SomeRoles roles = new SomeRoles();
  final Inbox inbox = new Inbox(world);
  final SnsService sns = new SnsService(world, inbox);
  final EventBridgeService events = new EventBridgeService(world, sns);
  final GuardDutyService guardDuty = new GuardDutyService(world, roles, events);
  final ConfigService config = new ConfigService(world, buckets, roles);
  final SecurityHubService securityHub = new SecurityHubService(world, roles, events);
  final DetectiveService detective = new DetectiveService(world, roles, inbox);
  final HealthService health = new HealthService(world, roles, events);
  final SupportService support = new SupportService(world);
  final TrustedAdvisorService trustedAdvisor = new TrustedAdvisorService(world, roles);
  private final List<Service> services =
      List.of(
          guardDuty, securityHub, detective, health, support, trustedAdvisor, events, sns, config);

  SmallOrganization() {
    organization().id = "o-exampleorg1";
    organization().management = MANAGEMENT;
    join(MANAGEMENT, "management");
    join(AUDIT, "audit");
    join(SYSTEM, "system01");
  }

  OrganizationState organization() {
    return world.state("organizations", OrganizationState.class, OrganizationState::new);
  }

  /** An account joins now. */
  void join(String account, String name) {
    var entry = new OrganizationState.Entry();
    entry.name = name;
    entry.email = name + "@example.com";
    entry.joined = world.now();
    entry.regions.putAll(
        Map.of(TOKYO, "ENABLED_BY_DEFAULT", VIRGINIA, "ENABLED_BY_DEFAULT", MILAN, "DISABLED"));
    organization().accounts.put(account, entry);
  }

  void trust(String... principals) {
    for (String principal : principals) {
      organization().trustedAccess.put(principal, world.now());
    }
  }

  void delegate(String principal, String account) {
    trust(principal);
    organization()
        .administrators
        .computeIfAbsent(principal, _ -> new TreeMap<>())
        .put(account, world.now());
  }

  /** Time passes, and what happens by itself happens. */
  void pass(Duration duration) {
    world.pass(duration);
    services.forEach(service -> service.advance(world.now()));
  }

  /** The reply of an operation, asked for with JSON in which quotes may be single. */
  JsonNode ask(Service service, String account, String region, String operation, String json)
      throws AwsError {
    assertEquals(true, service.operations().contains(operation), operation);
    services.forEach(each -> each.advance(world.now()));
    ObjectNode parameters = (ObjectNode) MAPPER.readTree(json.replace('\'', '"'));
    var caller = new Caller(account, "arn:aws:iam::" + account + ":user/operator", "AIDA", "");
    return service.answer(new ServiceRequest(operation, parameters, caller, region, world.now()));
  }

  /** Code and words of the error with which an operation is refused. */
  String refusal(Service service, String account, String region, String operation, String json) {
    AwsError error =
        assertThrows(AwsError.class, () -> ask(service, account, region, operation, json));
    return error.code() + ": " + error.words();
  }

  /** Buckets that admit whatever a test says. */
  static final class SomeBuckets implements Buckets {
    final Set<String> existing = new HashSet<>();
    final Set<String> admitting = new HashSet<>();
    final Set<String> asked = new HashSet<>();
    final Set<String> delivered = new HashSet<>();

    @Override
    public boolean exists(String bucket) {
      return existing.contains(bucket);
    }

    @Override
    public boolean admits(
        String bucket,
        String service,
        String action,
        String resource,
        Map<String, String> context) {
      asked.add(service + " " + action + " " + resource + " " + new TreeMap<>(context));
      return admitting.contains(bucket);
    }

    @Override
    public void deliver(String bucket, String key, String body, Instant at) {
      delivered.add(bucket + "/" + key);
    }
  }

  /** Roles without policies of their own. */
  static final class SomeRoles implements Roles {
    final Set<String> existing = new HashSet<>();
    final Set<String> linked = new HashSet<>();

    @Override
    public boolean has(String account, String role) {
      return existing.contains(account + "/" + role) || linked.contains(account + "/" + role);
    }

    @Override
    public void serviceLinked(String account, String principal, String role, Instant at) {
      linked.add(account + "/" + role);
    }

    @Override
    public boolean trusts(String account, String role, String callerArn, String callerAccount) {
      return existing.contains(account + "/" + role);
    }

    @Override
    public boolean allows(String account, String role, String action, String resource) {
      return existing.contains(account + "/" + role);
    }
  }
}
