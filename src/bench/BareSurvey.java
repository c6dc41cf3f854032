import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import software.amazon.awssdk.services.account.AccountClient;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.organizations.model.AccountStatus;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.InvalidAccessException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * The calls of a survey and nothing else: typed clients, one for each service and region, virtual
 * threads, a limit of calls at the same time. It keeps nothing that AWS answers.
 */
final class BareSurvey {
  private final URI endpoint;
  private final SdkHttpClient http;
  private final Semaphore room;

  private BareSurvey(URI endpoint, int atOnce) {
    this.endpoint = endpoint;
    this.http =
        ApacheHttpClient.builder()
            .maxConnections(2 * atOnce)
            .connectionAcquisitionTimeout(Duration.ofMinutes(1))
            .socketTimeout(Duration.ofMinutes(1))
            .build();
    this.room = new Semaphore(atOnce);
  }

  public static void main(String[] arguments) throws Exception {
    new BareSurvey(URI.create(arguments[0]), Integer.parseInt(arguments[2])).survey(arguments[1]);
  }

  private void survey(String service) throws Exception {
    AwsCredentialsProvider management =
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(
                System.getenv("AWS_ACCESS_KEY_ID"), System.getenv("AWS_SECRET_ACCESS_KEY")));
    StsClient sts = made(StsClient.builder(), "ap-northeast-1", management);
    sts.getCallerIdentity();
    OrganizationsClient organizations =
        made(OrganizationsClient.builder(), "us-east-1", management);
    organizations.describeOrganization();
    List<Account> accounts = new ArrayList<>();
    organizations.listAccountsPaginator().forEach(page -> accounts.addAll(page.accounts()));
    List<String> regions = new ArrayList<>();
    made(AccountClient.builder(), "us-east-1", management)
        .listRegionsPaginator(r -> {})
        .regions()
        .forEach(
            region -> {
              if (region.regionOptStatusAsString().startsWith("ENABLED")) {
                regions.add(region.regionName());
              }
            });
    accounts.removeIf(account -> account.status() != AccountStatus.ACTIVE);

    List<Callable<Entered>> doors = new ArrayList<>();
    for (Account account : accounts) {
      doors.add(
          () ->
              account.id().equals("111111111111")
                  ? new Entered(account.id(), management)
                  : enter(sts, account.id()));
    }
    List<Entered> entered = all(doors);

    Map<String, ConfigClient> configs = new HashMap<>();
    Map<String, SecurityHubClient> hubs = new HashMap<>();
    List<Callable<String>> calls = new ArrayList<>();
    for (Entered account : entered) {
      for (String region : regions) {
        AwsCredentialsProvider as = account.credentials();
        switch (service) {
          case "config" -> {
            ConfigClient config =
                configs.computeIfAbsent(
                    region, code -> made(ConfigClient.builder(), code, management));
            calls.add(
                () ->
                    config
                        .describeConfigurationRecorders(
                            r -> r.overrideConfiguration(o -> o.credentialsProvider(as)))
                        .toString());
            calls.add(
                () ->
                    config
                        .describeDeliveryChannels(
                            r -> r.overrideConfiguration(o -> o.credentialsProvider(as)))
                        .toString());
            calls.add(
                () ->
                    config
                        .describeConfigurationRecorderStatus(
                            r -> r.overrideConfiguration(o -> o.credentialsProvider(as)))
                        .toString());
          }
          case "security-hub" -> {
            SecurityHubClient hub =
                hubs.computeIfAbsent(
                    region, code -> made(SecurityHubClient.builder(), code, management));
            calls.add(
                () -> {
                  try {
                    return hub.describeHub(
                            r -> r.overrideConfiguration(o -> o.credentialsProvider(as)))
                        .toString();
                  } catch (InvalidAccessException off) {
                    return "off";
                  }
                });
          }
          default -> throw new IllegalArgumentException("config or security-hub, not " + service);
        }
      }
    }
    System.out.println(all(calls).size());
  }

  private record Entered(String account, AwsCredentialsProvider credentials) {}

  private static Entered enter(StsClient sts, String account) {
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
    sts.getCallerIdentity(r -> r.overrideConfiguration(o -> o.credentialsProvider(as)));
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
