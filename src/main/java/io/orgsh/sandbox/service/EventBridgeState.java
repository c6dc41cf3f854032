package io.orgsh.sandbox.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What EventBridge knows: the state named {@code events}. */
public final class EventBridgeState {
  /** The default buses' rules: account, colon, region; then by name. */
  public SortedMap<String, SortedMap<String, Rule>> rules = new TreeMap<>();

  /** Events that no rule has seen yet, oldest first. */
  public List<Pending> pending = new ArrayList<>();

  /** A rule of a default bus. */
  public static final class Rule {
    /** Unique per account and region. */
    public String name = "";

    /** {@code arn:aws:events:…:rule/…}. */
    public String arn = "";

    /** JSON text; empty for a rule with a schedule. */
    public String pattern = "";

    /** {@code rate(…)} or {@code cron(…)}; empty for a rule with a pattern. */
    public String schedule = "";

    /** {@code ENABLED} or {@code DISABLED}. */
    public String state = "ENABLED";

    /** The operator's words. */
    public String description = "";

    /** The role it was given; empty if none. */
    public String role = "";

    /** Since when it matches: not at once after it was put. */
    public Instant effective = Instant.EPOCH;

    /** By id, as they were put. */
    public SortedMap<String, ObjectNode> targets = new TreeMap<>();
  }

  /** An event on a bus. */
  public static final class Pending {
    /** The bus's account. */
    public String account = "";

    /** The bus's region. */
    public String region = "";

    /** When it came. */
    public Instant at = Instant.EPOCH;

    /** The whole event. */
    public ObjectNode event = JsonNodeFactory.instance.objectNode();
  }
}
