import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.account.AccountClient;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.organizations.model.AccountStatus;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.InvalidAccessException;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The calls of a survey and nothing else: typed clients, one for each service and region, virtual
 * threads, a limit of calls at the same time. It keeps nothing that AWS answers.
 */
final class BareSurvey {
  private final BareCalls calls;

  private BareSurvey(BareCalls calls) {
    this.calls = calls;
  }

  public static void main(String[] arguments) throws Exception {
    new BareSurvey(new BareCalls(URI.create(arguments[0]), Integer.parseInt(arguments[2])))
        .survey(arguments[1]);
  }

  private void survey(String service) throws Exception {
    AwsCredentialsProvider management = BareCalls.management();
    StsClient sts = calls.made(StsClient.builder(), "ap-northeast-1", management);
    sts.getCallerIdentity();
    OrganizationsClient organizations =
        calls.made(OrganizationsClient.builder(), "us-east-1", management);
    organizations.describeOrganization();
    List<Account> accounts = new ArrayList<>();
    organizations.listAccountsPaginator().forEach(page -> accounts.addAll(page.accounts()));
    List<String> regions = new ArrayList<>();
    calls
        .made(AccountClient.builder(), "us-east-1", management)
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
    List<Entered> entered = calls.all(doors);

    Map<String, ConfigClient> configs = new HashMap<>();
    Map<String, SecurityHubClient> hubs = new HashMap<>();
    List<Callable<String>> asked = new ArrayList<>();
    for (Entered account : entered) {
      for (String region : regions) {
        AwsCredentialsProvider as = account.credentials();
        switch (service) {
          case "config" -> {
            ConfigClient config =
                configs.computeIfAbsent(
                    region, code -> calls.made(ConfigClient.builder(), code, management));
            asked.add(
                () ->
                    config
                        .describeConfigurationRecorders(
                            r -> r.overrideConfiguration(o -> o.credentialsProvider(as)))
                        .toString());
            asked.add(
                () ->
                    config
                        .describeDeliveryChannels(
                            r -> r.overrideConfiguration(o -> o.credentialsProvider(as)))
                        .toString());
            asked.add(
                () ->
                    config
                        .describeConfigurationRecorderStatus(
                            r -> r.overrideConfiguration(o -> o.credentialsProvider(as)))
                        .toString());
          }
          case "security-hub" -> {
            SecurityHubClient hub =
                hubs.computeIfAbsent(
                    region, code -> calls.made(SecurityHubClient.builder(), code, management));
            asked.add(
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
    System.out.println(calls.all(asked).size());
  }

  private record Entered(String account, AwsCredentialsProvider credentials) {}

  private static Entered enter(StsClient sts, String account) {
    AwsCredentialsProvider as = BareCalls.entered(sts, account);
    sts.getCallerIdentity(r -> r.overrideConfiguration(o -> o.credentialsProvider(as)));
    return new Entered(account, as);
  }
}
