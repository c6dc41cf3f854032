package io.orgsh.journal.s3;

import io.orgsh.aws.AwsCalls;
import io.orgsh.aws.Credentials;
import io.orgsh.aws.Region;
import io.orgsh.journal.JournalStore;
import io.orgsh.journal.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Journals in an S3 bucket (docs/journal.md has the layout). A run is held by a lease that is
 * renewed while its writer lives, and that {@link #steal} takes away. Safe is a run even where the
 * lease errs: whoever takes it makes the next object of its log, and the writer before him, who can
 * make none of that number any more, is refused before his next line.
 *
 * <p>Needs {@code s3:ListBucket}, {@code s3:GetObject} and {@code s3:PutObject}, and an S3 that
 * keeps the conditions {@code If-None-Match} and {@code If-Match} of PutObject.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">Conditional
 *     writes</a>
 */
public final class S3JournalStore implements JournalStore {
  private final Bucket bucket;
  private final Leases leases;
  private final Heartbeat heartbeat;

  /**
   * Keeps journals there; nothing is asked or written yet.
   *
   * @param region of the bucket
   * @param credentials asked for before each request; whose they are is not this store's business
   * @param heartbeat what renews leases
   */
  public S3JournalStore(
      AwsCalls aws,
      S3Place place,
      Region region,
      Supplier<Credentials> credentials,
      Heartbeat heartbeat) {
    this.bucket = new Bucket(aws, place, region, credentials);
    this.leases = new Leases(bucket);
    this.heartbeat = heartbeat;
  }

  @Override
  public SortedSet<RunId> runs() {
    return bucket.folders().stream()
        .filter(RunId::isRunId)
        .map(RunId::new)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public List<String> read(RunId run) {
    Log.Content content = new Log(bucket, run).read();
    if (content.last() == 0) {
      throw LogFaults.noSuchRun(run, bucket.place());
    }
    return content.lines();
  }

  @Override
  public Appender take(RunId run, Holder holder) throws Locked {
    return taken(run, leases.take(run, holder, Leases.Claim.RESPECT));
  }

  @Override
  public Appender steal(RunId run, Holder holder) throws Locked {
    return taken(run, leases.take(run, holder, Leases.Claim.STEAL));
  }

  private Appender taken(RunId run, Leases.Own lease) {
    Heartbeat.Beating beating = heartbeat.begin(Leases.LENGTH.dividedBy(3), lease::renew);
    try {
      return fenced(run, lease, beating);
    } catch (RuntimeException e) {
      beating.close();
      lease.release();
      throw e;
    }
  }

  /** Ends the writer before: what he still had under way is either in the log by now, or never. */
  private Appender fenced(RunId run, Leases.Own lease, Heartbeat.Beating beating) {
    var log = new Log(bucket, run);
    Log.Content content = log.read();
    var lines = new ArrayList<>(content.lines());
    int number = content.last();
    // A run without a line has no writer before, and must not come into being by being looked at.
    boolean open = number > 0;
    while (open) {
      number++;
      switch (log.add(number, List.of(), lease.token())) {
        case Bucket.Put.Done _ -> open = false;
        case Bucket.Put.Beaten() -> lines.addAll(log.batchLines(number));
      }
    }
    return new S3Appender(
        bucket.place(), run, log, lease, beating, lines, number, content.packed());
  }
}
