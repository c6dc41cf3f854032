package io.orgsh.sandbox.service;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The state named {@code cloudtrail}. Empty text and the epoch: not set. */
public final class CloudTrailState {
  /** By ARN. */
  public SortedMap<String, Trail> trails = new TreeMap<>();

  /** A trail. An organization trail belongs to management, whoever made it. */
  public static final class Trail {
    /** Unique in account and region. */
    public String name = "";

    /** With the owner's account and the home region. */
    public String arn = "";

    /** The account. */
    public String owner = "";

    /** Where it was made. */
    public String home = "";

    /** Where the log files go. */
    public String bucket = "";

    /** Before {@code AWSLogs/}, without a slash at its end. */
    public String prefix = "";

    /** ARN of a key. */
    public String key = "";

    /** Whether it covers all accounts. */
    public boolean organization;

    /** Whether it covers all regions. */
    public boolean multiRegion;

    /** Whether events of global services are in it. */
    public boolean globalEvents = true;

    /** Whether log files can be validated. */
    public boolean validation;

    /** {@code EventSelectors}, if set. */
    public ArrayNode selectors = JsonNodeFactory.instance.arrayNode();

    /** {@code AdvancedEventSelectors}, if set. */
    public ArrayNode advancedSelectors = JsonNodeFactory.instance.arrayNode();

    /** Key to value. */
    public SortedMap<String, String> tags = new TreeMap<>();

    /** Whether it logs. */
    public boolean logging;

    /** When it last began. */
    public Instant started = Instant.EPOCH;

    /** When it last stopped. */
    public Instant stopped = Instant.EPOCH;

    /** When log files are due next. */
    public Instant due = Instant.EPOCH;

    /** When log files were last tried to be delivered. */
    public Instant attempted = Instant.EPOCH;

    /** When log files last arrived. */
    public Instant delivered = Instant.EPOCH;

    /** S3's error code at the last attempt. */
    public String deliveryError = "";
  }
}
