package io.orgsh.sandbox.service;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/** Who may sign requests: the state named {@code keys}. */
public final class KeyState {
  /** The users' access keys by id. */
  public SortedMap<String, Key> users = new TreeMap<>();

  /** The temporary access keys by id. */
  public SortedMap<String, Session> sessions = new TreeMap<>();

  /** What the secrets of temporary keys are made from. */
  public String seed = "";

  /** How many temporary keys there have been. */
  public long issued;

  /** Another seed each time. */
  public static String draw() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /** A user's access key. */
  public static final class Key {
    /** What signs. */
    public String secret = "";

    /** Twelve digits. */
    public String account = "";

    /** The user's. */
    public String arn = "";

    /** As GetCallerIdentity answers it. */
    public String userId = "";
  }

  /** A temporary access key. */
  public static final class Session {
    /** What signs. */
    public String secret = "";

    /** What must come along. */
    public String token = "";

    /** Twelve digits. */
    public String account = "";

    /** The session's, or the user's for a session token. */
    public String arn = "";

    /** As GetCallerIdentity answers it. */
    public String userId = "";

    /** The role's name; empty for a user's session token. */
    public String role = "";

    /** When it ends, by the callers' clock: they renew it by theirs, and do not see leaps. */
    public Instant ends = Instant.EPOCH;
  }
}
