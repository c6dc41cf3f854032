package io.orgsh.sandbox;

import io.orgsh.sandbox.service.KeyState;
import io.orgsh.sandbox.service.OrganizationState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which organization a sandbox emulates when its world is made. A JSON object; each key that is not
 * there is as in the default world:
 *
 * <pre>{@code
 * {"organization": "o-exampleorgid", "root": "r-exam", "featureSet": "ALL",
 *  "management": "111111111111", "supportPlan": "BUSINESS",
 *  "era": "current", "people": "diligent",
 *  "units": [{"id": "ou-exam-11111111", "name": "Workloads", "parent": "r-exam"}],
 *  "accounts": [{"id": "111111111111", "name": "management", "email": "management@example.com",
 *                "state": "ACTIVE", "joinedMethod": "INVITED", "parent": "r-exam"}],
 *  "members": 9997,
 *  "regions": {"us-east-1": "ENABLED_BY_DEFAULT", "af-south-1": "DISABLED"}}
 * }</pre>
 *
 * {@code members} is how many further accounts there are, which are named {@code member-00001} and
 * so on.
 */
public final class WorldDescription {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final Instant FOUNDED = Instant.parse("2020-12-01T00:00:00Z");
  private static final List<String> KEYS =
      List.of(
          "organization",
          "root",
          "featureSet",
          "management",
          "supportPlan",
          "era",
          "people",
          "units",
          "accounts",
          "members",
          "regions");

  /** More than any organization in AWS has. */
  private static final int MOST_ACCOUNTS = 50_000;

  /** AWS nests units five deep. */
  private static final int DEEPEST = 16;

  private final ObjectNode description;

  private WorldDescription(ObjectNode description) {
    this.description = description;
  }

  /** Management 111111111111, audit 222222222222, system01 333333333333. */
  public static WorldDescription standard() {
    return new WorldDescription(JSON.createObjectNode());
  }

  /**
   * A world described in JSON.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static WorldDescription of(String json) {
    JsonNode tree;
    try {
      tree = JSON.readTree(json);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("a world must be JSON: " + e.getOriginalMessage(), e);
    }
    if (!(tree instanceof ObjectNode object)) {
      throw new IllegalArgumentException("a world must be a JSON object");
    }
    for (String key : object.propertyNames()) {
      if (!KEYS.contains(key)) {
        throw new IllegalArgumentException("a world has no \"" + key + "\", only " + KEYS);
      }
    }
    var described = new WorldDescription(object);
    described.organization();
    return described;
  }

  /**
   * This world with some keys changed.
   *
   * @throws IllegalArgumentException saying what is wrong with them
   */
  WorldDescription with(ObjectNode differences) {
    ObjectNode changed = description.deepCopy();
    changed.setAll(differences);
    return of(changed.toString());
  }

  /** The organization as it is in the beginning. */
  OrganizationState organization() {
    var state = new OrganizationState();
    state.id = text(description, "organization", "o-exampleorgid");
    state.root = text(description, "root", "r-exam");
    state.management = text(description, "management", "111111111111");
    state.featureSet = text(description, "featureSet", "ALL");
    state.supportPlan = text(description, "supportPlan", "BUSINESS");
    state.era = text(description, "era", "current");
    state.people = text(description, "people", "diligent");
    for (JsonNode unit : description.path("units")) {
      var entry = new OrganizationState.Unit();
      entry.name = text(unit, "name", "");
      entry.parent = text(unit, "parent", state.root);
      state.units.put(text(unit, "id", ""), entry);
    }
    if (description.has("accounts")) {
      for (JsonNode account : description.path("accounts")) {
        add(state, text(account, "id", ""), account);
      }
    } else {
      Map.of("111111111111", "management", "222222222222", "audit", "333333333333", "system01")
          .forEach((id, name) -> add(state, id, JSON.createObjectNode().put("name", name)));
    }
    int members = description.path("members").asInt(0);
    if (members > MOST_ACCOUNTS) {
      throw new IllegalArgumentException(
          "a world has at most " + MOST_ACCOUNTS + " members, not " + members);
    }
    for (int i = 1; i <= members; i++) {
      String id = String.valueOf(500_000_000_000L + i);
      add(state, id, JSON.createObjectNode().put("name", "member-%05d".formatted(i)));
    }
    check(state);
    return state;
  }

