package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * AWS Organizations: trusted access and delegated administrators here, the tree in {@link
 * OrganizationTree}, new accounts in {@link AccountCreation}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_Operations.html">Organizations
 *     API</a>
 */
public final class OrganizationsService implements Service {

  /** One operation. */
  @FunctionalInterface
  interface Operation {
    ObjectNode answer(OrganizationState state, ServiceRequest request) throws AwsError;
  }

  private final World world;
  private final AccountCreation creation;
  private final Map<String, Operation> forEveryMember;
  private final Map<String, Operation> forAdministrators;
  private final Map<String, Operation> forManagement;

  /** Organizations over a world. */
  public OrganizationsService(World world) {
    this.world = world;
    creation = new AccountCreation(world);
    forEveryMember = Map.of("DescribeOrganization", (state, _) -> describe(state));
    forAdministrators = new TreeMap<>(OrganizationTree.operations());
    forAdministrators.put("ListAWSServiceAccessForOrganization", this::listTrusted);
    forAdministrators.put("ListDelegatedAdministrators", this::listAdministrators);
    forAdministrators.put("ListDelegatedServicesForAccount", this::listServices);
    forAdministrators.put("DescribeCreateAccountStatus", creation::describe);
    forManagement =
        Map.of(
            "EnableAWSServiceAccess", this::enable,
            "DisableAWSServiceAccess", this::disable,
            "RegisterDelegatedAdministrator", this::register,
            "DeregisterDelegatedAdministrator", this::deregister,
            "CreateAccount", creation::create);
  }

  @Override
  public String name() {
    return "organizations";
  }

  @Override
  public Set<String> operations() {
    var all = new TreeSet<>(forEveryMember.keySet());
    all.addAll(forAdministrators.keySet());
    all.addAll(forManagement.keySet());
    return all;
  }

  @Override
  public void advance(Instant now) {
    creation.advance(state(), now);
  }

  @Override
  public ObjectNode answer(ServiceRequest request) throws AwsError {
    OrganizationState state = state();
    String caller = request.caller().account();
    if (!state.has(caller)) {
      throw AwsError.of(
          "AWSOrganizationsNotInUseException", "Your account is not a member of an organization.");
    }
    Operation operation = forEveryMember.get(request.operation());
    if (operation != null) {
      return operation.answer(state, request);
    }
    boolean management = state.isManagement(caller);
    operation = forAdministrators.get(request.operation());
    if (operation != null) {
      if (!management && !administersAnything(state, caller)) {
        throw denied();
      }
      return operation.answer(state, request);
    }
    operation = forManagement.get(request.operation());
    if (operation == null) {
      throw new IllegalArgumentException(request.operation());
    }
    if (!management) {
      throw denied();
    }
    return operation.answer(state, request);
  }

  private static boolean administersAnything(OrganizationState state, String account) {
    return state.administrators.values().stream().anyMatch(ids -> ids.containsKey(account));
  }

  private static ObjectNode describe(OrganizationState state) {
    ObjectNode reply = object();
    ObjectNode organization = reply.putObject("Organization");
    organization
        .put("Id", state.id)
        .put("Arn", Arns.organization(state))
        .put("FeatureSet", state.featureSet)
        .put("MasterAccountArn", Arns.account(state, state.management))
        .put("MasterAccountId", state.management)
        .put("MasterAccountEmail", state.account(state.management).email);
    organization
        .putArray("AvailablePolicyTypes")
        .addObject()
        .put("Type", "SERVICE_CONTROL_POLICY")
        .put("Status", "ENABLED");
    return reply;
  }

  private ObjectNode listTrusted(OrganizationState state, ServiceRequest request) throws AwsError {
    return Pages.of(
        request,
        "EnabledServicePrincipals",
        List.copyOf(state.trustedAccess.entrySet()),
        entry ->
            object()
                .put("ServicePrincipal", entry.getKey())
                .set("DateEnabled", Timestamps.of(entry.getValue())));
  }

  private ObjectNode enable(OrganizationState state, ServiceRequest request) throws AwsError {
    String principal = principal(request);
    if (!state.featureSet.equals("ALL")) {
      throw constraint(
          "ORGANIZATION_NOT_IN_ALL_FEATURES_MODE",
          "Your organization must have all features enabled to perform this operation.");
    }
    if (principal.equals(TrustedAdvisorService.PRINCIPAL)) {
      throw AwsError.of(
          "AccessDeniedException",
          "Trusted access for " + principal + " can be enabled only in Trusted Advisor's console.");
    }
    if (!state.trusts(principal)) {
      state.trustedAccess.put(principal, request.now());
      world.mutated("organizations:EnableAWSServiceAccess");
    }
    return object();
  }

  private ObjectNode disable(OrganizationState state, ServiceRequest request) throws AwsError {
    String principal = principal(request);
    if (state.trusts(principal)) {
      state.trustedAccess.remove(principal);
      world.mutated("organizations:DisableAWSServiceAccess");
    }
    return object();
  }

