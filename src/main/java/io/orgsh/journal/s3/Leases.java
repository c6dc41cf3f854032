package io.orgsh.journal.s3;

import io.orgsh.journal.JournalStore.Hold;
import io.orgsh.journal.JournalStore.Holder;
import io.orgsh.journal.JournalStore.Locked;
import io.orgsh.journal.RunId;
import io.orgsh.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Who has which run. A lease is polite, not safe: it tells others to wait and who to ask. What
 * keeps two writers apart is the log itself ({@link Log}).
 */
final class Leases {
  /** How long a lease lasts without a renewal. */
  static final Duration LENGTH = Duration.ofSeconds(60);

  /** S3 tells times in whole seconds. */
  private static final Duration BLUR = Duration.ofSeconds(2);

  private static final int TRIES = 5;

  private final Bucket bucket;

  Leases(Bucket bucket) {
    this.bucket = bucket;
  }

  /** What is done about a writer who has the run. */
  enum Claim {
    /** He keeps it. */
    RESPECT,
    /** It is taken from him. */
    STEAL
  }

  /** Takes the lease of a run. */
  Own take(RunId run, Holder holder, Claim claim) throws Locked {
    String name = name(run);
    String token = UUID.randomUUID().toString();
    Optional<String> victim = Optional.empty();
    for (int i = 0; i < TRIES; i++) {
      Optional<Bucket.Stored> there = bucket.get(name);
      Lease before =
          there
              .map(stored -> Lease.read(stored.text(), LENGTH.toSeconds()))
              .orElseGet(() -> new Lease.Free(0));
      if (before instanceof Lease.Held held && there.isPresent()) {
        String writer = there.get().writer();
        boolean mine = claim == Claim.STEAL && victim.orElse(writer).equals(writer);
        victim = victim.or(() -> Optional.of(writer));
        // Of two thieves the second would rob the first, who has just begun.
        if (!mine && !over(there.get(), held)) {
          throw locked(run, there.get(), held);
        }
      }
      var next = new Lease.Held(before.fence() + 1, holder, LENGTH.toSeconds());
      Bucket.Put put =
          there.isEmpty()
              ? bucket.create(name, Lease.write(next), token)
              : bucket.replace(name, Lease.write(next), token, there.get().etag());
      if (put instanceof Bucket.Put.Done(String etag)) {
        return new Own(run, next, token, etag);
      }
    }
    throw lost(run);
  }

  private Locked lost(RunId run) {
    return bucket
        .get(name(run))
        .flatMap(
            stored ->
                Lease.read(stored.text(), LENGTH.toSeconds()) instanceof Lease.Held held
                    ? Optional.of(locked(run, stored, held))
                    : Optional.empty())
        .orElseGet(
            () ->
                new Locked(
                    run, new Holder("?", "?", 0, "?"), new Hold.OfLease(Instant.EPOCH, LENGTH)));
  }

  private static Locked locked(RunId run, Bucket.Stored stored, Lease.Held held) {
    return new Locked(
        run, held.holder(), new Hold.OfLease(stored.written(), Duration.ofSeconds(held.seconds())));
  }

  private boolean over(Bucket.Stored stored, Lease.Held held) {
    return stored.written().plusSeconds(held.seconds()).plus(BLUR).isBefore(bucket.now());
  }

  private static String name(RunId run) {
    return "leases/" + run + ".json";
  }

  /** A lease in hand. */
  final class Own {
    private final RunId run;
    private final Lease.Held lease;
    private final String token;
    private String etag;
    private boolean lost;

    private Own(RunId run, Lease.Held lease, String token, String etag) {
      this.run = run;
      this.lease = lease;
      this.token = token;
      this.etag = etag;
    }

    /** What marks everything that is written under this lease. */
    String token() {
      return token;
    }

    /** Makes it last longer. What cannot be reached now is tried again at the next beat. */
    synchronized void renew() {
      if (!lost) {
        try {
          write(lease);
        } catch (ProblemException _) {
          // The log decides whether the run was taken meanwhile, not a renewal that failed.
        }
      }
    }

    /** Whether somebody else is known to have the run. */
    synchronized boolean lost() {
      return lost;
    }

    /** The log showed that somebody else has it. */
    synchronized void lose() {
      lost = true;
    }

    /** Who has the run now, as far as that can be told. */
    Optional<Holder> successor() {
      try {
        return bucket
            .get(name(run))
            .filter(stored -> !stored.writer().equals(token))
            .flatMap(
                stored ->
                    Lease.read(stored.text(), LENGTH.toSeconds()) instanceof Lease.Held held
                        ? Optional.of(held.holder())
                        : Optional.empty());
      } catch (ProblemException _) {
        return Optional.empty();
      }
    }

    /** Gives it back; where that fails it runs out. */
    synchronized void release() {
      if (!lost) {
        try {
          write(new Lease.Free(lease.fence()));
        } catch (ProblemException _) {
          // Others wait a minute, that is all.
        }
        lost = true;
      }
    }

    private void write(Lease next) {
      switch (bucket.replace(name(run), Lease.write(next), token, etag)) {
        case Bucket.Put.Done(String written) -> etag = written;
        case Bucket.Put.Beaten() -> lost = true;
      }
    }
  }
}
