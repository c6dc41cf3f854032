package io.orgsh.sandbox.service;

import java.time.Instant;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What Detective knows: the state named {@code detective}. */
public final class DetectiveState {
  /** At most one per account, colon, region. */
  public SortedMap<String, Graph> graphs = new TreeMap<>();

  /** The organization's administrator by region. */
  public SortedMap<String, Administration> administrations = new TreeMap<>();

  /** A behavior graph. */
  public static final class Graph {
    /** Its ARN. */
    public String arn = "";

    /** When it was made, or will be. */
    public Instant created = Instant.EPOCH;

    /** Its tags. */
    public SortedMap<String, String> tags = new TreeMap<>();

    /** Package of data sources to since when it is taken in. */
    public SortedMap<String, Instant> packages = new TreeMap<>();

    /** By account, without the administrator. */
    public SortedMap<String, Member> members = new TreeMap<>();
  }

  /** Who administers Detective for the organization in a region. */
  public static final class Administration {
    /** The delegated administrator. */
    public String account = "";

    /** Since when. */
    public Instant since = Instant.EPOCH;

    /** Whether accounts that join become members. */
    public boolean autoEnable;

    /** The accounts that were there before, so that others are new. */
    public SortedSet<String> seen = new TreeSet<>();
  }

  /** An account as a graph's administrator sees it. */
  public static final class Member {
    /** The address that it was invited at. */
    public String email = "";

    /**
     * {@code VERIFICATION_IN_PROGRESS}, {@code VERIFICATION_FAILED}, {@code INVITED}, {@code
     * ENABLED} or {@code ACCEPTED_BUT_DISABLED}.
     */
    public String status = "";

    /** Why it is accepted but disabled; empty unless it is. */
    public String disabledReason = "";

    /** {@code INVITATION} or {@code ORGANIZATION}. */
    public String type = "INVITATION";

    /** What its invitation says; empty for nothing. */
    public String message = "";

    /** Whether no invitation is mailed. */
    public boolean quiet;

    /** When it was invited or added. */
    public Instant invited = Instant.EPOCH;

    /** When it last changed. */
    public Instant updated = Instant.EPOCH;
  }
}
