package io.orgsh.sandbox;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A large organization as companies have them: business units with a production and a development
 * branch, foundational units beside them, one account per workload and stage, some of them
 * suspended. The accounts of the series are there under their own numbers, so that every runbook
 * finds its roles. The same numbers give the same organization, on every machine.
 *
 * @param accounts how many, those of the series among them; 3 to 100,000
 * @param units organizational units; 0 to 2,000
 * @param regions how many every account has enabled; 2 to 31
 * @param seed any number
 * @see <a
 *     href="https://docs.aws.amazon.com/whitepapers/latest/organizing-your-aws-environment/recommended-ous-and-accounts.html">
 *     Recommended OUs and accounts</a>
 */
public record GeneratedWorld(int accounts, int units, int regions, long seed) {
  /** The accounts of the series. */
  public static final int LEAST_ACCOUNTS = 3;

  /** The most accounts. */
  public static final int MOST_ACCOUNTS = 100_000;

  /** AWS's own limit is 2,000 for an organization. */
  public static final int MOST_UNITS = 2_000;

  /** The home region and the one of the global services. */
  public static final int LEAST_REGIONS = 2;

  /** Those that are on by default, and those that may be opted in to. */
  public static final int MOST_REGIONS =
      KnownRegions.BY_DEFAULT.size() + KnownRegions.OPT_IN.size();

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String ROOT = "r-exam";
  private static final int ONE_IN_HUNDRED = 100;

  private static final List<String> FOUNDATION =
      List.of(
          "Security",
          "Infrastructure",
          "Sandbox",
          "Suspended",
          "Policy Staging",
          "Exceptions",
          "Deployments",
          "Workloads");
  private static final int SUSPENDED = FOUNDATION.indexOf("Suspended");
  private static final int WORKLOADS = FOUNDATION.indexOf("Workloads");
  private static final List<String> BUSINESS =
      List.of(
          "retail",
          "payments",
          "lending",
          "insurance",
          "logistics",
          "warehouse",
          "marketing",
          "loyalty",
          "analytics",
          "mobile",
          "media",
          "gaming",
          "travel",
          "health",
          "energy",
          "mobility",
          "finance",
          "hr",
          "legal",
          "research",
          "manufacturing",
          "quality",
          "sales",
          "support",
          "identity",
          "search",
          "ads",
          "billing",
          "partner",
          "education");
  private static final List<String> WORKLOAD =
      List.of(
          "api",
          "web",
          "batch",
          "data-lake",
          "catalog",
          "checkout",
          "orders",
          "pricing",
          "inventory",
          "notify",
          "reports",
          "events",
          "gateway",
          "auth",
          "ledger",
          "scoring",
          "forecast",
          "portal",
          "backoffice",
          "archive",
          "streaming",
          "ml",
          "crm",
          "erp",
          "edge");
  private static final List<String> STAGE = List.of("prod", "stg", "dev", "test");

  /** Throws {@code IllegalArgumentException} for what cannot be. */
  public GeneratedWorld {
    within("accounts", accounts, LEAST_ACCOUNTS, MOST_ACCOUNTS);
    within("units", units, 0, MOST_UNITS);
    within("regions", regions, LEAST_REGIONS, MOST_REGIONS);
  }

  private static void within(String what, int number, int least, int most) {
    if (number < least || number > most) {
      throw new IllegalArgumentException(
          number + " " + what + ": there can be " + least + " to " + most);
    }
  }

  /** The organization as {@link WorldDescription#of} reads it; one account or unit on a line. */
  public String json() {
    var random = new SplittableRandom(seed);
    List<Unit> tree = tree(random);
    var text = new StringBuilder(200 * accounts);
    text.append("{\"organization\": \"o-exampleorgid\", \"root\": \"")
        .append(ROOT)
        .append("\", \"management\": \"111111111111\",\n\"regions\": ")
        .append(open())
        .append(",\n\"units\": ");
    lines(text, tree.stream().map(Unit::json));
    text.append(",\n\"accounts\": ");
    lines(text, members(random, tree).valueStream().map(JSON::writeValueAsString));
    return text.append("}\n").toString();
  }

  private static void lines(StringBuilder text, Stream<String> lines) {
    text.append('[');
    String between = "\n";
    for (String line : (Iterable<String>) lines::iterator) {
      text.append(between).append(line);
      between = ",\n";
    }
    text.append("]");
  }

