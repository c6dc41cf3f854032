package io.orgsh.org;

import io.orgsh.aws.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The credentials that the operator started with: {@code --profile}, else the default chain. */
final class Given {
  // The default chain may ask the network before it gives up; a fan-out must not wait each time.
  private static final Duration REFUSAL_KEPT = Duration.ofSeconds(30);

  private final Entrance entrance;
  private final Optional<String> profile;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private Optional<Access.Entry> last = Optional.empty();
  private Instant taken = Instant.MIN;

  Given(Entrance entrance, Optional<String> profile, InstantSource clock) {
    this.entrance = entrance;
    this.profile = profile;
    this.clock = clock;
  }

  /** Whether the operator named this profile. */
  boolean is(String name) {
    return profile.filter(name::equals).isPresent();
  }

  /** Whether the operator named any profile. */
  boolean named() {
    return profile.isPresent();
  }

  /** Signs in anew. */
  Access.Entry take() {
    lock.lock();
    try {
      Access.Entry entry = profile.map(entrance::byProfile).orElseGet(entrance::byDefaultChain);
      last = Optional.of(entry);
      taken = clock.instant();
      return entry;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The credentials given, for an account that has no session that still fits: signs in anew unless
   * it is known that they are of another account, or were refused just now.
   */
  Access.Entry towards(AccountId account) {
    lock.lock();
    try {
      boolean known =
          last.isPresent()
              && switch (last.get()) {
                case Access.Entry.Entered(Session session) ->
                    !session.identity().account().equals(account);
                case Access.Entry.Refused _ -> taken.plus(REFUSAL_KEPT).isAfter(clock.instant());
              };
      return known ? last.orElseThrow() : take();
    } finally {
      lock.unlock();
    }
  }
}
