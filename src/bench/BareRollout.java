import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.organizations.model.AccountStatus;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The calls of a rollout of one SNS topic in each account and region, and nothing else: typed
 * clients, virtual threads, a limit of targets at the same time. It asks what orgsh asks (who am I,
 * is it there, is it there now) and keeps nothing. With {@code writes} it only writes.
 */
final class BareRollout {
  private final BareCalls calls;
  private final Map<String, SnsClient> topics = new HashMap<>();

  private BareRollout(BareCalls calls) {
    this.calls = calls;
  }

  /** ENDPOINT CONCURRENCY REGIONS TOPIC whole|writes. */
  public static void main(String[] arguments) throws Exception {
    new BareRollout(new BareCalls(URI.create(arguments[0]), Integer.parseInt(arguments[1])))
        .roll(List.of(arguments[2].split(",")), arguments[3], arguments[4].equals("whole"));
  }

  private void roll(List<String> regions, String topic, boolean whole) throws Exception {
    AwsCredentialsProvider management = BareCalls.management();
    StsClient sts = calls.made(StsClient.builder(), "ap-northeast-1", management);
    OrganizationsClient organizations =
        calls.made(OrganizationsClient.builder(), "us-east-1", management);
    List<Account> members = new ArrayList<>();
    organizations.listAccountsPaginator().forEach(page -> members.addAll(page.accounts()));
    members.removeIf(
        account ->
            account.status() != AccountStatus.ACTIVE
                || account.id().equals("111111111111")
                || account.id().equals("222222222222"));

    List<Callable<Entered>> doors = new ArrayList<>();
    members.forEach(account -> doors.add(() -> enter(sts, organizations, account.id(), whole)));
    List<Entered> entered = calls.all(doors);
    List<Callable<String>> targets = new ArrayList<>();
    for (String region : regions) {
      topics.put(region, calls.made(SnsClient.builder(), region, management));
    }
    for (Entered account : entered) {
      for (String region : regions) {
        targets.add(() -> target(sts, account, region, topic, whole));
      }
    }
    System.out.println(calls.all(targets).size());
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
    AwsCredentialsProvider as = BareCalls.entered(sts, account);
    if (whole) {
      sts.getCallerIdentity(r -> r.overrideConfiguration(o -> o.credentialsProvider(as)));
      organizations.describeOrganization(
          r -> r.overrideConfiguration(o -> o.credentialsProvider(as)));
    }
    return new Entered(account, as);
  }
}