  private ObjectNode open() {
    ObjectNode open = JSON.createObjectNode();
    for (int i = 0; i < regions; i++) {
      if (i < KnownRegions.BY_DEFAULT.size()) {
        open.put(KnownRegions.BY_DEFAULT.get(i), "ENABLED_BY_DEFAULT");
      } else {
        open.put(KnownRegions.OPT_IN.get(i - KnownRegions.BY_DEFAULT.size()), "ENABLED");
      }
    }
    KnownRegions.CLOSED.stream()
        .filter(region -> !open.has(region))
        .forEach(region -> open.put(region, "DISABLED"));
    return open;
  }

  /**
   * An organizational unit.
   *
   * @param business the first part of the names of its accounts
   * @param stages what its accounts are for; empty if it has none of its own
   */
  private record Unit(String id, String name, String parent, String business, List<String> stages) {
    String json() {
      return JSON.writeValueAsString(
          JSON.createObjectNode().put("id", id).put("name", name).put("parent", parent));
    }
  }

  /** The foundation first; then business units, each with its two branches below it. */
  private List<Unit> tree(SplittableRandom random) {
    var tree = new ArrayList<Unit>();
    var ids = new HashSet<String>();
    for (int i = 0; tree.size() < units; i++) {
      if (i < FOUNDATION.size()) {
        String name = FOUNDATION.get(i);
        List<String> stages = i == SUSPENDED ? List.of() : List.of("shared");
        tree.add(new Unit(unit(random, ids), name, ROOT, name.toLowerCase(Locale.ROOT), stages));
        continue;
      }
      int number = i - FOUNDATION.size();
      String business = BUSINESS.get(number % BUSINESS.size()) + suffix(number / BUSINESS.size());
      String id = unit(random, ids);
      String above = tree.get(WORKLOADS).id();
      tree.add(new Unit(id, business, above, business, STAGE));
      branch(tree, random, ids, new Unit(id, "Prod", id, business, STAGE.subList(0, 1)));
      branch(tree, random, ids, new Unit(id, "SDLC", id, business, STAGE.subList(1, 4)));
    }
    return tree;
  }

  private void branch(List<Unit> tree, SplittableRandom random, Set<String> ids, Unit branch) {
    if (tree.size() < units) {
      tree.add(
          new Unit(
              unit(random, ids),
              branch.name(),
              branch.parent(),
              branch.business(),
              branch.stages()));
    }
  }

  private ArrayNode members(SplittableRandom random, List<Unit> tree) {
    ArrayNode members = JSON.createArrayNode();
    String security = tree.isEmpty() ? ROOT : tree.getFirst().id();
    add(members, "111111111111", "management", ROOT);
    add(members, "222222222222", "audit", security);
    add(members, "333333333333", "system01", ROOT);
    var ids = new HashSet<>(List.of("111111111111", "222222222222", "333333333333"));
    var names = new HashSet<String>();
    List<Unit> homes = tree.stream().filter(unit -> !unit.stages().isEmpty()).toList();
    while (members.size() < accounts) {
      Unit home =
          homes.isEmpty()
              ? new Unit(ROOT, "", "", BUSINESS.get(random.nextInt(BUSINESS.size())), STAGE)
              : homes.get(random.nextInt(homes.size()));
      String name =
          free(
              names,
              home.business().replace(' ', '-')
                  + "-"
                  + WORKLOAD.get(random.nextInt(WORKLOAD.size()))
                  + "-"
                  + home.stages().get(random.nextInt(home.stages().size())));
      boolean suspended = random.nextInt(ONE_IN_HUNDRED) == 0;
      String parent = suspended && units > SUSPENDED ? tree.get(SUSPENDED).id() : home.id();
      ObjectNode member = add(members, account(random, ids), name, parent);
      if (suspended) {
        member.put("state", "SUSPENDED");
      }
    }
    return members;
  }

  private static ObjectNode add(ArrayNode members, String id, String name, String parent) {
    return members
        .addObject()
        .put("id", id)
        .put("name", name)
        .put("email", "aws+" + name + "@example.com")
        .put("parent", parent);
  }

  private static String free(Set<String> names, String wanted) {
    String name = wanted;
    for (int i = 1; !names.add(name); i++) {
      name = wanted + suffix(i);
    }
    return name;
  }

  private static String suffix(int number) {
    return number == 0 ? "" : "-" + (number + 1);
  }

  private static String account(SplittableRandom random, Set<String> ids) {
    while (true) {
      String id = Long.toString(random.nextLong(100_000_000_000L, 1_000_000_000_000L));
      if (ids.add(id)) {
        return id;
      }
    }
  }

  private static String unit(SplittableRandom random, Set<String> ids) {
    while (true) {
      String id = "ou-exam-" + Long.toString(random.nextLong(1L << 40) | 1L << 40, 36);
      if (ids.add(id)) {
        return id;
      }
    }
  }
}
