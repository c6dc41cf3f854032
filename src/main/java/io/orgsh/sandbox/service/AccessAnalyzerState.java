package io.orgsh.sandbox.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The state named {@code access-analyzer}. What is found at present is not written down: it follows
 * from the policies that were analyzed.
 */
public final class AccessAnalyzerState {
  /** Account, colon, region, to name to analyzer. */
  public SortedMap<String, SortedMap<String, Analyzer>> analyzers = new TreeMap<>();

  /** What may be shared, by ARN; nothing while there is no analyzer. */
  public SortedMap<String, Watched> watched = new TreeMap<>();

  /** An analyzer. */
  public static final class Analyzer {
    /** Unique in its account and region. */
    public String name = "";

    /** Its ARN. */
    public String arn = "";

    /** {@code ACCOUNT}, {@code ORGANIZATION}, … */
    public String type = "";

    /** Of the request that made it. */
    public String token = "";

    /** When it was made. */
    public Instant created = Instant.EPOCH;

    /** Whether it could not be made, for want of the service-linked role in management. */
    public boolean failed;

    /** {@code configuration} as it was sent. */
    public ObjectNode configuration = JsonNodeFactory.instance.objectNode();

    /** Key to value. */
    public SortedMap<String, String> tags = new TreeMap<>();

    /** Archive rules by name. */
    public SortedMap<String, Rule> rules = new TreeMap<>();

    /** Findings that somebody archived or made active again: id to what he did. */
    public SortedMap<String, Mark> marks = new TreeMap<>();

    /** Findings that are resolved, by id. */
    public SortedMap<String, Finding> resolved = new TreeMap<>();
  }

  /** An archive rule. */
  public static final class Rule {
    /** Key to criterion. */
    public ObjectNode filter = JsonNodeFactory.instance.objectNode();

    /** When it was made. */
    public Instant created = Instant.EPOCH;

    /** When it was last changed. */
    public Instant updated = Instant.EPOCH;
  }

  /** What somebody made of a finding. */
  public static final class Mark {
    /** {@code ACTIVE} or {@code ARCHIVED}. */
    public String status = "";

    /** When. */
    public Instant at = Instant.EPOCH;
  }

  /** A resource with a policy. */
  public static final class Watched {
    /** {@code AWS::S3::Bucket} or {@code AWS::IAM::Role}. */
    public String type = "";

    /** The owner. */
    public String account = "";

    /** Where it is; empty for everywhere. */
    public String region = "";

    /** The policy that was analyzed last. */
    public String policy = "";

    /** When that was. */
    public Instant analyzed = Instant.EPOCH;

    /** The present policy; empty for none. */
    public String next = "";

    /** When it is to be analyzed; {@code EPOCH} if it was. */
    public Instant due = Instant.EPOCH;
  }

  /** One principal outside that one statement of a policy lets in. */
  public static final class Finding {
    /** A UUID that follows from the rest. */
    public String id = "";

    /** ARN. */
    public String resource = "";

    /** {@code AWS::S3::Bucket}. */
    public String resourceType = "";

    /** Who owns the resource. */
    public String owner = "";

    /** {@code AWS}, {@code Federated} or {@code CanonicalUser}. */
    public String kind = "";

    /** An account's id, an ARN or {@code *}. */
    public String principal = "";

    /** What it may do. */
    public List<String> actions = new ArrayList<>();

    /** Under which conditions. */
    public SortedMap<String, String> conditions = new TreeMap<>();

    /** Whether anybody is let in. */
    public boolean isPublic;

    /** {@code ACTIVE}, {@code ARCHIVED} or {@code RESOLVED}. */
    public String status = "ACTIVE";

    /** When it was found. */
    public Instant created = Instant.EPOCH;

    /** When it last changed. */
    public Instant updated = Instant.EPOCH;
  }
}
