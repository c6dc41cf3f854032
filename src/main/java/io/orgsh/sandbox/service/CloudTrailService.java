package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * The emulated CloudTrail: trails of accounts and of the organization, their delivery, delegated
 * administrators.
 *
 * <p>Not done here: event history, digest files, CloudWatch Logs, SNS, key policies, Insights,
 * Lake. Log files come from the home region only and are not compressed.
 */
public final class CloudTrailService implements Service {
  private final TrailLogging logging;
  private final OperationTable operations;

  /** CloudTrail of a world. */
  public CloudTrailService(World world, Buckets buckets, Roles roles) {
    var trails = new TrailBook(world, roles);
    var bucket = new TrailBucket(buckets, trails);
    this.logging = new TrailLogging(world, trails, bucket, roles);
    var table = new OperationTable();
    new TrailOperations(world, trails, bucket, roles).into(table);
    logging.into(table);
    new TrailSelectors(world, trails).into(table);
    this.operations = new TrailDelegation(world, trails, roles).into(table);
  }

  @Override
  public String name() {
    return "cloudtrail";
  }

  @Override
  public Set<String> operations() {
    return operations.names();
  }

  @Override
  public ObjectNode answer(ServiceRequest request) throws AwsError {
    return operations.answer(request);
  }

  @Override
  public String resource(ServiceRequest request) {
    Asked asked = Asked.of(request);
    for (String member : List.of("Name", "TrailName", "ResourceId")) {
      String name = asked.text(member);
      if (!name.isEmpty()) {
        return name.startsWith("arn:")
            ? name
            : TrailBook.arn(request.region(), request.caller().account(), name);
      }
    }
    return "*";
  }

  @Override
  public void advance(Instant now) {
    logging.advance(now);
  }
}
