package io.orgsh.org;

import io.orgsh.aws.AccountId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The organizational units, and in which of them accounts are.
 *
 * @param units the root first, then each unit before those in it
 * @param homes account to its unit
 */
public record Units(List<Unit> units, Map<AccountId, Unit> homes) {
  public Units {
    units = List.copyOf(units);
    homes = Map.copyOf(homes);
  }

  /**
   * A unit, or the root.
   *
   * @param id {@code ou-…} or {@code r-…}
   * @param name as AWS Organizations has it
   * @param path the names from below the root, with {@code /} between them; {@code /} for the root
   */
  public record Unit(String id, String name, String path) {
    /** Whether another unit is this one or below it. */
    boolean holds(Unit other) {
      return path.equals("/") || other.path.equals(path) || other.path.startsWith(path + "/");
    }
  }

  /** The unit of an account; none where the account is not known. */
  public Optional<Unit> of(AccountId account) {
    return Optional.ofNullable(homes.get(account));
  }

  /** The units that a word means: an id, a path, or a name. */
  public List<Unit> named(String word) {
    return units.stream()
        .filter(
            unit ->
                unit.id().equals(word)
                    || unit.name().equals(word)
                    || unit.path().equals(word)
                    || unit.path().equals("/" + word))
        .toList();
  }

  /** Whether an account is in one of these units or below it. */
  public boolean within(AccountId account, Collection<Unit> these) {
    return of(account).filter(home -> these.stream().anyMatch(one -> one.holds(home))).isPresent();
  }
}
