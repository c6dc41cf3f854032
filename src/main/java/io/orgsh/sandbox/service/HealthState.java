package io.orgsh.sandbox.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What AWS Health knows: the state named {@code health}. */
public final class HealthState {
  /** {@code DISABLED}, {@code PENDING} or {@code ENABLED}. */
  public String status = "DISABLED";

  /** What a pending change will give. */
  public String becoming = "DISABLED";

  /** When a pending change will be done. */
  public Instant due = Instant.EPOCH;

  /** Since when the organizational view is on. */
  public Instant enabled = Instant.EPOCH;

  /** What has happened, oldest first. */
  public List<Event> events = new ArrayList<>();

  /** An event. */
  public static final class Event {
    /** Its ARN. */
    public String arn = "";

    /** {@code EC2}. */
    public String service = "";

    /** {@code AWS_EC2_OPERATIONAL_ISSUE}. */
    public String type = "";

    /** {@code issue}, {@code accountNotification} or {@code scheduledChange}. */
    public String category = "";

    /** {@code PUBLIC} or {@code ACCOUNT_SPECIFIC}. */
    public String scope = "";

    /** The affected region. */
    public String region = "";

    /** When it began. */
    public Instant start = Instant.EPOCH;

    /** When it ended; {@code EPOCH} if it has not. */
    public Instant end = Instant.EPOCH;

    /** The affected account; empty for a public event. */
    public String account = "";

    /** The affected resource; empty for a public event. */
    public String entity = "";

    /** In AWS's words. */
    public String description = "";
  }
}
