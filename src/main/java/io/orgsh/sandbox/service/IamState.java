package io.orgsh.sandbox.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The state named {@code iam}. The role that Organizations makes in each account it creates is not
 * written down until somebody changes it.
 */
public final class IamState {
  /** Account to name to role. */
  public SortedMap<String, SortedMap<String, Role>> roles = new TreeMap<>();

  /** Account to name to service-linked role. */
  public SortedMap<String, SortedMap<String, Role>> serviceLinked = new TreeMap<>();

  /** Accounts where the role of Organizations is no longer as it was made. */
  public SortedSet<String> changedAccess = new TreeSet<>();

  /** Account to deletion tasks of service-linked roles that were done. */
  public SortedMap<String, SortedSet<String>> deletions = new TreeMap<>();

  /** A role. */
  public static final class Role {
    /** {@code AROA…}. */
    public String id = "";

    /** Unique in the account. */
    public String name = "";

    /** Begins and ends with a slash. */
    public String path = "/";

    /** The trust policy as it was sent. */
    public String trust = "";

    /** Empty when none was given. */
    public String description = "";

    /** When it was made. */
    public Instant created = Instant.EPOCH;

    /** Seconds. */
    public int maxSession = 3600;

    /** Name to the policy as it was sent. */
    public SortedMap<String, String> inline = new TreeMap<>();

    /** ARNs of managed policies in the order of attaching. */
    public List<String> attached = new ArrayList<>();

    /** Key to value. */
    public SortedMap<String, String> tags = new TreeMap<>();
  }
}
