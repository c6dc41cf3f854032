package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Hubs: an account's Security Hub in a region. */
final class SecurityHubHubs {
  private static final String PRINCIPAL = "securityhub.amazonaws.com";
  private static final Set<String> GENERATORS = Set.of("SECURITY_CONTROL", "STANDARD_CONTROL");

  private final World world;
  private final Roles roles;

  SecurityHubHubs(World world, Roles roles) {
    this.world = world;
    this.roles = roles;
  }

  void in(OperationTable operations) {
    operations
        .with("EnableSecurityHub", this::enable)
        .with("DescribeHub", this::describe)
        .with("DisableSecurityHub", this::disable)
        .with("UpdateSecurityHubConfiguration", this::update);
  }

  SecurityHubState state() {
    return world.state("securityhub", SecurityHubState.class, SecurityHubState::new);
  }

  OrganizationState organization() {
    return world.state("organizations", OrganizationState.class, OrganizationState::new);
  }

  Optional<SecurityHubState.Hub> at(Place place) {
    return Optional.ofNullable(state().hubs.get(place.key()));
  }

  /**
   * The caller's hub.
   *
   * @throws AwsError {@code InvalidAccessException} while Security Hub is off
   */
  SecurityHubState.Hub own(ServiceRequest request) throws AwsError {
    return at(Place.of(request))
        .orElseThrow(() -> SecurityHubErrors.notSubscribed(request.caller().account()));
  }

  /** Who administers a place's hub, if somebody does. */
  Optional<SecurityHubState.Administration> administering(Place place) {
    return Optional.ofNullable(state().administrations.get(place.region()))
        .filter(each -> each.status.equals("ENABLED"))
        .filter(each -> isMember(each, place.account()));
  }

  static boolean isMember(SecurityHubState.Administration administration, String account) {
    return Optional.ofNullable(administration.members.get(account))
        .filter(member -> member.status.equals("Enabled"))
        .isPresent();
  }

  /** Whether the account is the region's delegated administrator. */
  boolean isAdministrator(Place place) {
    return Optional.ofNullable(state().administrations.get(place.region()))
        .filter(each -> each.status.equals("ENABLED"))
        .filter(each -> each.account.equals(place.account()))
        .isPresent();
  }

  /** Switches Security Hub on with the role that goes with it; nothing where it is on. */
  void make(Place place, Collection<SecurityHubStandard> standards, Instant now) {
    SecurityHubState.Hub hub =
        state()
            .hubs
            .computeIfAbsent(
                place.key(),
                _ -> {
                  var made = new SecurityHubState.Hub();
                  made.subscribed = now;
                  return made;
                });
    standards.forEach(standard -> subscribe(hub, standard, now));
    linkRole(place.account(), now);
  }

  void linkRole(String account, Instant now) {
    roles.serviceLinked(account, PRINCIPAL, "AWSServiceRoleForSecurityHub", now);
  }

  /** Enables a standard; whether it was not. */
  static boolean subscribe(SecurityHubState.Hub hub, SecurityHubStandard standard, Instant now) {
    if (hub.standards.containsKey(standard.key())) {
      return false;
    }
    var subscription = new SecurityHubState.Subscription();
    subscription.since = now;
    hub.standards.put(standard.key(), subscription);
    return true;
  }

  /** The standards that come with Security Hub. */
  static List<SecurityHubStandard> defaults() {
    return SecurityHubStandard.all().stream().filter(SecurityHubStandard::isDefault).toList();
  }

  private ObjectNode enable(ServiceRequest request) throws AwsError {
    Place place = Place.of(request);
    if (at(place).isPresent()) {
      throw SecurityHubErrors.conflict("Account is already subscribed to Security Hub");
    }
    Asked asked = Asked.of(request);
    String generator = generator(asked, "SECURITY_CONTROL");
    boolean defaults = !asked.has("EnableDefaultStandards") || asked.flag("EnableDefaultStandards");
    make(place, defaults ? defaults() : List.of(), request.now());
    own(request).generator = generator;
    world.mutated("securityhub:EnableSecurityHub");
    return reply();
  }

  private static String generator(Asked asked, String otherwise) throws AwsError {
    String generator = asked.text("ControlFindingGenerator", otherwise);
    if (!GENERATORS.contains(generator)) {
      throw SecurityHubErrors.invalid("Invalid parameter ControlFindingGenerator: " + generator);
    }
    return generator;
  }

  private ObjectNode describe(ServiceRequest request) throws AwsError {
    SecurityHubState.Hub hub = own(request);
    String arn = Place.of(request).arn("securityhub", "hub/default");
    if (!Asked.of(request).text("HubArn", arn).equals(arn)) {
      throw SecurityHubErrors.missing("The hub was not found");
    }
    return reply()
        .put("HubArn", arn)
        .put("SubscribedAt", hub.subscribed.toString())
        .put("AutoEnableControls", hub.autoEnableControls)
        .put("ControlFindingGenerator", hub.generator);
  }

  private ObjectNode disable(ServiceRequest request) throws AwsError {
    SecurityHubState.Hub _ = own(request);
    Place place = Place.of(request);
    if (isAdministrator(place)) {
      throw SecurityHubErrors.invalid(
          "Cannot disable Security Hub on the Security Hub administrator");
    }
    if (administering(place).isPresent()) {
      throw SecurityHubErrors.invalid(
          "Cannot disable Security Hub while the account is associated with an administrator"
              + " account");
    }
    state().hubs.remove(place.key());
    state().findings.remove(place.key());
    state()
        .aggregators
        .values()
        .removeIf(each -> each.region.equals(place.region()) && each.arn.contains(place.account()));
    world.mutated("securityhub:DisableSecurityHub");
    return reply();
  }

  private ObjectNode update(ServiceRequest request) throws AwsError {
    SecurityHubState.Hub hub = own(request);
    Asked asked = Asked.of(request);
    String generator = generator(asked, hub.generator);
    boolean auto =
        asked.has("AutoEnableControls") ? asked.flag("AutoEnableControls") : hub.autoEnableControls;
    if (!generator.equals(hub.generator) && administering(Place.of(request)).isPresent()) {
      throw SecurityHubErrors.access(
          "Only the administrator account can change ControlFindingGenerator");
    }
    if (!generator.equals(hub.generator) || auto != hub.autoEnableControls) {
      hub.generator = generator;
      hub.autoEnableControls = auto;
      world.mutated("securityhub:UpdateSecurityHubConfiguration");
    }
    return reply();
  }

  /** One page of a list. */
  static ObjectNode page(
      ServiceRequest request, String list, List<? extends JsonNode> all, int most) throws AwsError {
    int size = Asked.of(request).number("MaxResults", most);
    if (size < 1 || size > most) {
      throw SecurityHubErrors.invalid("Invalid parameter MaxResults: must be 1 to " + most);
    }
    return TokenPages.page(
        list,
        all,
        size,
        Asked.of(request).text("NextToken"),
        "NextToken",
        () -> SecurityHubErrors.invalid("Invalid parameter NextToken"));
  }

  static ObjectNode reply() {
    return JsonNodeFactory.instance.objectNode();
  }
}
