package io.orgsh.journal.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.aws.AwsCalls;
import io.orgsh.aws.Call;
import io.orgsh.aws.Credentials;
import io.orgsh.aws.OperationName;
import io.orgsh.aws.Region;
import io.orgsh.aws.Reply;
import io.orgsh.aws.SdkAwsCalls;
import io.orgsh.sandbox.AccessKey;
import io.orgsh.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The sandbox's S3 over HTTP with a bucket for runs. */
final class SandboxBucket implements AutoCloseable {
  static final Region TOKYO = new Region("ap-northeast-1");
  static final S3Place PLACE = new S3Place("runs-111111111111", "team/runs");

  private final Sandbox sandbox;
  private final SdkAwsCalls aws;

  SandboxBucket(Path folder) {
    try {
      sandbox = Sandbox.open(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    aws = SdkAwsCalls.to(sandbox.endpoint());
    ObjectNode bucket = request();
    bucket.putObject("CreateBucketConfiguration").put("LocationConstraint", TOKYO.code());
    assertThat(call("CreateBucket", bucket)).isInstanceOf(Reply.Ok.class);
  }

  AwsCalls aws() {
    return aws;
  }

  Credentials of(String profile) {
    AccessKey key = Objects.requireNonNull(sandbox.keys().get(profile), profile);
    return Credentials.ofUser(key.id(), key.secret());
  }

  /** Does a call of S3 as the bucket's owner. */
  Reply call(String operation, ObjectNode request) {
    return aws.call(
        new Call(new OperationName("s3", operation), request, TOKYO, Call.Safety.WRITE),
        of("management"));
  }

  /** A request about an object below the prefix. */
  static ObjectNode object(String name) {
    return request().put("Key", PLACE.key(name));
  }

  static ObjectNode request() {
    return JsonMapper.shared().createObjectNode().put("Bucket", PLACE.bucket());
  }

  /** S3's clock goes on. */
  void leap(Duration time) {
    sandbox.control().leap(time);
  }

  @Override
  public void close() throws IOException {
    aws.close();
    sandbox.close();
  }
}
