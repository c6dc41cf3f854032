package io.orgsh;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that is made when it is first asked for. What could not be made is tried again at the
 * next time: in the interactive shell the operator may have mended the cause.
 */
final class Lazy<T> implements Supplier<T> {
  private final Supplier<T> make;
  private @Nullable T made;

  Lazy(Supplier<T> make) {
    this.make = make;
  }

  @Override
  public synchronized T get() {
    T known = made;
    if (known == null) {
      known = make.get();
      made = known;
    }
    return known;
  }

  /** Makes it anew when it is asked for again. */
  synchronized void forget() {
    made = null;
  }

  /** What was made; empty before. */
  synchronized Optional<T> known() {
    return Optional.ofNullable(made);
  }
}
