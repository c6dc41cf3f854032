package io.orgsh.aws;

import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Credentials that are known beforehand, by profile: those of the sandbox. */
public final class FixedSignIn implements SignIn {
  private final SortedMap<String, Credentials> profiles;
  private final String defaultProfile;
  private final Region region;

  /**
   * Signs in with these and no others.
   *
   * @param profiles credentials by the name of their profile
   * @param defaultProfile the profile of the default chain; one of them
   * @param region the region of each profile
   */
  public FixedSignIn(
      SortedMap<String, Credentials> profiles, String defaultProfile, Region region) {
    if (!profiles.containsKey(defaultProfile)) {
      throw new IllegalArgumentException("no profile of this name: " + defaultProfile);
    }
    this.profiles = Collections.unmodifiableSortedMap(new TreeMap<>(profiles));
    this.defaultProfile = defaultProfile;
    this.region = region;
  }

  @Override
  public Outcome defaultChain() {
    return profile(defaultProfile);
  }

  @Override
  public Outcome profile(String name) {
    Credentials known = profiles.get(name);
    if (known == null) {
      return new Outcome.Refused(
          Problem.of(
                  Text.of("no such profile", "プロファイルがありません"),
                  Text.of("There is no profile %s.", "プロファイル「%s」はありません。").with(name),
                  Where.nowhere())
              .advise(
                  Text.of("The profiles are: %s.", "使えるプロファイル: %s")
                      .with(String.join(", ", profiles.keySet()))));
    }
    return new Outcome.SignedIn(known, "profile " + name);
  }

  @Override
  public SortedSet<String> profiles() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(profiles.keySet()));
  }

  @Override
  public Optional<Region> region(String profile) {
    return profiles.containsKey(profile) ? Optional.of(region) : Optional.empty();
  }
}
