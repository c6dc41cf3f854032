package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Aggregators: the place from which all accounts and regions can be looked at. */
final class ConfigAggregators {
  private static final int MOST = 50;

  private final World world;
  private final ConfigOrganization organization;
  private final Roles roles;
  private final ConfigDelays delays;

  ConfigAggregators(
      World world, ConfigOrganization organization, Roles roles, ConfigDelays delays) {
    this.world = world;
    this.organization = organization;
    this.roles = roles;
    this.delays = delays;
  }

  void in(OperationTable operations) {
    operations
        .with("PutConfigurationAggregator", this::put)
        .with("DescribeConfigurationAggregators", this::describe)
        .with("DescribeConfigurationAggregatorSourcesStatus", this::sources)
        .with("DeleteConfigurationAggregator", this::delete);
  }

  private ConfigState state() {
    return world.state("config", ConfigState.class, ConfigState::new);
  }

  private SortedMap<String, ConfigState.Aggregator> here(ServiceRequest request) {
    return state().aggregators.getOrDefault(Place.of(request).key(), new TreeMap<>());
  }

  /**
   * The aggregator of that name.
   *
   * @throws AwsError {@code NoSuchConfigurationAggregatorException}
   */
  ConfigState.Aggregator named(ServiceRequest request, String name) throws AwsError {
    ConfigState.Aggregator aggregator = here(request).get(name);
    if (aggregator == null) {
      throw AwsError.of(
          "NoSuchConfigurationAggregatorException",
          "The configuration aggregator does not exist. Check the configuration aggregator name and"
              + " try again.");
    }
    return aggregator;
  }

  private ObjectNode put(ServiceRequest request) throws AwsError {
    Asked asked = Asked.of(request);
    String name = asked.text("ConfigurationAggregatorName");
    if (!name.matches("[\\w-]{1,256}")) {
      throw ConfigErrors.validation("configurationAggregatorName", name);
    }
    boolean ofOrganization = asked.has("OrganizationAggregationSource");
    if (ofOrganization == asked.has("AccountAggregationSources")) {
      throw ConfigErrors.parameter(
          "Exactly one of AccountAggregationSources and OrganizationAggregationSource must be"
              + " provided.");
    }
    if (ofOrganization) {
      organization.admit(request, ConfigOrganization.AGGREGATION);
      checkRole(request, asked.part("OrganizationAggregationSource").text("RoleArn"));
      checkRegions(asked.part("OrganizationAggregationSource"));
      organization.trust(request, ConfigOrganization.AGGREGATION);
    } else {
      for (Asked source : asked.parts("AccountAggregationSources")) {
        checkRegions(source);
      }
    }
    ConfigState.Aggregator before = here(request).get(name);
    if (before == null && here(request).size() >= MOST) {
      throw AwsError.of(
          "LimitExceededException",
          "You have reached the limit of the number of aggregators: " + MOST + ".");
    }
    ConfigState.Aggregator aggregator = aggregator(request, name);
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    String member = ofOrganization ? "OrganizationAggregationSource" : "AccountAggregationSources";
    kept.set(member, request.parameters().path(member).deepCopy());
    if (!kept.equals(aggregator.source)) {
      aggregator.source = kept;
      aggregator.updated = request.now();
      state()
          .aggregators
          .computeIfAbsent(Place.of(request).key(), _ -> new TreeMap<>())
          .put(name, aggregator);
      world.mutated("config:PutConfigurationAggregator");
    }
    ObjectNode reply = reply();
    reply.set("ConfigurationAggregator", described(name, aggregator));
    return reply;
  }

  private ConfigState.Aggregator aggregator(ServiceRequest request, String name) {
    ConfigState.Aggregator there = here(request).get(name);
    if (there != null) {
      return there;
    }
    var made = new ConfigState.Aggregator();
    String suffix = DerivedIds.suffix(8, "aggregator", name, Place.of(request).key());
    made.arn = Place.of(request).arn("config", "config-aggregator/config-aggregator-" + suffix);
    made.created = request.now();
    return made;
  }

  private void checkRole(ServiceRequest request, String arn) throws AwsError {
    String account = request.caller().account();
    if (!arn.startsWith("arn:aws:iam::" + account + ":role/")
        || !roles.has(account, roleName(arn))) {
      throw AwsError.of(
          "InvalidRoleException",
          "The role " + (arn.isEmpty() ? "null" : arn) + " cannot be assumed by AWS Config.");
    }
  }

