package io.orgsh.org;

import io.orgsh.aws.Region;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads which regions there are and which of them the session's account may use. */
final class RegionReader {
  private final Inquiry inquiry;
  private final Listing lists;
  private final Configuration configuration;
  private final Region home;

  RegionReader(Inquiry inquiry, Listing lists, Configuration configuration, Region home) {
    this.inquiry = inquiry;
    this.lists = lists;
    this.configuration = configuration;
    this.home = home;
  }

  /** What came of reading. */
  sealed interface Result {
    /** The regions, sorted, and what the operator should know about them. */
    record Read(List<OrgRegion> regions, List<Text> notes) implements Result {}

    /** Nobody knows. */
    record Unreadable(Problem problem) implements Result {}
  }

  Result read(Session session) {
    return switch (lists.regions(session)) {
      case Listing.Answer.Given<OrgRegion>(List<OrgRegion> regions) ->
          new Result.Read(regions, closed(regions).stream().toList());
      case Listing.Answer.Denied<OrgRegion>(String words) -> {
        List<OrgRegion> regions = tried(session);
        yield new Result.Read(
            regions,
            Stream.concat(Stream.of(notAll(words, regions)), closed(regions).stream()).toList());
      }
      case Listing.Answer.Unknown<OrgRegion>(Problem problem) -> new Result.Unreadable(problem);
    };
  }

  /**
   * Home and the configured regions, each tried with STS: its answer in a region proves that the
   * account may use it.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_enable-regions.html">Regional
   *     STS</a>
   */
  private List<OrgRegion> tried(Session session) {
    var candidates = new TreeSet<>(configured());
    candidates.add(home);
    return candidates.stream()
        .map(
            region ->
                new OrgRegion(
                    region,
                    switch (inquiry.ask(
                        Sts.WHO,
                        Inquiry.parameters(),
                        session.credentials(),
                        session.source(),
                        region)) {
                      case Inquiry.Answer.Said _ -> "ENABLED";
                      case Inquiry.Answer.Expired _ -> "DISABLED";
                      case Inquiry.Answer.Refused _, Inquiry.Answer.Unheard _ -> "UNKNOWN";
                    }))
        .toList();
  }

  private List<Region> configured() {
    return switch (configuration.regions()) {
      case Configuration.Regions.Enabled _ -> List.of();
      case Configuration.Regions.Listed(List<Region> regions) -> regions;
    };
  }

  /** Configured regions that cannot be used; a runbook there would fail in each of its targets. */
  private Optional<Text> closed(List<OrgRegion> regions) {
    String closed =
        configured().stream()
            .filter(
                region ->
                    regions.stream()
                        .noneMatch(known -> known.region().equals(region) && known.enabled()))
            .map(Region::code)
            .collect(Collectors.joining(", "));
    return closed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Text.of(
                    "orgsh.yaml lists regions that this account may not use: %s.",
                    "orgsh.yamlのリージョンのうち、このアカウントで有効でないもの: %s")
                .with(closed));
  }

  private static Text notAll(String words, List<OrgRegion> regions) {
    return Text.of(
            "AWS does not let the regions be listed: %s. Known are only those that were tried with"
                + " STS: %s.",
            "リージョンを一覧できません（%s）。STSで確認したリージョンのみを対象とします: %s")
        .with(
            words,
            regions.stream()
                .map(region -> region.region() + " " + region.optStatus())
                .collect(Collectors.joining(", ")));
  }
}
