package io.orgsh;

import io.orgsh.aws.Credentials;
import io.orgsh.org.Access;
import io.orgsh.org.Session;
import io.orgsh.problem.ProblemException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The credentials for the bucket of runs: kept until five minutes before they end, whatever account
 * a step or {@code switch} goes to meanwhile.
 */
final class RunsCredentials implements Supplier<Credentials> {
  private static final Duration MARGIN = Duration.ofMinutes(5);

  private final Supplier<Optional<Session>> first;
  private final Supplier<Access.Entry> signIn;
  private final InstantSource clock;
  private Optional<Session> held = Optional.empty();

  /**
   * Signs nobody in yet.
   *
   * @param first credentials in hand that will do; asked once
   * @param signIn signs in
   */
  RunsCredentials(
      Supplier<Optional<Session>> first, Supplier<Access.Entry> signIn, InstantSource clock) {
    this.first = first;
    this.signIn = signIn;
    this.clock = clock;
  }

  @Override
  public synchronized Credentials get() {
    Session session = held.or(first).filter(this::lasts).orElseGet(() -> entered(signIn.get()));
    held = Optional.of(session);
    return session.credentials();
  }

  private boolean lasts(Session session) {
    return session.credentials().expires().minus(MARGIN).isAfter(clock.instant());
  }

  private static Session entered(Access.Entry entry) {
    return switch (entry) {
      case Access.Entry.Entered(Session session) -> session;
      case Access.Entry.Refused(var problem) -> throw new ProblemException(problem);
    };
  }
}
