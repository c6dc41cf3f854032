package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The analyzers of all accounts, and in which state they are. */
final class AnalyzerBook {
  static final String PRINCIPAL = "access-analyzer.amazonaws.com";

  private static final Pattern ARN =
      Pattern.compile("arn:aws:access-analyzer:([a-z0-9-]+):([0-9]{12}):analyzer/([^/]+)");

  /** An analyzer with where it is. */
  record Entry(Place place, AccessAnalyzerState.Analyzer analyzer) {}

  private final World world;
  private final AccessAnalyzerDelays delays;

  AnalyzerBook(World world, AccessAnalyzerDelays delays) {
    this.world = world;
    this.delays = delays;
  }

  AccessAnalyzerState state() {
    return world.state("access-analyzer", AccessAnalyzerState.class, AccessAnalyzerState::new);
  }

  OrganizationState organization() {
    return world.state("organizations", OrganizationState.class, OrganizationState::new);
  }

  /** The analyzers in a place, by name. */
  List<AccessAnalyzerState.Analyzer> at(Place place) {
    return List.copyOf(state().analyzers.getOrDefault(place.key(), new TreeMap<>()).values());
  }

  /** All analyzers that a place passes. */
  List<Entry> all(Predicate<Place> where) {
    return state().analyzers.entrySet().stream()
        .map(entry -> Map.entry(Place.of(entry.getKey()), entry.getValue()))
        .filter(entry -> where.test(entry.getKey()))
        .flatMap(
            entry ->
                entry.getValue().values().stream().map(each -> new Entry(entry.getKey(), each)))
        .toList();
  }

  Optional<AccessAnalyzerState.Analyzer> find(Place place, String name) {
    return Optional.ofNullable(
        state().analyzers.getOrDefault(place.key(), new TreeMap<>()).get(name));
  }

  void add(Place place, AccessAnalyzerState.Analyzer analyzer) {
    state()
        .analyzers
        .computeIfAbsent(place.key(), _ -> new TreeMap<>())
        .put(analyzer.name, analyzer);
  }

  void remove(Place place, AccessAnalyzerState.Analyzer analyzer) {
    var there = state().analyzers.getOrDefault(place.key(), new TreeMap<>());
    there.remove(analyzer.name);
    if (there.isEmpty()) {
      state().analyzers.remove(place.key());
    }
  }

  /**
   * The caller's analyzer that a request names with {@code analyzerName}.
   *
   * @throws AwsError {@code ResourceNotFoundException}
   */
  AccessAnalyzerState.Analyzer named(ServiceRequest request) throws AwsError {
    String name = Asked.of(request).text("analyzerName");
    return find(Place.of(request), name)
        .orElseThrow(() -> AccessAnalyzerErrors.absent("Analyzer", name));
  }

  /**
   * The caller's analyzer that a request names with an ARN.
   *
   * @param member {@code analyzerArn} or {@code resourceArn}
   * @throws AwsError {@code ValidationException}, {@code AccessDeniedException} for another
   *     account's, {@code ResourceNotFoundException}
   */
  AccessAnalyzerState.Analyzer byArn(ServiceRequest request, String member) throws AwsError {
    String arn = Asked.of(request).text(member);
    Matcher parts = ARN.matcher(arn);
    if (!parts.matches()) {
      throw AccessAnalyzerErrors.invalid("Invalid analyzer ARN: " + arn);
    }
    if (!parts.group(2).equals(request.caller().account())) {
      throw AwsError.of(
          "AccessDeniedException",
          403,
          "Account " + request.caller().account() + " does not own the analyzer " + arn);
    }
    return find(Place.of(request), parts.group(3))
        .filter(_ -> parts.group(1).equals(request.region()))
        .orElseThrow(() -> AccessAnalyzerErrors.absent("Analyzer", arn));
  }

  /** Since when a new analyzer works. */
  Instant active(AccessAnalyzerState.Analyzer analyzer) {
    return analyzer.created.plus(delays.creation());
  }

  /** {@code CREATING}, {@code ACTIVE}, {@code DISABLED} or {@code FAILED}. */
  String status(Entry entry, Instant now) {
    if (now.isBefore(active(entry.analyzer()))) {
      return "CREATING";
    }
    if (entry.analyzer().failed) {
      return "FAILED";
    }
    return reason(entry).isEmpty() ? "ACTIVE" : "DISABLED";
  }

  /** Why an analyzer is disabled or failed; empty when it is neither. */
  String reason(Entry entry) {
    if (entry.analyzer().failed) {
      return "SERVICE_LINKED_ROLE_CREATION_FAILED";
    }
    if (!AnalyzerTypes.isOfOrganization(entry.analyzer().type)) {
      return "";
    }
    String account = entry.place().account();
    if (!organization().trusts(PRINCIPAL)) {
      return "AWS_SERVICE_ACCESS_DISABLED";
    }
    return organization().isManagement(account)
            || organization().isAdministrator(account, PRINCIPAL)
        ? ""
        : "DELEGATED_ADMINISTRATOR_DEREGISTERED";
  }

  /** Whether the service knows by now that the organization trusts it. */
  boolean trusted(Instant now) {
    Instant since = organization().trustedAccess.get(PRINCIPAL);
    return since != null && !now.isBefore(since.plus(delays.propagation()));
  }

  /** Whether the service knows by now that an account may look at the whole organization. */
  boolean administers(String account, Instant now) {
    Instant since =
        organization().administrators.getOrDefault(PRINCIPAL, new TreeMap<>()).get(account);
    return organization().isManagement(account)
        || (since != null && !now.isBefore(since.plus(delays.propagation())));
  }
}
