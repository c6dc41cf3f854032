package io.orgsh.sandbox.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What Security Hub knows: the state named {@code securityhub}. Places: account, colon, region. */
public final class SecurityHubState {
  /** Where it is on, by place. */
  public SortedMap<String, Hub> hubs = new TreeMap<>();

  /** The delegated administrator and his members, by region. */
  public SortedMap<String, Administration> administrations = new TreeMap<>();

  /** By place, then by the finding's id. */
  public SortedMap<String, SortedMap<String, Finding>> findings = new TreeMap<>();

  /** By account; each may have one. */
  public SortedMap<String, Aggregator> aggregators = new TreeMap<>();

  /** How the organization is configured. */
  public Central central = new Central();

  /** An account's Security Hub in a region. */
  public static final class Hub {
    /** When it was enabled. */
    public Instant subscribed = Instant.EPOCH;

    /** Whether new controls of enabled standards come on by themselves. */
    public boolean autoEnableControls = true;

    /** {@code SECURITY_CONTROL} or {@code STANDARD_CONTROL}. */
    public String generator = "SECURITY_CONTROL";

    /** Enabled standards by the end of their ARN: {@code pci-dss/v/3.2.1}. */
    public SortedMap<String, Subscription> standards = new TreeMap<>();
  }

  /** An enabled standard. */
  public static final class Subscription {
    /** {@code PENDING}, {@code READY}, {@code INCOMPLETE} or {@code DELETING}. */
    public String status = "PENDING";

    /** Since when. */
    public Instant since = Instant.EPOCH;

    /** When its controls were last checked; {@code EPOCH} for never. */
    public Instant checked = Instant.EPOCH;
  }

  /** The organization's administration in a region. */
  public static final class Administration {
    /** The delegated administrator. */
    public String account = "";

    /** Since when. */
    public Instant since = Instant.EPOCH;

    /** {@code ENABLED} or {@code DISABLE_IN_PROGRESS}. */
    public String status = "ENABLED";

    /** When it began to be removed. */
    public Instant leaving = Instant.EPOCH;

    /** Whether accounts that join are enabled. */
    public boolean autoEnable;

    /** {@code DEFAULT} or {@code NONE}. */
    public String autoEnableStandards = "DEFAULT";

    /** By account. */
    public SortedMap<String, Member> members = new TreeMap<>();

    /** The accounts that were active before, so that others are new. */
    public SortedSet<String> seen = new TreeSet<>();
  }

  /** An account as the administrator sees it. */
  public static final class Member {
    /** {@code Enabled} or {@code Removed}. */
    public String status = "Enabled";

    /** When it was added. */
    public Instant added = Instant.EPOCH;

    /** When it last changed. */
    public Instant updated = Instant.EPOCH;
  }

  /** A finding; what it says besides follows from its source. */
  public static final class Finding {
    /** {@code Security Hub} or {@code GuardDuty}. */
    public String product = "";

    /** The control's id, or the id in GuardDuty. */
    public String source = "";

    /** Ends of the ARNs of the standards that ask for the control. */
    public List<String> standards = new ArrayList<>();

    /** {@code PASSED} or {@code FAILED}; empty where nothing is complied with. */
    public String compliance = "";

    /** {@code ACTIVE} or {@code ARCHIVED}. */
    public String record = "ACTIVE";

    /** {@code NEW}, {@code NOTIFIED}, {@code RESOLVED} or {@code SUPPRESSED}. */
    public String workflow = "NEW";

    /** What an analyst has added, with the API's member names. */
    public ObjectNode added = JsonNodeFactory.instance.objectNode();

    /** When it was found first. */
    public Instant created = Instant.EPOCH;

    /** When it last changed. */
    public Instant updated = Instant.EPOCH;
  }

  /** A finding aggregator. */
  public static final class Aggregator {
    /** Its ARN. */
    public String arn = "";

    /** The home region. */
    public String region = "";

    /** {@code ALL_REGIONS} and its kin. */
    public String mode = "";

    /** What the mode is about. */
    public List<String> regions = new ArrayList<>();
  }

  /** Central configuration. */
  public static final class Central {
    /** {@code LOCAL} or {@code CENTRAL}. */
    public String type = "LOCAL";

    /** The administrator's home region; empty while local. */
    public String home = "";

    /** Since when. */
    public Instant since = Instant.EPOCH;

    /** {@code PENDING} or {@code ENABLED}. */
    public String status = "ENABLED";

    /** By id. */
    public SortedMap<String, Policy> policies = new TreeMap<>();

    /** By the id of the root, organizational unit or account. */
    public SortedMap<String, Association> associations = new TreeMap<>();

    /** What became of it in each account, by account. */
    public SortedMap<String, Outcome> outcomes = new TreeMap<>();
  }

  /** A configuration policy. */
  public static final class Policy {
    /** Its name. */
    public String name = "";

    /** In the operator's words. */
    public String description = "";

    /** With the API's member names. */
    public ObjectNode policy = JsonNodeFactory.instance.objectNode();

    /** When it was made. */
    public Instant created = Instant.EPOCH;

    /** When it was last changed. */
    public Instant updated = Instant.EPOCH;
  }

  /** A policy applied to a target. */
  public static final class Association {
    /** The policy's id, or {@code SELF_MANAGED_SECURITY_HUB}. */
    public String policy = "";

    /** When. */
    public Instant since = Instant.EPOCH;
  }

  /** What a policy did in an account. */
  public static final class Outcome {
    /** The policy's id. */
    public String policy = "";

    /** {@code SUCCESS} or {@code FAILED}. */
    public String status = "";

    /** Why it failed; empty unless it did. */
    public String message = "";

    /** When. */
    public Instant since = Instant.EPOCH;
  }
}
