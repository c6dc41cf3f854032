package io.orgsh.org;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.aws.Credentials;
import io.orgsh.aws.Region;
import io.orgsh.aws.SignIn;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Signs in as a test told it, in order, and in no other way. Every outcome must be used. */
final class FakeSignIn implements SignIn {
  static final Problem NOTHING =
      Problem.of(
          Text.of("no credentials", "認証情報なし"),
          Text.of("The environment has none.", "環境にありません。"),
          Where.nowhere());

  private final Map<String, Deque<Outcome>> outcomes = new LinkedHashMap<>();
  private final SortedSet<String> profiles = new TreeSet<>();

  /** The next outcomes of a profile. */
  FakeSignIn with(String name, Outcome... next) {
    profiles.add(name);
    outcomes.computeIfAbsent("profile " + name, _ -> new ArrayDeque<>()).addAll(List.of(next));
    return this;
  }

  /** The next outcomes of the default chain. */
  FakeSignIn defaults(Outcome... next) {
    outcomes.computeIfAbsent("default chain", _ -> new ArrayDeque<>()).addAll(List.of(next));
    return this;
  }

  /** Keys without an end. */
  static Outcome key(String key) {
    return new Outcome.SignedIn(Credentials.ofUser(key, "secret"), "environment");
  }

  static Outcome nothing() {
    return new Outcome.Refused(NOTHING);
  }

  void mustBeUsedUp() {
    outcomes.forEach((source, left) -> assertThat(left).as(source).isEmpty());
  }

  @Override
  public Outcome defaultChain() {
    return next("default chain");
  }

  @Override
  public Outcome profile(String name) {
    return next("profile " + name);
  }

  @Override
  public SortedSet<String> profiles() {
    return profiles;
  }

  @Override
  public Optional<Region> region(String profile) {
    throw new AssertionError("SignIn: no answer for the region of " + profile);
  }

  private Outcome next(String source) {
    Deque<Outcome> left = outcomes.getOrDefault(source, new ArrayDeque<>());
    if (left.isEmpty()) {
      throw new AssertionError("SignIn: no answer for " + source);
    }
    return left.removeFirst();
  }
}
