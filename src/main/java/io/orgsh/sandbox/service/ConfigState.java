package io.orgsh.sandbox.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What AWS Config knows: the state named {@code config}. Places are account, colon, region. */
public final class ConfigState {
  /** What is recorded, by place. */
  public SortedMap<String, Recording> recordings = new TreeMap<>();

  /** By place, then by name. */
  public SortedMap<String, SortedMap<String, Aggregator>> aggregators = new TreeMap<>();

  /** Organization rules and organization conformance packs, by ARN. */
  public SortedMap<String, Deployment> deployments = new TreeMap<>();

  /** The rules that accounts have, by place, then by name. */
  public SortedMap<String, SortedMap<String, Rule>> rules = new TreeMap<>();

  /** A recorder and its delivery channel. */
  public static final class Recording {
    /** With the API's member names; empty for none. */
    public ObjectNode recorder = JsonNodeFactory.instance.objectNode();

    /** With the API's member names; empty for none. */
    public ObjectNode channel = JsonNodeFactory.instance.objectNode();

    /** Whether it runs. */
    public boolean recording;

    /** When it was last started. */
    public Instant started = Instant.EPOCH;

    /** When it was last stopped. */
    public Instant stopped = Instant.EPOCH;
  }

  /** An aggregator. */
  public static final class Aggregator {
    /** Its ARN. */
    public String arn = "";

    /** {@code AccountAggregationSources} or {@code OrganizationAggregationSource}. */
    public ObjectNode source = JsonNodeFactory.instance.objectNode();

    /** When it was made. */
    public Instant created = Instant.EPOCH;

    /** When it was last put. */
    public Instant updated = Instant.EPOCH;
  }

  /** Something that Config rolls out to the accounts of an organization. */
  public static final class Deployment {
    /** {@code RULE} or {@code PACK}. */
    public String kind = "RULE";

    /** Its name, unique per creator and region. */
    public String name = "";

    /** Its ARN. */
    public String arn = "";

    /** The account that made it and alone sees it. */
    public String account = "";

    /** Where. */
    public String region = "";

    /** The request that put it. */
    public ObjectNode request = JsonNodeFactory.instance.objectNode();

    /** Accounts that do not get it. */
    public List<String> excluded = new ArrayList<>();

    /** What each account gets. */
    public List<Wanted> wanted = new ArrayList<>();

    /** {@code CREATE}, {@code UPDATE} or {@code DELETE}. */
    public String phase = "CREATE";

    /** When the phase began. */
    public Instant started = Instant.EPOCH;

    /** Whether the phase is over. */
    public boolean settled;

    /** How many accounts the organization had when it was last looked at. */
    public int accounts;

    /** Whether an account has yet to get it. */
    public boolean waiting;

    /** By account. */
    public SortedMap<String, Outcome> members = new TreeMap<>();
  }

  /** A rule that accounts are to get. */
  public static final class Wanted {
    /** Its name in the accounts. */
    public String name = "";

    /** {@code GUARDDUTY_ENABLED_CENTRALIZED}. */
    public String identifier = "";

    /** The operator's words. */
    public String description = "";

    /** JSON text; empty for none. */
    public String parameters = "";

    /** {@code TwentyFour_Hours}. */
    public String frequency = "TwentyFour_Hours";
  }

  /** What became of a deployment in an account. */
  public static final class Outcome {
    /** {@code CREATE_SUCCESSFUL} and its kin. */
    public String status = "";

    /** {@code NoAvailableConfigurationRecorder}; empty for none. */
    public String errorCode = "";

    /** In AWS's words; empty for none. */
    public String errorMessage = "";

    /** When it last changed. */
    public Instant updated = Instant.EPOCH;
  }

  /** A rule of an account. */
  public static final class Rule {
    /** Its ARN. */
    public String arn = "";

    /** What it checks and how often. */
    public Wanted wanted = new Wanted();

    /** The deployment that brought it. */
    public String deployment = "";

    /** {@code COMPLIANT}, {@code NON_COMPLIANT} or {@code INSUFFICIENT_DATA}. */
    public String compliance = "INSUFFICIENT_DATA";

    /** When it was last evaluated; {@code EPOCH} for never. */
    public Instant evaluated = Instant.EPOCH;

    /** When somebody last asked for an evaluation. */
    public Instant asked = Instant.EPOCH;

    /** When it is evaluated next. */
    public Instant due = Instant.EPOCH;
  }
}
