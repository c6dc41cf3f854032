package io.orgsh.sandbox.service;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What GuardDuty knows: the state named {@code guardduty}. */
public final class GuardDutyState {
  /** At most one per account, colon, region. */
  public SortedMap<String, Detector> detectors = new TreeMap<>();

  /** The delegated administrator and his members, by region. */
  public SortedMap<String, Administration> administrations = new TreeMap<>();

  /** What an account found in a region, by account, colon, region, then by finding id. */
  public SortedMap<String, SortedMap<String, Finding>> findings = new TreeMap<>();

  /** A detector. */
  public static final class Detector {
    /** 32 hexadecimal digits. */
    public String id = "";

    /** {@code ENABLED} or {@code DISABLED}. */
    public String status = "ENABLED";

    /** When it was made. */
    public Instant created = Instant.EPOCH;

    /** When it was last changed. */
    public Instant updated = Instant.EPOCH;

    /** Since when it is enabled without a break. */
    public Instant enabled = Instant.EPOCH;

    /** {@code FIFTEEN_MINUTES}, {@code ONE_HOUR} or {@code SIX_HOURS}. */
    public String frequency = "SIX_HOURS";

    /**
     * Feature, or feature, dot, additional configuration, to {@code ENABLED} or {@code DISABLED}.
     */
    public SortedMap<String, String> features = new TreeMap<>();

    /** Its tags. */
    public SortedMap<String, String> tags = new TreeMap<>();

    /** Until when AWS still believes that it has members. */
    public Instant held = Instant.EPOCH;
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

    /** Whether the administrator's detector has been made. */
    public boolean provisioned;

    /** {@code NEW}, {@code ALL} or {@code NONE}. */
    public String autoEnable = "NONE";

    /** Since when {@link #autoEnable} has its value. */
    public Instant autoEnableSince = Instant.EPOCH;

    /**
     * Feature, or feature, dot, additional configuration, to {@code NEW}, {@code ALL}, {@code
     * NONE}.
     */
    public SortedMap<String, String> features = new TreeMap<>();

    /** Since when {@link #features} has its values. */
    public Instant featuresSince = Instant.EPOCH;

    /** The {@link #featuresSince} that has reached the accounts that were there. */
    public Instant featuresSwept = Instant.EPOCH;

    /** By account. */
    public SortedMap<String, Member> members = new TreeMap<>();

    /** The accounts that were active before, so that others are new. */
    public SortedSet<String> seen = new TreeSet<>();
  }

  /** An account as the administrator sees it. */
  public static final class Member {
    /** Its address. */
    public String email = "";

    /** {@code Created}, {@code Enabled}, {@code Disabled} or {@code Removed}. */
    public String status = "Created";

    /** When it was added. */
    public Instant added = Instant.EPOCH;

    /** When it last changed. */
    public Instant updated = Instant.EPOCH;
  }

  /** A finding. */
  public static final class Finding {
    /** 32 hexadecimal digits. */
    public String id = "";

    /** {@code Backdoor:EC2/DenialOfService.Tcp}. */
    public String type = "";

    /** When it was found first. */
    public Instant created = Instant.EPOCH;

    /** When it was found last. */
    public Instant updated = Instant.EPOCH;

    /** How often. */
    public int count;

    /** Whether somebody has archived it. */
    public boolean archived;

    /** When it was last sent to EventBridge. */
    public Instant published = Instant.EPOCH;

    /** When it is next to be sent there; {@code EPOCH} if not at all. */
    public Instant due = Instant.EPOCH;
  }

  /** Since when an account has GuardDuty enabled in a region; nothing where it has not. */
  public Optional<Instant> enabledSince(String account, String region) {
    return Optional.ofNullable(detectors.get(new Place(account, region).key()))
        .filter(detector -> detector.status.equals("ENABLED"))
        .map(detector -> detector.enabled);
  }

  /** The delegated administrator in a region, while he is one. */
  public Optional<String> administrator(String region) {
    return Optional.ofNullable(administrations.get(region))
        .filter(administration -> administration.status.equals("ENABLED"))
        .map(administration -> administration.account);
  }

  /** Whether a feature of an account's detector is enabled. */
  public boolean hasFeature(String account, String region, String feature) {
    return Optional.ofNullable(detectors.get(new Place(account, region).key()))
        .filter(detector -> detector.status.equals("ENABLED"))
        .map(detector -> detector.features.getOrDefault(feature, ""))
        .filter("ENABLED"::equals)
        .isPresent();
  }
}
