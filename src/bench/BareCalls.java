import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** What programs without orgsh need to call AWS: typed clients and a limit of calls at a time. */
final class BareCalls {
  private final URI endpoint;
  private final SdkHttpClient http;
  private final Semaphore room;

  BareCalls(URI endpoint, int atOnce) {
    this.endpoint = endpoint;
    this.http =
        ApacheHttpClient.builder()
            .maxConnections(2 * atOnce)
            .connectionAcquisitionTimeout(Duration.ofMinutes(1))
            .socketTimeout(Duration.ofMinutes(1))
            .build();
    this.room = new Semaphore(atOnce);
  }

  /** Whose keys the environment has. */
  static AwsCredentialsProvider management() {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(
            System.getenv("AWS_ACCESS_KEY_ID"), System.getenv("AWS_SECRET_ACCESS_KEY")));
  }

  /** Goes into an account. */
  static AwsCredentialsProvider entered(StsClient sts, String account) {
    Credentials given =
        sts.assumeRole(
                r ->
                    r.roleArn("arn:aws:iam::" + account + ":role/OrganizationAccountAccessRole")
                        .roleSessionName("bare"))
            .credentials();
    return StaticCredentialsProvider.create(
        AwsSessionCredentials.create(
            given.accessKeyId(), given.secretAccessKey(), given.sessionToken()));
  }

  /** Makes calls at the same time, and has their answers in order. */
  <T> List<T> all(List<Callable<T>> calls) throws Exception {
    List<T> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> futures = new ArrayList<>();
      for (Callable<T> call : calls) {
        room.acquire();
        futures.add(
            threads.submit(
                () -> {
                  try {
                    return call.call();
                  } finally {
                    room.release();
                  }
                }));
      }
      for (Future<T> future : futures) {
        answers.add(future.get());
      }
    }
    return answers;
  }

  /** A client of a service in a region. */
  <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C made(
      B builder, String region, AwsCredentialsProvider credentials) {
    return builder
        .region(Region.of(region))
        .endpointOverride(endpoint)
        .credentialsProvider(credentials)
        .httpClient(http)
        .build();
  }
}
