package io.orgsh.sandbox.service;

import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What AWS Organizations and Account Management know: the state named {@code organizations}, which
 * the other services read to decide who may call what.
 */
public final class OrganizationState {
  /** {@code o-…}. */
  public String id = "";

  /** The management account. */
  public String management = "";

  /** {@code ALL} or {@code CONSOLIDATED_BILLING}. */
  public String featureSet = "ALL";

  /** {@code DEVELOPER}, {@code BASIC}, {@code BUSINESS} or {@code ENTERPRISE}. */
  public String supportPlan = "BUSINESS";

  /** How AWS behaves: {@code current}, or {@code 2021} as in January of that year. */
  public String era = "current";

  /**
   * How the recipients of letters are: {@code diligent} ones follow the link of a letter that wants
   * to be confirmed, those who are {@code away} do not.
   */
  public String people = "diligent";

  /** By account id. */
  public SortedMap<String, Entry> accounts = new TreeMap<>();

  /** Service principals with trusted access, and since when. */
  public SortedMap<String, Instant> trustedAccess = new TreeMap<>();

  /** Delegated administrators: service principal to account id, to since when. */
  public SortedMap<String, SortedMap<String, Instant>> administrators = new TreeMap<>();

  /** The root's id: {@code r-…}. */
  public String root = "";

  /** Organizational units by id. */
  public SortedMap<String, Unit> units = new TreeMap<>();

  /** Accounts asked for with CreateAccount, by the id of the request. */
  public SortedMap<String, Creation> creations = new TreeMap<>();

  /** An organizational unit. */
  public static final class Unit {
    /** As AWS Organizations lists it. */
    public String name = "";

    /** The organizational unit or root it is in. */
    public String parent = "";
  }

  /** An account being made, or made, or not. */
  public static final class Creation {
    /** The account's name. */
    public String name = "";

    /** The root user's address. */
    public String email = "";

    /** The role that the management account may assume. */
    public String role = "OrganizationAccountAccessRole";

    /** {@code IN_PROGRESS}, {@code SUCCEEDED} or {@code FAILED}. */
    public String state = "IN_PROGRESS";

    /** The account's id; empty until it is there. */
    public String account = "";

    /** Why it failed: {@code EMAIL_ALREADY_EXISTS}; empty unless it did. */
    public String failure = "";

    /** When it was asked for. */
    public Instant requested = Instant.EPOCH;

    /** When it ended, or will end. */
    public Instant completed = Instant.EPOCH;
  }

  /** An account of the organization. */
  public static final class Entry {
    /** As AWS Organizations lists it. */
    public String name = "";

    /** The root user's address. */
    public String email = "";

    /** {@code PENDING_ACTIVATION}, {@code ACTIVE}, {@code SUSPENDED}, {@code PENDING_CLOSURE}. */
    public String state = "ACTIVE";

    /** {@code CREATED} or {@code INVITED}. */
    public String joinedMethod = "CREATED";

    /** When it joined. */
    public Instant joined = Instant.EPOCH;

    /** The organizational unit or root it is in. */
    public String parent = "";

    /**
     * Region to {@code RegionOptStatus}: {@code ENABLED_BY_DEFAULT}, {@code ENABLED}, {@code
     * DISABLED}, …
     */
    public SortedMap<String, String> regions = new TreeMap<>();
  }

  /**
   * An account of the organization.
   *
   * @throws java.util.NoSuchElementException unless {@link #has} it
   */
  public Entry account(String account) {
    Entry entry = accounts.get(account);
    if (entry == null) {
      throw new NoSuchElementException("no account " + account);
    }
    return entry;
  }

  /** Whether the account is in the organization. */
  public boolean has(String account) {
    return accounts.containsKey(account);
  }

  /** Whether the account is the organization's management account. */
  public boolean isManagement(String account) {
    return management.equals(account);
  }

  /** Whether the account may be used. */
  public boolean isActive(String account) {
    Entry entry = accounts.get(account);
    return entry != null && entry.state.equals("ACTIVE");
  }

  /** Whether the service has trusted access. */
  public boolean trusts(String principal) {
    return trustedAccess.containsKey(principal);
  }

  /** Whether the account is a delegated administrator of the service. */
  public boolean isAdministrator(String account, String principal) {
    return administrators.getOrDefault(principal, new TreeMap<>()).containsKey(account);
  }

  /** The delegated administrators of a service, sorted. */
  public List<String> administrators(String principal) {
    return List.copyOf(administrators.getOrDefault(principal, new TreeMap<>()).keySet());
  }

  /** The accounts that may be used, sorted. */
  public List<String> active() {
    return accounts.keySet().stream().filter(this::isActive).toList();
  }

  /** Whether the account may use the region. */
  public boolean isOpen(String account, String region) {
    Entry entry = accounts.get(account);
    String status = entry == null ? "" : entry.regions.getOrDefault(region, "");
    return status.equals("ENABLED") || status.equals("ENABLED_BY_DEFAULT");
  }
}
