package io.orgsh.engine;

import io.orgsh.aws.AccountId;
import io.orgsh.journal.RunState;
import io.orgsh.org.Account;
import io.orgsh.org.AccountRole;
import io.orgsh.org.Organization;
import io.orgsh.runbook.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The names that a runbook's {@code ${…}} and conditions can use: {@code org}, {@code accounts},
 * the parameters, and at a target {@code account}, {@code region}, {@code saved} and the element of
 * a repeated step.
 */
final class Scope {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Organization organization;
  private final ObjectNode base;
  private final Map<AccountId, Account> accounts = new HashMap<>();
  private volatile Optional<SavedValues> saved = Optional.empty();

  Scope(Organization organization, ObjectNode parameters) {
    this.organization = organization;
    this.base = organization(organization);
    base.setAll(parameters);
    organization.accounts().forEach(account -> accounts.put(account.id(), account));
  }

  /** The names that hold for the whole run; the values are shared, and nobody changes them. */
  ObjectNode ofRun() {
    return JSON.objectNode().setAll(base);
  }

  /** More names beside those of a scope, which stays as it is. */
  static ObjectNode beside(ObjectNode scope) {
    return JSON.objectNode().setAll(scope);
  }

  /**
   * The names at a target.
   *
   * @param element the element of a repeated step under the name it goes by; empty for other steps
   */
  ObjectNode at(Target target, Map<String, JsonNode> element, RunState state) {
    ObjectNode scope = ofRun();
    if (accounts.containsKey(target.account())) {
      scope.set("account", account(account(target)));
    }
    scope.put("region", target.region().code());
    scope.set("saved", saved(state).at(target));
    element.forEach(scope::set);
    return scope;
  }

  /** The names about an organization alone: what defaults of parameters may use. */
  static ObjectNode organization(Organization organization) {
    ObjectNode scope = JSON.objectNode();
    ObjectNode org = scope.putObject("org");
    org.put("id", organization.id());
    org.put("home", organization.home().code());
    ObjectNode regions = org.putObject("regions");
    ArrayNode all = regions.putArray("all");
    ArrayNode enabled = regions.putArray("enabled");
    organization
        .regions()
        .forEach(
            region -> {
              all.add(region.region().code());
              if (region.enabled()) {
                enabled.add(region.region().code());
              }
            });
    org.set(
        "accounts",
        accounts(organization, organization.accounts().stream().filter(Account::active).toList()));
    org.set("members", accounts(organization, organization.members()));
    ObjectNode roles = scope.putObject("accounts");
    for (AccountRole role : AccountRole.values()) {
      organization.account(role).ifPresent(a -> roles.set(role.word(), describe(organization, a)));
    }
    return scope;
  }

  private JsonNode account(Account account) {
    return describe(organization, account);
  }

  private static ArrayNode accounts(Organization organization, List<Account> accounts) {
    ArrayNode list = JSON.arrayNode();
    accounts.forEach(account -> list.add(describe(organization, account)));
    return list;
  }

  private static ObjectNode describe(Organization organization, Account account) {
    ObjectNode node = JSON.objectNode();
    node.put("id", account.id().value());
    node.put("name", account.name());
    node.put("email", account.email());
    node.put("role", organization.roleOf(account.id()).word());
    return node;
  }

  /** Made once for all targets that begin at one state. */
  private SavedValues saved(RunState state) {
    Optional<SavedValues> known = saved;
    if (known.isPresent() && known.get().events() == state.events()) {
      return known.get();
    }
    SavedValues made = SavedValues.of(state);
    saved = Optional.of(made);
    return made;
  }

  /** The organization. */
  Organization organization() {
    return organization;
  }

  /** The account of a target. */
  Account account(Target target) {
    return accounts.getOrDefault(target.account(), new Account(target.account(), "?", "", "?"));
  }
}
