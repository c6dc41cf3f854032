package io.orgsh.sandbox.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The state named {@code s3}: all buckets of all accounts, since their names are one space. */
public final class S3State {
  /** By name. */
  public SortedMap<String, Bucket> buckets = new TreeMap<>();

  /**
   * Buckets whose policy services do not see yet; callers of S3 do. Not part of what anybody can
   * see of the world for longer than some seconds.
   */
  public SortedMap<String, Unseen> unseen = new TreeMap<>();

  /** A bucket. Empty text, object or map: not set. */
  public static final class Bucket {
    /** Unique among all accounts. */
    public String name = "";

    /** The account. */
    public String owner = "";

    /** Where it is. */
    public String region = "";

    /** When it was made. */
    public Instant created = Instant.EPOCH;

    /** The policy as it was sent. */
    public String policy = "";

    /** Setting of Block Public Access to on or off; empty without a configuration. */
    public SortedMap<String, Boolean> publicAccessBlock = new TreeMap<>();

    /** {@code Enabled} or {@code Suspended}. */
    public String versioning = "";

    /** {@code ServerSideEncryptionConfiguration}. */
    public ObjectNode encryption = JsonNodeFactory.instance.objectNode();

    /** {@code ObjectOwnership}; empty once its controls were deleted. */
    public String ownership = "BucketOwnerEnforced";

    /** Key to value. */
    public SortedMap<String, String> tags = new TreeMap<>();

    /** {@code LifecycleConfiguration}. */
    public ObjectNode lifecycle = JsonNodeFactory.instance.objectNode();

    /** Key to versions, the newest last, never none. */
    public SortedMap<String, List<Version>> objects = new TreeMap<>();
  }

  /** A version of an object, or a delete marker. */
  public static final class Version {
    /** {@code null}, or what S3 calls it in a bucket with versioning. */
    public String id = "null";

    /** Whether it says that the object is gone. */
    public boolean deleteMarker;

    /** The bytes as text. */
    public String body = "";

    /** With its quotation marks. */
    public String etag = "";

    /** Bytes. */
    public long size;

    /** When it was written. */
    public Instant written = Instant.EPOCH;

    /** The media type. */
    public String contentType = "binary/octet-stream";

    /** {@code AES256} or {@code aws:kms}. */
    public String encryption = "AES256";

    /** What the writer wrote beside it. */
    public SortedMap<String, String> metadata = new TreeMap<>();
  }

  /** A policy that services still see in place of the present one. */
  public static final class Unseen {
    /** The policy before; empty for none. */
    public String before = "";

    /** Until when. */
    public Instant until = Instant.EPOCH;

    /** For Jackson. */
    public Unseen() {}

    Unseen(String before, Instant until) {
      this.before = before;
      this.until = until;
    }
  }

  static List<Version> versions(Bucket bucket, String key) {
    return bucket.objects.getOrDefault(key, new ArrayList<>());
  }
}
