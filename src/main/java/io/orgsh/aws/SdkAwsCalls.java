package io.orgsh.aws;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * AWS over the AWS SDK for Java. A call's JSON becomes the SDK's request through the fields that
 * the SDK itself names, and its reply JSON in the same way; no operation has code of its own.
 *
 * <p>May be used by many threads. Reads no file of the home folder. The SDK itself still obeys the
 * environment's proxy settings and {@code AWS_ENDPOINT_URL} unless an endpoint is given here.
 */
public final class SdkAwsCalls implements AwsCalls, AutoCloseable {
  private final Services services = Services.ON_CLASS_PATH;
  private final Clients clients;

  SdkAwsCalls(Optional<URI> endpoint, Patience patience) {
    this.clients = new Clients(endpoint, patience);
  }

  /** Calls to AWS itself. */
  public static SdkAwsCalls toAws() {
    return new SdkAwsCalls(Optional.empty(), Patience.USUAL);
  }

  /** Calls of every service to one endpoint that speaks AWS's protocols, for example a sandbox. */
  public static SdkAwsCalls to(URI endpoint) {
    return new SdkAwsCalls(Optional.of(endpoint), Patience.USUAL);
  }

  /** Calls of every service to a sandbox, where nothing is gained by waiting before a retry. */
  public static SdkAwsCalls toSandbox(URI endpoint) {
    return new SdkAwsCalls(Optional.of(endpoint), Patience.OF_SANDBOX);
  }

  @Override
  public Reply call(Call call, Credentials credentials) {
    Optional<Operation> operation = services.operation(call.operation());
    if (operation.isEmpty()) {
      return new Reply.NotSent("AWS has no operation " + call.operation());
    }
    return switch (call.safety()) {
      case READ ->
          operation
              .get()
              .pages()
              .read(call.parameters(), page -> once(operation.get(), call, page, credentials));
      case WRITE, CONDITIONAL_WRITE -> once(operation.get(), call, call.parameters(), credentials);
    };
  }

  /** Lets go of all connections; calls after this are not sent. */
  @Override
  public void close() {
    clients.close();
  }

  private Reply once(
      Operation operation, Call call, ObjectNode parameters, Credentials credentials) {
    var begun = new AtomicBoolean();
    try {
      SdkClient client = clients.of(operation.service(), call);
      ObjectNode members = parameters.deepCopy();
      Optional<JsonNode> body =
          operation.flow() == Operation.Flow.BODY_IN
              ? Optional.ofNullable(members.remove(Members.BODY))
              : Optional.empty();
      SdkRequest request = request(operation, members, credentials, begun);
      return PaceByCaller.calling(
          credentials,
          () ->
              switch (operation.flow()) {
                case PLAIN -> ok(operation.send(client, request));
                case BODY_IN -> ok(operation.send(client, request, body(body)));
                case BODY_OUT -> ok(operation.send(client, request, ResponseTransformer.toBytes()));
              });
    } catch (RequestWriter.Unfit unfit) {
      return new Reply.NotSent(String.valueOf(unfit.getMessage()));
    } catch (Exception thrown) {
      return Faults.reply(thrown, begun.get());
    }
  }

  private static SdkRequest request(
      Operation operation, ObjectNode members, Credentials credentials, AtomicBoolean begun) {
    return ((AwsRequest.Builder) RequestWriter.request(operation, members))
        .overrideConfiguration(
            AwsRequestOverrideConfiguration.builder()
                .credentialsProvider(StaticCredentialsProvider.create(sdk(credentials)))
                .putExecutionAttribute(Transmission.BEGUN, begun)
                .build())
        .build();
  }

  private static AwsCredentials sdk(Credentials credentials) {
    return credentials
        .token()
        .<AwsCredentials>map(
            token ->
                AwsSessionCredentials.builder()
                    .accessKeyId(credentials.accessKeyId())
                    .secretAccessKey(credentials.secretAccessKey())
                    .sessionToken(token)
                    .expirationTime(
                        credentials.expires().equals(Instant.MAX) ? null : credentials.expires())
                    .build())
        .orElseGet(
            () ->
                AwsBasicCredentials.create(
                    credentials.accessKeyId(), credentials.secretAccessKey()));
  }

  private static RequestBody body(Optional<JsonNode> body) {
    return body.map(text -> RequestBody.fromBytes(Blob.bytes(text.asString())))
        .orElseGet(RequestBody::empty);
  }

  private static Reply ok(Object answer) {
    if (answer instanceof ResponseBytes<?> bytes) {
      var response = (AwsResponse) bytes.response();
      return new Reply.Ok(
          ReplyReader.read(response).put(Members.BODY, Blob.text(bytes.asByteArray())),
          requestId(response));
    }
    var response = (AwsResponse) answer;
    return new Reply.Ok(ReplyReader.read(response), requestId(response));
  }

  /** The SDK does not look at S3's header in every reply. */
  private static String requestId(AwsResponse response) {
    String known = response.responseMetadata().requestId();
    return known.equals("UNKNOWN")
        ? response.sdkHttpResponse().firstMatchingHeader("x-amz-request-id").orElse("")
        : known;
  }
}
