package io.orgsh.journal.s3;

import io.orgsh.aws.AwsCalls;
import io.orgsh.aws.Call;
import io.orgsh.aws.Credentials;
import io.orgsh.aws.OperationName;
import io.orgsh.aws.Region;
import io.orgsh.aws.Reply;
import io.orgsh.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Small texts in a bucket, written under a condition or not at all. What S3 refuses for any other
 * reason, and what cannot be reached, is a {@link ProblemException}.
 *
 * <p>Every object names its writer in its metadata: the only way to tell one's own write, whose
 * reply was lost, from somebody else's.
 */
final class Bucket {
  private static final String WRITER = "writer";
  private static final String CLOCK = "clock";

  /** How often a write that S3 calls conflicting is tried again: what it conflicts with ends. */
  private static final int CONFLICTS = 8;

  private final AwsCalls aws;
  private final S3Place place;
  private final Region region;
  private final Supplier<Credentials> credentials;

  Bucket(AwsCalls aws, S3Place place, Region region, Supplier<Credentials> credentials) {
    this.aws = aws;
    this.place = place;
    this.region = region;
    this.credentials = credentials;
  }

  /**
   * An object.
   *
   * @param etag as S3 has it, with its quotation marks
   * @param written by S3's clock
   * @param writer empty if it was not written by orgsh
   */
  record Stored(String text, String etag, Instant written, String writer) {}

  /** What came of a write. */
  sealed interface Put {
    /** It is there, whoever's reply was lost. */
    record Done(String etag) implements Put {}

    /** The condition does not hold: somebody else wrote. */
    record Beaten() implements Put {}
  }

  S3Place place() {
    return place;
  }

  /** An object; empty if there is none of this name. */
  Optional<Stored> get(String name) {
    Reply reply = send("GetObject", request().put("Key", place.key(name)), Call.Safety.READ);
    return switch (reply) {
      case Reply.Ok ok ->
          Optional.of(
              new Stored(
                  ok.body().path("Body").asString(""),
                  ok.body().path("ETag").asString(""),
                  Instant.parse(ok.body().path("LastModified").asString("")),
                  ok.body().path("Metadata").path(WRITER).asString("")));
      case Reply.Refused refused when refused.code().equals("NoSuchKey") -> Optional.empty();
      case Reply.Refused _, Reply.Lost _, Reply.NotSent _ -> throw fault(reply, "GetObject");
    };
  }

  /** Makes an object, if there is none of this name. */
  Put create(String name, String text, String writer) {
    return put(name, text, writer, request().put("IfNoneMatch", "*"));
  }

  /** Writes over an object, if it is still the one with this tag. */
  Put replace(String name, String text, String writer, String etag) {
    return put(name, text, writer, request().put("IfMatch", etag));
  }

  /** All names that begin so; in order. */
  List<String> names(String beginning) {
    return list(beginning, request())
        .path("Contents")
        .valueStream()
        .map(object -> place.name(object.path("Key").asString("")))
        .sorted()
        .toList();
  }

  /** The folders, each without its slash. */
  List<String> folders() {
    return list("", request().put("Delimiter", "/"))
        .path("CommonPrefixes")
        .valueStream()
        .map(folder -> place.name(folder.path("Prefix").asString("")))
        .map(folder -> folder.substring(0, folder.length() - 1))
        .toList();
  }

  /**
   * S3's time now. It has no call for that, but dates what is written; the machines' own clocks do
   * not agree with each other.
   */
  Instant now() {
    Reply reply = send("PutObject", object(CLOCK, "", request()), Call.Safety.CONDITIONAL_WRITE);
    if (!(reply instanceof Reply.Ok)) {
      throw fault(reply, "PutObject");
    }
    // Somebody may have removed it since: then nothing is known to be over.
    return get(CLOCK).map(Stored::written).orElse(Instant.EPOCH);
  }

  private Put put(String name, String text, String writer, ObjectNode condition) {
    ObjectNode object = object(name, text, condition);
    object.putObject("Metadata").put(WRITER, writer);
    Reply reply = send("PutObject", object, Call.Safety.CONDITIONAL_WRITE);
    for (int i = 0; i < CONFLICTS && conflicts(reply); i++) {
      reply = send("PutObject", object, Call.Safety.CONDITIONAL_WRITE);
    }
    return switch (reply) {
      case Reply.Ok ok -> new Put.Done(ok.body().path("ETag").asString(""));
      case Reply.Refused refused when conditionFailed(refused) -> lookBack(name, text, writer);
      case Reply.Refused _, Reply.Lost _, Reply.NotSent _ -> throw fault(reply, "PutObject");
    };
  }

  /** The condition fails, too, when the first try was done and only its reply was lost. */
  private Put lookBack(String name, String text, String writer) {
    return get(name)
        .filter(there -> there.writer().equals(writer) && there.text().equals(text))
        .<Put>map(there -> new Put.Done(there.etag()))
        .orElseGet(Put.Beaten::new);
  }

  /** An object to be replaced that is gone fails the condition as well. */
  private static boolean conditionFailed(Reply.Refused refused) {
    return refused.code().equals("PreconditionFailed")
        || refused.status() == 412
        || refused.code().equals("NoSuchKey");
  }

  private static boolean conflicts(Reply reply) {
    return reply instanceof Reply.Refused refused
        && refused.code().equals("ConditionalRequestConflict");
  }

  private JsonNode list(String beginning, ObjectNode request) {
    Reply reply =
        send("ListObjectsV2", request.put("Prefix", place.key(beginning)), Call.Safety.READ);
    return switch (reply) {
      case Reply.Ok ok -> ok.body();
      case Reply.Refused _, Reply.Lost _, Reply.NotSent _ -> throw fault(reply, "ListObjectsV2");
    };
  }

  private ObjectNode object(String name, String text, ObjectNode request) {
    return request
        .put("Key", place.key(name))
        .put("ContentType", name.endsWith(".json") ? "application/json" : "application/jsonl")
        .put("Body", text);
  }

  private ObjectNode request() {
    return JsonNodeFactory.instance.objectNode().put("Bucket", place.bucket());
  }

  private Reply send(String operation, ObjectNode request, Call.Safety safety) {
    Credentials own = credentials.get();
    return Uninterrupted.call(
        () -> aws.call(new Call(new OperationName("s3", operation), request, region, safety), own));
  }

  private ProblemException fault(Reply reply, String operation) {
    return new ProblemException(
        new BucketFaults(place, region, this::whereItIs).problem(reply, operation));
  }

  /** The region of the bucket, if S3 tells: the one question that us-east-1 answers for all. */
  private Optional<Region> whereItIs() {
    Reply reply =
        Uninterrupted.call(
            () ->
                aws.call(
                    new Call(
                        new OperationName("s3", "GetBucketLocation"),
                        request(),
                        new Region("us-east-1"),
                        Call.Safety.READ),
                    credentials.get()));
    if (!(reply instanceof Reply.Ok ok)) {
      return Optional.empty();
    }
    String told = ok.body().path("LocationConstraint").asString("us-east-1");
    return Optional.of(told.equals("EU") ? "eu-west-1" : told)
        .filter(Region::isRegion)
        .map(Region::new);
  }
}