  private ObjectNode register(OrganizationState state, ServiceRequest request) throws AwsError {
    String account = accountId(request);
    String principal = principal(request);
    if (!state.featureSet.equals("ALL")) {
      throw constraint(
          "ORGANIZATION_NOT_IN_ALL_FEATURES_MODE",
          "Your organization must have all features enabled to perform this operation.");
    }
    if (!state.has(account)) {
      throw OrganizationTree.noAccount();
    }
    if (state.isManagement(account)) {
      throw constraint(
          "CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR",
          "You cannot register master account/yourself as delegated administrator for your"
              + " organization.");
    }
    if (!state.isActive(account)) {
      throw constraint(
          "CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR",
          "You cannot register a suspended account as a delegated administrator.");
    }
    if (!state.trusts(principal)) {
      throw constraint(
          "SERVICE_ACCESS_NOT_ENABLED",
          "You must enable service access before you register a delegated administrator for "
              + principal
              + ".");
    }
    if (state.isAdministrator(account, principal)) {
      throw AwsError.of(
          "AccountAlreadyRegisteredException",
          "The provided account is already a delegated administrator for your organization.");
    }
    int most = ServicePrincipals.mostAdministrators(principal);
    if (state.administrators(principal).size() >= most) {
      throw constraint(
          most == 1
              ? "DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE"
              : "MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED",
          "You have reached the number of delegated administrators that "
              + principal
              + " may have.");
    }
    state
        .administrators
        .computeIfAbsent(principal, _ -> new TreeMap<>())
        .put(account, request.now());
    world.mutated("organizations:RegisterDelegatedAdministrator");
    return object();
  }

  private ObjectNode deregister(OrganizationState state, ServiceRequest request) throws AwsError {
    String account = accountId(request);
    String principal = principal(request);
    if (!state.has(account)) {
      throw OrganizationTree.noAccount();
    }
    if (!state.isAdministrator(account, principal)) {
      throw notRegistered();
    }
    state.administrators.computeIfPresent(
        principal,
        (_, administrators) -> {
          administrators.remove(account);
          return administrators;
        });
    state.administrators.values().removeIf(Map::isEmpty);
    world.mutated("organizations:DeregisterDelegatedAdministrator");
    return object();
  }

  private ObjectNode listAdministrators(OrganizationState state, ServiceRequest request)
      throws AwsError {
    String principal = request.parameters().path("ServicePrincipal").asString("");
    if (!principal.isEmpty()) {
      principal(request);
    }
    var since = new TreeMap<String, Instant>();
    state.administrators.forEach(
        (service, accounts) -> {
          if (principal.isEmpty() || principal.equals(service)) {
            accounts.forEach(
                (account, at) ->
                    since.merge(account, at, (one, two) -> one.isBefore(two) ? one : two));
          }
        });
    return Pages.of(
        request,
        "DelegatedAdministrators",
        List.copyOf(since.entrySet()),
        entry ->
            OrganizationTree.account(state, entry.getKey())
                .set("DelegationEnabledDate", Timestamps.of(entry.getValue())));
  }

  private ObjectNode listServices(OrganizationState state, ServiceRequest request) throws AwsError {
    String account = accountId(request);
    if (!state.has(account)) {
      throw OrganizationTree.noAccount();
    }
    var services = new TreeMap<String, Instant>();
    state.administrators.forEach(
        (service, accounts) -> {
          Instant at = accounts.get(account);
          if (at != null) {
            services.put(service, at);
          }
        });
    if (services.isEmpty()) {
      throw notRegistered();
    }
    return Pages.of(
        request,
        "DelegatedServices",
        List.copyOf(services.entrySet()),
        entry ->
            object()
                .put("ServicePrincipal", entry.getKey())
                .set("DelegationEnabledDate", Timestamps.of(entry.getValue())));
  }

  private static String principal(ServiceRequest request) throws AwsError {
    String principal = request.parameters().path("ServicePrincipal").asString("");
    if (!ServicePrincipals.isKnown(principal)) {
      throw AwsError.of("InvalidInputException", "You specified an unrecognized service principal.")
          .with("Reason", "UNRECOGNIZED_SERVICE_PRINCIPAL");
    }
    return principal;
  }

  private static String accountId(ServiceRequest request) throws AwsError {
    String account = request.parameters().path("AccountId").asString("");
    if (!account.matches("[0-9]{12}")) {
      throw AwsError.of("InvalidInputException", "You specified an invalid value for AccountId.")
          .with("Reason", "INVALID_PATTERN_TARGET_ID");
    }
    return account;
  }

  private static AwsError constraint(String reason, String message) {
    return AwsError.of("ConstraintViolationException", message).with("Reason", reason);
  }

  private static AwsError notRegistered() {
    return AwsError.of(
        "AccountNotRegisteredException",
        "The provided account is not a registered delegated administrator for your organization.");
  }

  private static AwsError denied() {
    return AwsError.of(
        "AccessDeniedException", "You don't have permissions to access this resource.");
  }

  private OrganizationState state() {
    return world.state("organizations", OrganizationState.class, OrganizationState::new);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
