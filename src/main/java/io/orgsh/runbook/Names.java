package io.orgsh.runbook;

import io.orgsh.org.AccountRole;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The names that an expression can use at some place of a runbook: what the engine will put there
 * when it evaluates it.
 */
final class Names {
  /** Names that the engine gives; a parameter of such a name would hide it, or be hidden. */
  static final Set<String> GIVEN =
      Set.of("org", "accounts", "account", "region", "saved", "before", "document");

  private static final int MOST_LISTED = 30;
  private static final Set<String> ACCOUNT = Set.of("id", "name", "email", "role");

  /** Each dotted path that has a value; a path that ends with {@code .*} has any below it. */
  private final Map<String, Below> paths;

  private enum Below {
    /** Members that are paths themselves. */
    KNOWN,
    /** Any: data of AWS or of the operator. */
    ANY,
    /** None: a text, number or list. */
    NONE
  }

  private Names(Map<String, Below> paths) {
    this.paths = paths;
  }

  /** What defaults of parameters can use: the organization. */
  static Names ofOrganization() {
    var names = new Names(new TreeMap<>());
    names.add("org", Below.KNOWN);
    for (String leaf : List.of("org.id", "org.home", "org.accounts", "org.members")) {
      names.add(leaf, Below.NONE);
    }
    names.add("org.regions", Below.KNOWN);
    names.add("org.regions.all", Below.NONE);
    names.add("org.regions.enabled", Below.NONE);
    names.add("accounts", Below.KNOWN);
    Arrays.stream(AccountRole.values())
        .filter(role -> role != AccountRole.MEMBER)
        .forEach(role -> names.account("accounts." + role.word()));
    return names;
  }

  /** These names and a parameter. */
  Names withParameter(String name) {
    return with(name, Below.NONE);
  }

  /** These names and those that a target has: its account, region, and what earlier steps saved. */
  Names atTarget(Map<String, Collection<String>> saved) {
    var names = copy();
    names.account("account");
    names.add("region", Below.NONE);
    names.add("saved", Below.KNOWN);
    saved.forEach(
        (step, values) -> {
          names.add("saved." + step, Below.KNOWN);
          values.forEach(value -> names.add("saved." + step + "." + value, Below.ANY));
        });
    return names;
  }

  /** These names and one whose value has any members. */
  Names withData(String name) {
    return with(name, Below.ANY);
  }

  /** These names and a text. */
  Names withText(String name) {
    return with(name, Below.NONE);
  }

  private Names with(String name, Below below) {
    var names = copy();
    names.add(name, below);
    return names;
  }

  /** Whether a dotted path can have a value. */
  boolean knows(List<String> path) {
    for (int length = 1; length <= path.size(); length++) {
      Below below = paths.get(String.join(".", path.subList(0, length)));
      if (below == null) {
        return false;
      }
      if (below == Below.ANY) {
        return true;
      }
    }
    return true;
  }

  /** All dotted paths, sorted. */
  Set<String> all() {
    return new TreeSet<>(paths.keySet());
  }

  /** The first names, sorted. */
  Set<String> first() {
    var first = new TreeSet<String>();
    paths.keySet().stream().filter(path -> path.indexOf('.') < 0).forEach(first::add);
    return first;
  }

  private void account(String name) {
    add(name, Below.KNOWN);
    ACCOUNT.forEach(member -> add(name + "." + member, Below.NONE));
  }

  private void add(String path, Below below) {
    paths.put(path, below);
  }

  private Names copy() {
    return new Names(new TreeMap<>(paths));
  }

  /** Names for a sentence; of many only the first ones. */
  static String listed(Collection<String> names) {
    String some = names.stream().limit(MOST_LISTED).collect(Collectors.joining(", "));
    return names.size() > MOST_LISTED ? some + ", …" : some;
  }
}
