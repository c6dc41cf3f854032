package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import io.orgsh.sandbox.policy.Grant;
import io.orgsh.sandbox.policy.PolicyKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** What analyzers find in the policies that were analyzed. */
final class AnalyzedPolicies {
  private final World world;
  private final AnalyzerBook book;
  private final AccessAnalyzerDelays delays;
  private final RoleBook roles;

  AnalyzedPolicies(World world, AnalyzerBook book, AccessAnalyzerDelays delays) {
    this.world = world;
    this.book = book;
    this.delays = delays;
    this.roles = new RoleBook(world);
  }

  /** The findings of an analyzer by id, those included that are resolved. */
  SortedMap<String, AccessAnalyzerState.Finding> findings(AnalyzerBook.Entry entry, Instant now) {
    var findings = new TreeMap<String, AccessAnalyzerState.Finding>();
    entry
        .analyzer()
        .resolved
        .forEach(
            (id, finding) -> {
              if (now.isBefore(finding.updated.plus(delays.resolved()))) {
                findings.put(id, finding);
              }
            });
    resources(
        entry,
        (arn, resource) ->
            found(entry, arn, resource)
                .forEach(
                    finding -> {
                      if (!now.isBefore(finding.created)) {
                        findings.put(finding.id, finding);
                      }
                    }));
    return findings;
  }

  /** Everything that an analyzer looks at. */
  void resources(AnalyzerBook.Entry entry, BiConsumer<String, AccessAnalyzerState.Watched> each) {
    if (!AnalyzerTypes.isExternal(entry.analyzer().type)) {
      return;
    }
    book.state()
        .watched
        .forEach(
            (arn, resource) -> {
              if (covers(entry, resource)) {
                each.accept(arn, resource);
              }
            });
    if (!AnalyzerTypes.isOfOrganization(entry.analyzer().type)) {
      unwritten(entry.place().account(), each);
    }
  }

  /**
   * The role of Organizations, where nobody changed it. It lets in the management account only,
   * which is inside for analyzers of the organization.
   */
  private void unwritten(String account, BiConsumer<String, AccessAnalyzerState.Watched> each) {
    IamState state = world.state("iam", IamState.class, IamState::new);
    for (IamState.Role role : roles.all(account)) {
      boolean written =
          roles.isServiceLinked(account, role.name)
              || state.roles.getOrDefault(account, new TreeMap<>()).containsKey(role.name);
      if (!written) {
        var resource = new AccessAnalyzerState.Watched();
        resource.type = SharedResources.ROLE;
        resource.account = account;
        resource.policy = role.trust;
        resource.next = role.trust;
        each.accept("arn:aws:iam::" + account + ":role" + role.path + role.name, resource);
      }
    }
  }

  private static boolean covers(AnalyzerBook.Entry entry, AccessAnalyzerState.Watched resource) {
    return (resource.region.isEmpty() || resource.region.equals(entry.place().region()))
        && (AnalyzerTypes.isOfOrganization(entry.analyzer().type)
            || resource.account.equals(entry.place().account()));
  }

  /** A resource's policy becomes the present one; what it no longer shares is resolved. */
  void replace(String arn, AccessAnalyzerState.Watched resource) {
    Instant at = resource.due;
    var entries =
        book.all(_ -> true).stream()
            .filter(entry -> AnalyzerTypes.isExternal(entry.analyzer().type))
            .filter(entry -> covers(entry, resource) && book.status(entry, at).equals("ACTIVE"))
            .toList();
    var before = entries.stream().map(entry -> found(entry, arn, resource)).toList();
    resource.policy = resource.next;
    resource.analyzed = at;
    resource.due = Instant.EPOCH;
    for (int i = 0; i < entries.size(); i++) {
      AccessAnalyzerState.Analyzer analyzer = entries.get(i).analyzer();
      var after = found(entries.get(i), arn, resource).stream().map(each -> each.id).toList();
      after.forEach(id -> analyzer.resolved.remove(id));
      for (AccessAnalyzerState.Finding finding : before.get(i)) {
        if (!after.contains(finding.id) && !at.isBefore(finding.created)) {
          finding.status = "RESOLVED";
          finding.updated = at;
          analyzer.resolved.put(finding.id, finding);
          analyzer.marks.remove(finding.id);
        }
      }
    }
  }

  private List<AccessAnalyzerState.Finding> found(
      AnalyzerBook.Entry entry, String arn, AccessAnalyzerState.Watched resource) {
    boolean organization = AnalyzerTypes.isOfOrganization(entry.analyzer().type);
    var zone = new ZoneOfTrust(book.organization(), organization ? "" : resource.account);
    var kind = resource.type.equals(SharedResources.BUCKET) ? PolicyKind.BUCKET : PolicyKind.TRUST;
    Instant first = book.active(entry.analyzer()).plus(delays.scan());
    Instant at = first.isAfter(resource.analyzed) ? first : resource.analyzed;
    var findings = new ArrayList<AccessAnalyzerState.Finding>();
    for (Grant grant : zone.outside(resource.policy, kind)) {
      findings.add(finding(entry.analyzer(), arn, resource, grant, at));
    }
    return findings;
  }

  private static AccessAnalyzerState.Finding finding(
      AccessAnalyzerState.Analyzer analyzer,
      String arn,
      AccessAnalyzerState.Watched resource,
      Grant grant,
      Instant at) {
    var finding = new AccessAnalyzerState.Finding();
    finding.resource = arn;
    finding.resourceType = resource.type;
    finding.owner = resource.account;
    finding.kind = grant.kind();
    finding.principal = principal(grant.principal());
    finding.actions = List.copyOf(grant.actions());
    finding.conditions = grant.conditions();
    finding.isPublic = grant.open();
    finding.id =
        DerivedIds.uuid(
            analyzer.arn,
            arn,
            finding.principal,
            String.join(",", grant.actions()),
            grant.conditions().toString());
    finding.created = at;
    finding.updated = at;
    AccessAnalyzerState.Mark mark = analyzer.marks.get(finding.id);
    if (mark != null) {
      finding.status = mark.status;
      finding.updated = mark.at;
    } else if (AnalyzerRules.archives(analyzer, finding)) {
      finding.status = "ARCHIVED";
    }
    return finding;
  }

  /** AWS names an account by its number, whichever way the policy does. */
  private static String principal(String name) {
    return name.endsWith(":root") ? ZoneOfTrust.accountOf(name).orElse(name) : name;
  }
}
