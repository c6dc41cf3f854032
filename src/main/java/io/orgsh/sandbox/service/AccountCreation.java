package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * New accounts. AWS answers at once and makes the account in the minutes after.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateAccount.html">CreateAccount</a>
 */
final class AccountCreation {
  private static final Duration TAKES = Duration.ofSeconds(90);

  private final World world;

  AccountCreation(World world) {
    this.world = world;
  }

  ObjectNode create(OrganizationState state, ServiceRequest request) throws AwsError {
    String email = request.parameters().path("Email").asString("");
    String name = request.parameters().path("AccountName").asString("");
    if (!email.matches("[^\\s@]+@[^\\s@]+\\.[^\\s@]+") || email.length() < 6) {
      throw AwsError.of("InvalidInputException", "You specified an invalid email address.")
          .with("Reason", "INVALID_PATTERN");
    }
    if (name.isEmpty() || name.length() > 50) {
      throw AwsError.of("InvalidInputException", "You specified an invalid account name.")
          .with("Reason", "INVALID_PATTERN");
    }
    var creation = new OrganizationState.Creation();
    creation.name = name;
    creation.email = email;
    creation.role = request.parameters().path("RoleName").asString("OrganizationAccountAccessRole");
    creation.requested = request.now();
    creation.completed = request.now().plus(TAKES);
    String id = "car-" + "%032x".formatted(state.creations.size() + 1);
    state.creations.put(id, creation);
    world.mutated("organizations:CreateAccount");
    return reply(id, creation);
  }

  ObjectNode describe(OrganizationState state, ServiceRequest request) throws AwsError {
    String id = request.parameters().path("CreateAccountRequestId").asString("");
    OrganizationState.Creation creation = state.creations.get(id);
    if (creation == null) {
      throw AwsError.of(
          "CreateAccountStatusNotFoundException",
          "We can't find a create account request with the CreateAccountRequestId that you"
              + " specified.");
    }
    return reply(id, creation);
  }

  /** Ends the creations whose time has come. */
  void advance(OrganizationState state, Instant now) {
    for (OrganizationState.Creation creation : state.creations.values()) {
      if (creation.state.equals("IN_PROGRESS") && !now.isBefore(creation.completed)) {
        complete(state, creation);
        world.touched();
      }
    }
  }

  private static void complete(OrganizationState state, OrganizationState.Creation creation) {
    boolean taken =
        state.accounts.values().stream()
            .anyMatch(entry -> entry.email.equalsIgnoreCase(creation.email));
    if (taken) {
      creation.state = "FAILED";
      creation.failure = "EMAIL_ALREADY_EXISTS";
      return;
    }
    var entry = new OrganizationState.Entry();
    entry.name = creation.name;
    entry.email = creation.email;
    entry.joined = creation.completed;
    entry.parent = state.root;
    entry.regions = new TreeMap<>(state.account(state.management).regions);
    entry.regions.replaceAll(
        (_, status) -> status.equals("ENABLED_BY_DEFAULT") ? status : "DISABLED");
    creation.account = free(state);
    creation.state = "SUCCEEDED";
    state.accounts.put(creation.account, entry);
  }

  /** 444444444444, 555555555555, …, then numbers in a row. */
  private static String free(OrganizationState state) {
    for (int digit = 4; digit <= 9; digit++) {
      String id = String.valueOf(digit).repeat(12);
      if (!state.has(id)) {
        return id;
      }
    }
    long id = 600_000_000_001L;
    while (state.has(String.valueOf(id))) {
      id++;
    }
    return String.valueOf(id);
  }

  private static ObjectNode reply(String id, OrganizationState.Creation creation) {
    ObjectNode reply = JsonNodeFactory.instance.objectNode();
    ObjectNode status = reply.putObject("CreateAccountStatus");
    status
        .put("Id", id)
        .put("AccountName", creation.name)
        .put("State", creation.state)
        .set("RequestedTimestamp", Timestamps.of(creation.requested));
    if (!creation.state.equals("IN_PROGRESS")) {
      status.set("CompletedTimestamp", Timestamps.of(creation.completed));
    }
    if (!creation.account.isEmpty()) {
      status.put("AccountId", creation.account);
    }
    if (!creation.failure.isEmpty()) {
      status.put("FailureReason", creation.failure);
    }
    return reply;
  }
}
