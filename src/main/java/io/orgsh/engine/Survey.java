package io.orgsh.engine;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.Region;
import io.orgsh.problem.Text;
import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.StepId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a runbook's checks say about a service in accounts and regions, whatever any run did;
 * nothing was changed.
 *
 * @param runbook whose checks
 * @param places whether they tell regions apart
 * @param answers in the order of the steps
 */
public record Survey(Runbook runbook, Places places, List<Answer> answers) {
  public Survey {
    answers = List.copyOf(answers);
  }

  /**
   * Where to look.
   *
   * @param accounts no others are entered but those that speak for them: management and audit
   * @param regions open ones
   * @param atOnce how many reads run at the same time
   */
  public record Extent(Set<AccountId> accounts, List<Region> regions, int atOnce) {
    public Extent {
      accounts = Set.copyOf(accounts);
      regions = List.copyOf(regions);
    }
  }

  /** Learns how far a survey has come, from many threads. */
  public interface Progress {
    /** Nobody wants to know. */
    Progress UNSEEN =
        new Progress() {
          @Override
          public void checks(int all) {}

          @Override
          public void checked(Finding finding) {}
        };

    /** So many checks there are; said once, before the first. */
    void checks(int all);

    /** One of them said this. */
    void checked(Finding finding);
  }

  /** Whether a service is on or off region by region. */
  public enum Places {
    /** Each region may differ. */
    BY_REGION,
    /** What is said holds in every region. */
    EVERYWHERE
  }

  /**
   * What one check said.
   *
   * @param account of whom; empty = of every account
   * @param region where; empty = everywhere
   * @param reason for everything but {@link Finding#SO}
   */
  public record Answer(
      StepId step,
      Optional<AccountId> account,
      Optional<Region> region,
      Finding finding,
      Text reason) {}

  /** What was found. */
  public enum Finding {
    /** It is so. */
    SO,
    /** It is not so. */
    NOT_SO,
    /** It is not so yet, or there but broken. */
    HALF,
    /** The service is not in the region. */
    NOT_THERE,
    /** It could not be read: nobody knows. */
    UNREADABLE
  }
}
