package io.orgsh.engine;

import io.orgsh.aws.AwsCalls;
import io.orgsh.aws.Catalogue;
import io.orgsh.document.Documents;
import io.orgsh.document.Lint;
import io.orgsh.document.Policies;
import io.orgsh.expression.Interpolation;
import io.orgsh.expression.Query;
import io.orgsh.journal.JournalStore;
import io.orgsh.org.Access;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What the engine works with.
 *
 * @param aws AWS
 * @param catalogue what operations there are
 * @param access the way into accounts
 * @param documents the templates
 * @param policies compares and merges
 * @param lint judges
 * @param interpolation {@code ${…}}
 * @param query JMESPath
 * @param store where journals are kept
 * @param holder who takes runs
 * @param clock what journals are dated by
 * @param pause how time passes
 */
public record Tools(
    AwsCalls aws,
    Catalogue catalogue,
    Access access,
    Documents documents,
    Policies policies,
    Lint lint,
    Interpolation interpolation,
    Query query,
    JournalStore store,
    JournalStore.Holder holder,
    InstantSource clock,
    Pause pause) {

  /** These, with a watcher who learns of every pause. */
  Tools told(Watcher watcher) {
    return with(aws, new Told(pause, watcher));
  }

  /** These, with another way to AWS. */
  Tools calling(AwsCalls other) {
    return with(other, pause);
  }

  private Tools with(AwsCalls otherAws, Pause otherPause) {
    return new Tools(
        otherAws,
        catalogue,
        access,
        documents,
        policies,
        lint,
        interpolation,
        query,
        store,
        holder,
        clock,
        otherPause);
  }

  private record Told(Pause pause, Watcher watcher) implements Pause {
    @Override
    public void pause(Duration duration) {
      pause.pause(duration);
      watcher.paused(duration);
    }

    @Override
    public Duration patience() {
      return pause.patience();
    }
  }
}