  private void add(OrganizationState state, String id, JsonNode account) {
    var entry = new OrganizationState.Entry();
    entry.name = text(account, "name", "account-" + id);
    entry.email = text(account, "email", entry.name + "@example.com");
    entry.state = text(account, "state", "ACTIVE");
    String joined = id.equals(state.management) ? "INVITED" : "CREATED";
    entry.joinedMethod = text(account, "joinedMethod", joined);
    entry.parent = text(account, "parent", state.root);
    entry.joined = FOUNDED;
    entry.regions = regions();
    state.accounts.put(id, entry);
  }

  private SortedMap<String, String> regions() {
    if (!description.has("regions")) {
      return KnownRegions.standard();
    }
    var regions = new TreeMap<String, String>();
    description
        .path("regions")
        .properties()
        .forEach(entry -> regions.put(entry.getKey(), entry.getValue().asString("")));
    return regions;
  }

  private static void check(OrganizationState state) {
    var wrong = new ArrayList<String>();
    if (!state.id.matches("o-[a-z0-9]{10,32}")) {
      wrong.add("organization \"" + state.id + "\" is not o- and 10 to 32 of a-z and 0-9");
    }
    if (!state.root.matches("r-[a-z0-9]{4,32}")) {
      wrong.add("root \"" + state.root + "\" is not r- and 4 to 32 of a-z and 0-9");
    }
    if (Stream.of(Preset.SupportPlan.values()).noneMatch(p -> p.name().equals(state.supportPlan))) {
      wrong.add(
          "supportPlan \""
              + state.supportPlan
              + "\" is none of "
              + List.of(Preset.SupportPlan.values()));
    }
    if (!state.era.equals("current") && !state.era.equals("2021")) {
      wrong.add("era \"" + state.era + "\" is neither current nor 2021");
    }
    if (!state.people.equals("diligent") && !state.people.equals("away")) {
      wrong.add("people \"" + state.people + "\" are neither diligent nor away");
    }
    state.units.keySet().stream()
        .filter(unit -> !underRoot(state, unit))
        .forEach(
            unit ->
                wrong.add(
                    "unit \"" + unit + "\" is not below the root, at most " + DEEPEST + " deep"));
    if (!state.accounts.containsKey(state.management)) {
      wrong.add("management \"" + state.management + "\" is not among the accounts");
    }
    state.accounts.forEach(
        (id, entry) -> {
          if (!id.matches("[0-9]{12}")) {
            wrong.add("account id \"" + id + "\" is not twelve digits");
          }
          if (!entry.parent.equals(state.root) && !state.units.containsKey(entry.parent)) {
            wrong.add("account " + id + "'s parent \"" + entry.parent + "\" is nowhere");
          }
        });
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException("the world is not right: " + String.join("; ", wrong));
    }
  }

  /** Whether the parents of a unit end at the root, and not in a circle. */
  private static boolean underRoot(OrganizationState state, String unit) {
    String at = unit;
    for (int level = 0; level <= DEEPEST; level++) {
      if (at.equals(state.root)) {
        return true;
      }
      OrganizationState.Unit entry = state.units.get(at);
      if (entry == null) {
        return false;
      }
      at = entry.parent;
    }
    return false;
  }

  /** One administrator with one access key in each account. */
  static KeyState keys(OrganizationState organization) {
    var state = new KeyState();
    state.seed = KeyState.draw();
    for (String account : organization.accounts.keySet()) {
      AccessKey given = AccessKey.of(account);
      var key = new KeyState.Key();
      key.secret = given.secret();
      key.account = account;
      key.arn = "arn:aws:iam::" + account + ":user/admin";
      key.userId = "AIDASBOXA" + account;
      state.users.put(given.id(), key);
    }
    return state;
  }

  private static String text(JsonNode node, String key, String otherwise) {
    return node.path(key).asString(otherwise);
  }
}