  private static String roleName(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  private static void checkRegions(Asked source) throws AwsError {
    if (source.flag("AllAwsRegions") != source.texts("AwsRegions").isEmpty()) {
      throw ConfigErrors.parameter("Exactly one of AllAwsRegions and AwsRegions must be provided.");
    }
  }

  private ObjectNode describe(ServiceRequest request) throws AwsError {
    List<String> names = Asked.of(request).texts("ConfigurationAggregatorNames");
    var aggregators = new ArrayList<ObjectNode>();
    for (String name : names.isEmpty() ? List.copyOf(here(request).keySet()) : names) {
      aggregators.add(described(name, named(request, name)));
    }
    return ConfigPages.page(request, "ConfigurationAggregators", aggregators);
  }

  private static ObjectNode described(String name, ConfigState.Aggregator aggregator) {
    ObjectNode described =
        reply()
            .put("ConfigurationAggregatorName", name)
            .put("ConfigurationAggregatorArn", aggregator.arn);
    described.setAll(aggregator.source.deepCopy());
    described.set("CreationTime", Timestamps.of(aggregator.created));
    described.set("LastUpdatedTime", Timestamps.of(aggregator.updated));
    return described;
  }

  private ObjectNode delete(ServiceRequest request) throws AwsError {
    String name = Asked.of(request).text("ConfigurationAggregatorName");
    ConfigState.Aggregator _ = named(request, name);
    SortedMap<String, ConfigState.Aggregator> here = here(request);
    here.remove(name);
    if (here.isEmpty()) {
      state().aggregators.remove(Place.of(request).key());
    }
    world.mutated("config:DeleteConfigurationAggregator");
    return reply();
  }

  private ObjectNode sources(ServiceRequest request) throws AwsError {
    ConfigState.Aggregator aggregator =
        named(request, Asked.of(request).text("ConfigurationAggregatorName"));
    List<String> wanted = Asked.of(request).texts("UpdateStatus");
    var sources = new ArrayList<ObjectNode>();
    if (aggregator.source.has("OrganizationAggregationSource") && hasData(request, aggregator)) {
      ObjectNode source = reply().put("SourceId", "Organization").put("SourceType", "ORGANIZATION");
      sources.add(updated(source, aggregator, mayRead(request, aggregator)));
    }
    for (Place place : places(request, aggregator)) {
      ObjectNode source =
          reply()
              .put("SourceId", place.account())
              .put("SourceType", "ACCOUNT")
              .put("AwsRegion", place.region());
      sources.add(updated(source, aggregator, true));
    }
    sources.removeIf(
        each -> !wanted.isEmpty() && !wanted.contains(each.path("LastUpdateStatus").asString("")));
    return ConfigPages.page(request, "AggregatedSourceStatusList", sources);
  }

  private ObjectNode updated(ObjectNode source, ConfigState.Aggregator aggregator, boolean well) {
    source.put("LastUpdateStatus", well ? "SUCCEEDED" : "FAILED");
    source.set("LastUpdateTime", Timestamps.of(aggregator.updated.plus(delays.aggregation())));
    if (!well) {
      source
          .put("LastErrorCode", "AccessDenied")
          .put(
              "LastErrorMessage",
              "The role of the aggregator cannot be assumed or may not list the organization's"
                  + " accounts.");
    }
    return source;
  }

  private boolean hasData(ServiceRequest request, ConfigState.Aggregator aggregator) {
    return !request.now().isBefore(aggregator.updated.plus(delays.aggregation()));
  }

  private boolean mayRead(ServiceRequest request, ConfigState.Aggregator aggregator) {
    String account = request.caller().account();
    String role =
        roleName(Asked.of(aggregator.source).part("OrganizationAggregationSource").text("RoleArn"));
    boolean administrates =
        organization.state().isManagement(account)
            || organization.isAdministrator(account, ConfigOrganization.AGGREGATION, request.now());
    return administrates
        && roles.has(account, role)
        && roles.trusts(account, role, ConfigOrganization.AGGREGATION, "")
        && roles.allows(account, role, "organizations:ListAccounts", "*");
  }

  /** Where an aggregator has data from: the open regions of the accounts that it may read. */
  List<Place> places(ServiceRequest request, ConfigState.Aggregator aggregator) {
    var places = new ArrayList<Place>();
    if (!hasData(request, aggregator)) {
      return places;
    }
    Asked source = Asked.of(aggregator.source);
    if (source.has("OrganizationAggregationSource")) {
      if (mayRead(request, aggregator)) {
        Asked whole = source.part("OrganizationAggregationSource");
        organization.state().active().forEach(account -> places.addAll(open(account, whole)));
      }
      return places;
    }
    // An account that is not the caller's own would have to authorize it, which is not emulated.
    String own = request.caller().account();
    for (Asked accounts : source.parts("AccountAggregationSources")) {
      if (accounts.texts("AccountIds").contains(own)) {
        places.addAll(open(own, accounts));
      }
    }
    return places;
  }

  private List<Place> open(String account, Asked source) {
    OrganizationState.Entry entry = organization.state().accounts.get(account);
    var regions = new TreeSet<String>();
    if (entry != null) {
      regions.addAll(entry.regions.keySet());
      regions.removeIf(region -> !organization.state().isOpen(account, region));
    }
    if (!source.flag("AllAwsRegions")) {
      regions.retainAll(source.texts("AwsRegions"));
    }
    return regions.stream().map(region -> new Place(account, region)).toList();
  }

  private static ObjectNode reply() {
    return JsonNodeFactory.instance.objectNode();
  }
}
