package io.orgsh.sandbox.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.orgsh.sandbox.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Negative tests 11 and 12 of the organization, and what surrounds them. */
class OrganizationsServiceTests {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String MANAGEMENT = "111111111111";
  private static final String AUDIT = "222222222222";
  private static final String CONFIG = "config.amazonaws.com";

  private final TestWorld world = new TestWorld();
  private final OrganizationsService service = new OrganizationsService(world);

  OrganizationsServiceTests() {
    world.organization.id = "o-exampleorgid";
    world.organization.root = "r-exam";
    world.organization.management = MANAGEMENT;
    account(MANAGEMENT, "ACTIVE");
    account(AUDIT, "ACTIVE");
    account("333333333333", "ACTIVE");
    account("444444444444", "SUSPENDED");
  }

  private void account(String id, String state) {
    var entry = new OrganizationState.Entry();
    entry.name = "account-" + id;
    entry.email = id + "@example.com";
    entry.state = state;
    entry.parent = "r-exam";
    entry.regions.put("us-east-1", "ENABLED_BY_DEFAULT");
    entry.regions.put("af-south-1", "ENABLED");
    world.organization.accounts.put(id, entry);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          111111111111 | 222222222222 | config.amazonaws.com | ConstraintViolationException SERVICE_ACCESS_NOT_ENABLED
          111111111111 | 222222222222 | nobody.amazonaws.com | InvalidInputException UNRECOGNIZED_SERVICE_PRINCIPAL
          111111111111 | 222222222222 | guardduty.amazonaws.com | done
          111111111111 | 111111111111 | guardduty.amazonaws.com | ConstraintViolationException CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR
          111111111111 | 444444444444 | guardduty.amazonaws.com | ConstraintViolationException CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR
          111111111111 | 999999999999 | guardduty.amazonaws.com | AccountNotFoundException
          111111111111 | not-an-id    | guardduty.amazonaws.com | InvalidInputException INVALID_PATTERN_TARGET_ID
          222222222222 | 222222222222 | guardduty.amazonaws.com | AccessDeniedException
          """)
  void registeringChecksCallerPrincipalAccountAndTrustedAccess(
      String caller, String account, String principal, String expected) {
    ask(MANAGEMENT, "EnableAWSServiceAccess", "ServicePrincipal", "guardduty.amazonaws.com");

    assertThat(outcome(caller, account, principal)).isEqualTo(expected);
    assertThat(world.mutations.getOrDefault("organizations:RegisterDelegatedAdministrator", 0))
        .isEqualTo(expected.equals("done") ? 1 : 0);
  }

  @Test
  void anOrganizationForBillingOnlyHasNoAdministrators() {
    world.organization.trustedAccess.put(CONFIG, Instant.EPOCH);
    world.organization.featureSet = "CONSOLIDATED_BILLING";

    assertThat(outcome(MANAGEMENT, AUDIT, CONFIG))
        .isEqualTo("ConstraintViolationException ORGANIZATION_NOT_IN_ALL_FEATURES_MODE");
  }

  @Test
  void aServiceHasOnlySoManyAdministrators() {
    ask(MANAGEMENT, "EnableAWSServiceAccess", "ServicePrincipal", "guardduty.amazonaws.com");
    ask(MANAGEMENT, "EnableAWSServiceAccess", "ServicePrincipal", CONFIG);
    for (String id : List.of("555555555555", "666666666666", "777777777777")) {
      account(id, "ACTIVE");
      assertThat(outcome(MANAGEMENT, id, CONFIG)).isEqualTo("done");
    }

    assertThat(outcome(MANAGEMENT, "555555555555", CONFIG))
        .isEqualTo("AccountAlreadyRegisteredException");
    assertThat(outcome(MANAGEMENT, AUDIT, CONFIG))
        .isEqualTo(
            "ConstraintViolationException MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED");
    assertThat(outcome(MANAGEMENT, AUDIT, "guardduty.amazonaws.com")).isEqualTo("done");
    assertThat(outcome(MANAGEMENT, "333333333333", "guardduty.amazonaws.com"))
        .isEqualTo("ConstraintViolationException DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE");
  }

  @Test
  void whatIsRegisteredIsListedUntilItIsDeregistered() {
    ask(MANAGEMENT, "EnableAWSServiceAccess", "ServicePrincipal", CONFIG);
    assertThat(ask(AUDIT, "ListAccounts")).isEqualTo("AccessDeniedException");
    assertThat(ask(MANAGEMENT, "ListDelegatedServicesForAccount", "AccountId", AUDIT))
        .isEqualTo("AccountNotRegisteredException");
    assertThat(outcome(MANAGEMENT, AUDIT, CONFIG)).isEqualTo("done");

    assertThat(tree(ask(AUDIT, "ListDelegatedServicesForAccount", "AccountId", AUDIT)))
        .isEqualTo(
            tree(
                "{'DelegatedServices':[{'ServicePrincipal':'config.amazonaws.com',"
                    + "'DelegationEnabledDate':'2026-11-23T00:00:00Z'}]}"));
    assertThat(
            tree(ask(AUDIT, "ListDelegatedAdministrators", "ServicePrincipal", CONFIG))
                .at("/DelegatedAdministrators/0/Id")
                .asString())
        .isEqualTo(AUDIT);

    assertThat(
            ask(
                MANAGEMENT,
                "DeregisterDelegatedAdministrator",
                "AccountId",
                AUDIT,
                "ServicePrincipal",
                CONFIG))
        .isEqualTo("{}");
    assertThat(ask(AUDIT, "ListAccounts")).isEqualTo("AccessDeniedException");
    assertThat(
            ask(
                MANAGEMENT,
                "DeregisterDelegatedAdministrator",
                "AccountId",
                AUDIT,
                "ServicePrincipal",
                CONFIG))
        .isEqualTo("AccountNotRegisteredException");
  }

  @Test
  void enablingTwiceIsOneMutationAndKeepsTheDate() {
    ask(MANAGEMENT, "EnableAWSServiceAccess", "ServicePrincipal", CONFIG);
    String first = ask(MANAGEMENT, "ListAWSServiceAccessForOrganization");
    world.now = world.now.plus(Duration.ofDays(1));

    assertThat(ask(MANAGEMENT, "EnableAWSServiceAccess", "ServicePrincipal", CONFIG))
        .isEqualTo("{}");
    assertThat(ask(MANAGEMENT, "ListAWSServiceAccessForOrganization")).isEqualTo(first);
    assertThat(world.mutations).isEqualTo(Map.of("organizations:EnableAWSServiceAccess", 1));
  }

  @Test
  void aStrangerIsInNoOrganization() {
    assertThat(ask("999999999999", "DescribeOrganization"))
        .isEqualTo("AWSOrganizationsNotInUseException");
    assertThat(ask("333333333333", "DescribeOrganization")).contains("o-exampleorgid");
  }

  @Test
  void aPageMayBeEmptyAndNotTheLast() {
    var sizes = new ArrayList<Integer>();
    String token = "";
    do {
      var page =
          tree(
              token.isEmpty()
                  ? ask(MANAGEMENT, "ListAccounts", "MaxResults", 2)
                  : ask(MANAGEMENT, "ListAccounts", "MaxResults", 2, "NextToken", token));
      sizes.add(page.path("Accounts").size());
      token = page.path("NextToken").asString("");
    } while (!token.isEmpty());

    assertThat(sizes).containsExactly(2, 0, 2);
    assertThat(ask(MANAGEMENT, "ListAccounts", "MaxResults", 21))
        .isEqualTo("InvalidInputException MAX_VALUE_EXCEEDED");
    assertThat(ask(MANAGEMENT, "ListAccounts", "NextToken", "mine"))
        .isEqualTo("InvalidInputException INVALID_PAGINATION_TOKEN");
  }

  @Test
  void theTreeIsWalkedFromItsRoot() {
    var unit = new OrganizationState.Unit();
    unit.name = "Workloads";
    unit.parent = "r-exam";
    world.organization.units.put("ou-exam-11111111", unit);
    world.organization.account(AUDIT).parent = "ou-exam-11111111";

    assertThat(tree(ask(MANAGEMENT, "ListRoots")).at("/Roots/0/Arn").asString())
        .isEqualTo("arn:aws:organizations::111111111111:root/o-exampleorgid/r-exam");
    assertThat(ask(MANAGEMENT, "ListOrganizationalUnitsForParent", "ParentId", "r-exam"))
        .contains("Workloads");
    assertThat(
            tree(ask(MANAGEMENT, "ListAccountsForParent", "ParentId", "ou-exam-11111111"))
                .path("Accounts")
                .size())
        .isEqualTo(1);
    assertThat(ask(MANAGEMENT, "ListParents", "ChildId", AUDIT))
        .isEqualTo(
            "{\"Parents\":[{\"Id\":\"ou-exam-11111111\",\"Type\":\"ORGANIZATIONAL_UNIT\"}]}");
    assertThat(ask(MANAGEMENT, "ListParents", "ChildId", "ou-exam-11111111"))
        .isEqualTo("{\"Parents\":[{\"Id\":\"r-exam\",\"Type\":\"ROOT\"}]}");
    assertThat(
            ask(
                MANAGEMENT,
                "ListChildren",
                "ParentId",
                "r-exam",
                "ChildType",
                "ORGANIZATIONAL_UNIT"))
        .contains("ou-exam-11111111");
    assertThat(ask(MANAGEMENT, "ListAccountsForParent", "ParentId", "ou-none-11111111"))
        .isEqualTo("ParentNotFoundException");
    assertThat(ask(MANAGEMENT, "ListParents", "ChildId", "999999999999"))
        .isEqualTo("ChildNotFoundException");
    assertThat(ask(MANAGEMENT, "DescribeOrganizationalUnit", "OrganizationalUnitId", "ou-x"))
        .isEqualTo("OrganizationalUnitNotFoundException");
    assertThat(ask(MANAGEMENT, "DescribeAccount", "AccountId", "999999999999"))
        .isEqualTo("AccountNotFoundException");
  }

  @Test
  void anAccountIsThereSomeTimeAfterItWasAskedFor() {
    var asked =
        tree(ask(MANAGEMENT, "CreateAccount", "Email", "new@example.com", "AccountName", "new"))
            .path("CreateAccountStatus");
    String id = asked.path("Id").asString();
    assertThat(asked.path("State").asString()).isEqualTo("IN_PROGRESS");
    assertThat(id).matches("car-[a-z0-9]{8,32}");
    assertThat(tree(ask(MANAGEMENT, "ListAccounts")).path("Accounts").size()).isEqualTo(4);

    later(Duration.ofMinutes(2));

    var done =
        tree(ask(MANAGEMENT, "DescribeCreateAccountStatus", "CreateAccountRequestId", id))
            .path("CreateAccountStatus");
    assertThat(done.path("State").asString()).isEqualTo("SUCCEEDED");
    assertThat(done.path("AccountId").asString()).isEqualTo("555555555555");
    assertThat(world.organization.account("555555555555").joinedMethod).isEqualTo("CREATED");
    assertThat(world.organization.account("555555555555").regions)
        .isEqualTo(Map.of("us-east-1", "ENABLED_BY_DEFAULT", "af-south-1", "DISABLED"));
  }

  @Test
  void anAddressServesOneAccountOnly() {
    String id =
        tree(ask(
                MANAGEMENT, "CreateAccount", "Email", AUDIT + "@EXAMPLE.com", "AccountName", "new"))
            .at("/CreateAccountStatus/Id")
            .asString();

    later(Duration.ofMinutes(2));

    assertThat(
            tree(ask(MANAGEMENT, "DescribeCreateAccountStatus", "CreateAccountRequestId", id))
                .at("/CreateAccountStatus/FailureReason")
                .asString())
        .isEqualTo("EMAIL_ALREADY_EXISTS");
    assertThat(ask(MANAGEMENT, "DescribeCreateAccountStatus", "CreateAccountRequestId", "car-x"))
        .isEqualTo("CreateAccountStatusNotFoundException");
  }

  @Test
  void eachOperationOfTheListIsAnswered() {
    assertThat(service.operations()).hasSize(18);
    for (String operation : service.operations()) {
      assertThatCode(() -> ask(MANAGEMENT, operation)).doesNotThrowAnyException();
    }
  }

  private void later(Duration duration) {
    world.now = world.now.plus(duration);
    service.advance(world.now);
  }

  private String outcome(String caller, String account, String principal) {
    String answer =
        ask(
            caller,
            "RegisterDelegatedAdministrator",
            "AccountId",
            account,
            "ServicePrincipal",
            principal);
    return answer.equals("{}") ? "done" : answer;
  }

  /** The reply as JSON; or the error's code and reason. */
  private String ask(String account, String operation, Object... parameters) {
    ObjectNode members = JSON.createObjectNode();
    for (int i = 0; i < parameters.length; i += 2) {
      members.putPOJO((String) parameters[i], parameters[i + 1]);
    }
    var given = (ObjectNode) JSON.readTree(JSON.writeValueAsString(members));
    var caller = new Caller(account, "arn:aws:iam::" + account + ":user/admin", "AIDA", "");
    try {
      return JSON.writeValueAsString(
          service.answer(new ServiceRequest(operation, given, caller, "us-east-1", world.now)));
    } catch (AwsError e) {
      return (e.code() + " " + e.members().getOrDefault("Reason", "")).strip();
    }
  }

  private static JsonNode tree(String json) {
    return JSON.readTree(json.replace('\'', '"'));
  }

  /** A world in memory, whose time a test turns. */
  private static final class TestWorld implements World {
    private final OrganizationState organization = new OrganizationState();
    private final Map<String, Object> states = new HashMap<>(Map.of("organizations", organization));
    private final SortedMap<String, Integer> mutations = new TreeMap<>();
    private Instant now = Instant.parse("2026-11-23T00:00:00Z");

    @Override
    public Instant now() {
      return now;
    }

    @Override
    public <T> T state(String name, Class<T> type, Supplier<T> first) {
      return type.cast(states.computeIfAbsent(name, _ -> first.get()));
    }

    @Override
    public void mutated(String operation) {
      mutations.merge(operation, 1, Integer::sum);
    }

    @Override
    public void touched() {}
  }
}
