package io.orgsh.sandbox.service;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/** What SNS knows: the state named {@code sns}. */
public final class SnsState {
  /** By ARN. */
  public SortedMap<String, Topic> topics = new TreeMap<>();

  /** A topic. */
  public static final class Topic {
    /** Its ARN. */
    public String arn = "";

    /** The account that made it. */
    public String owner = "";

    /** {@code Policy}, {@code DisplayName} and others that were set. */
    public SortedMap<String, String> attributes = new TreeMap<>();

    /** Its tags. */
    public SortedMap<String, String> tags = new TreeMap<>();

    /** By ARN, the pending ones too. */
    public SortedMap<String, Subscription> subscriptions = new TreeMap<>();

    /** How many were removed. */
    public int removed;
  }

  /** A subscription. */
  public static final class Subscription {
    /** Its ARN. */
    public String arn = "";

    /** {@code email}, {@code email-json}, {@code https}, … */
    public String protocol = "";

    /** An address, an ARN or a URL. */
    public String endpoint = "";

    /** The account that asked for it. */
    public String owner = "";

    /** What confirms it. */
    public String token = "";

    /** When the token was sent. */
    public Instant asked = Instant.EPOCH;

    /** Whether somebody has confirmed it. */
    public boolean confirmed;
  }
}
