import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
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
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.organizations.model.AccountStatus;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * The calls of a rollout of one SNS topic in each account and region, and nothing else: typed
 * clients, virtual threads, a limit of targets at the same time. It asks what orgsh asks (who am I,
 * is it there, is it there now) and keeps nothing. With {@code writes} it only writes.
 */
final class BareRollout {
  private final URI endpoint;
  private final SdkHttpClient http;
  private final Semaphore room;
  private final Map<String, SnsClient> topics = new HashMap<>();

  private BareRollout(URI endpoint, int atOnce) {
    this.endpoint = endpoint;
    this.http =
        ApacheHttpClient.builder()
            .maxConnections(2 * atOnce)
            .connectionAcquisitionTimeout(Duration.ofMinutes(1))
            .socketTimeout(Duration.ofMinutes(1))
            .build();
    this.room = new Semaphore(atOnce);
  }

  /** ENDPOINT CONCURRENCY REGIONS TOPIC whole|writes. */
  public static void main(String[] arguments) throws Exception {
    new BareRollout(URI.create(arguments[0]), Integer.parseInt(arguments[1]))
        .roll(List.of(arguments[2].split(",")), arguments[3], arguments[4].equals("whole"));
  }

  private void roll(List<String> regions, String topic, boolean whole) throws Exception {
    AwsCredentialsProvider management =
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(
                System.getenv("AWS_ACCESS_KEY_ID"), System.getenv("AWS_SECRET_ACCESS_KEY")));
    StsClient sts = made(StsClient.builder(), "ap-northeast-1", management);
    OrganizationsClient organizations =
        made(OrganizationsClient.builder(), "us-east-1", management);
    List<Account> members = new ArrayList<>();
    organizations.listAccountsPaginator().forEach(page -> members.addAll(page.accounts()));
    members.removeIf(
        account ->
            account.status() != AccountStatus.ACTIVE
                || account.id().equals("111111111111")
                || account.id().equals("222222222222"));

    List<Callable<Entered>> doors = new ArrayList<>();
    members.forEach(account -> doors.add(() -> enter(sts, organizations, account.id(), whole)));
    List<Entered> entered = all(doors);
    List<Callable<String>> targets = new ArrayList<>();
    for (String region : regions) {
      topics.put(region, made(SnsClient.builder(), region, management));
    }
    for (Entered account : entered) {
      for (String region : regions) {
        targets.add(() -> target(sts, account, region, topic, whole));
      }
    }
    System.out.println(all(targets).size());
  }

  private String target(
      StsClient sts, Entered account, String region, String topic, boolean whole) {
    AwsCredentialsProvider as = account.credentials();
    SnsClient sns = topics.get(region);
    String arn = "arn:aws:sns:" + region + ":" + account.account() + ":" + topic;
    if (whole) {
      sts.getCallerIdentity(r -> r.overrideConfiguration(o -> o.credentialsProvider(as)));
      try {
        sns.getTopicAttributes(
            r -> r.topicArn(arn).overrideConfiguration(o -> o.credentialsProvider(as)));
      } catch (NotFoundException absent) {
        // It is to be made.
      }
      sts.getCallerIdentity(r -> r.overrideConfiguration(o -> o.credentialsProvider(as)));
    }
    sns.createTopic(r -> r.name(topic).overrideConfiguration(o -> o.credentialsProvider(as)));
    return whole
        ? sns.getTopicAttributes(
                r -> r.topicArn(arn).overrideConfiguration(o -> o.credentialsProvider(as)))
            .attributes()
            .get("TopicArn")
        : arn;
  }

  private record Entered(String account, AwsCredentialsProvider credentials) {}

  private static Entered enter(
      StsClient sts, OrganizationsClient organizations, String account, boolean whole) {
    Credentials given =
        sts.assumeRole(
                r ->
                    r.roleArn("arn:aws:iam::" + account + ":role/OrganizationAccountAccessRole")
                        .roleSessionName("bare"))
            .credentials();
    AwsCredentialsProvider as =
        StaticCredentialsProvider.create(
            AwsSessionCredentials.create(
                given.accessKeyId(), given.secretAccessKey(), given.sessionToken()));
    if (whole) {
      sts.getCallerIdentity(r -> r.overrideConfiguration(o -> o.credentialsProvider(as)));
      organizations.describeOrganization(
          r -> r.overrideConfiguration(o -> o.credentialsProvider(as)));
    }
    return new Entered(account, as);
  }

  private <T> List<T> all(List<Callable<T>> calls) throws Exception {
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
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    }
    return answers;
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C made(
      B builder, String region, AwsCredentialsProvider credentials) {
    return builder
        .region(Region.of(region))
        .endpointOverride(endpoint)
        .credentialsProvider(credentials)
        .httpClient(http)
        .build();
  }
}
