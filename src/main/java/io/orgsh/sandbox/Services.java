package io.orgsh.sandbox;

import io.orgsh.sandbox.service.AccessAnalyzerService;
import io.orgsh.sandbox.service.AccountService;
import io.orgsh.sandbox.service.AwsError;
import io.orgsh.sandbox.service.CloudTrailService;
import io.orgsh.sandbox.service.ConfigService;
import io.orgsh.sandbox.service.DetectiveService;
import io.orgsh.sandbox.service.EventBridgeService;
import io.orgsh.sandbox.service.GuardDutyService;
import io.orgsh.sandbox.service.HealthService;
import io.orgsh.sandbox.service.IamService;
import io.orgsh.sandbox.service.Inbox;
import io.orgsh.sandbox.service.OrganizationsService;
import io.orgsh.sandbox.service.Roles;
import io.orgsh.sandbox.service.S3Service;
import io.orgsh.sandbox.service.SecurityHubService;
import io.orgsh.sandbox.service.Service;
import io.orgsh.sandbox.service.SnsService;
import io.orgsh.sandbox.service.StsService;
import io.orgsh.sandbox.service.SupportService;
import io.orgsh.sandbox.service.TrustedAdvisorService;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * The services of the sandbox, in the order in which time passes for them.
 *
 * @param roles the emulated IAM as the others see it
 * @param inbox where their e-mails arrive
 * @param buttons what a person can press in AWS's console and no API offers, by name
 */
record Services(
    List<Service> all,
    Map<String, Service> byName,
    Roles roles,
    Inbox inbox,
    Map<String, Runnable> buttons) {
  private static final String HEALTH_VIEW = "health-organizational-view";
  private static final String TRUSTED_ADVISOR_VIEW = "trusted-advisor-organizational-view";

  /** The names of the buttons. */
  static final SortedSet<String> BUTTONS =
      Collections.unmodifiableSortedSet(new TreeSet<>(List.of(HEALTH_VIEW, TRUSTED_ADVISOR_VIEW)));

  /**
   * A service in another world.
   *
   * @param name one of {@link #byName}
   */
  Service of(StoredWorld other, String name) {
    return Objects.requireNonNull(of(other, other::wall).byName().get(name), name);
  }

  /**
   * Does again what a request did.
   *
   * @throws IllegalStateException if no service is of its name
   */
  void again(ChangeFile.Asked asked) {
    Service service = byName.get(asked.service());
    if (service == null) {
      throw new IllegalStateException("no service " + asked.service());
    }
    try {
      ObjectNode _ = service.answer(asked.request());
    } catch (AwsError refused) {
      // It was refused then, too, and changed something all the same.
    }
  }

  /** Lets happen what happens by itself until now. */
  void advance(Instant now) {
    // Whoever answers his mail in time does so before what he was asked about runs out.
    inbox.advance(now);
    all.forEach(service -> service.advance(now));
  }

  /**
   * A new service is entered here.
   *
   * @param wall the callers' clock
   */
  static Services of(World world, InstantSource wall) {
    var iam = new IamService(world);
    var s3 = new S3Service(world, iam);
    var inbox = new Inbox(world);
    var sns = new SnsService(world, inbox);
    var events = new EventBridgeService(world, sns);
    var health = new HealthService(world, iam, events);
    var trustedAdvisor = new TrustedAdvisorService(world, iam);
    return of(
        inbox,
        iam,
        Map.of(
            HEALTH_VIEW, health::press,
            TRUSTED_ADVISOR_VIEW, trustedAdvisor::press),
        new OrganizationsService(world),
        new AccountService(world),
        new StsService(world, iam, wall),
        iam,
        s3,
        new CloudTrailService(world, s3, iam),
        new AccessAnalyzerService(world, iam),
        // What GuardDuty finds goes through EventBridge to SNS, and a rule of Config looks at it.
        new GuardDutyService(world, iam, events),
        // Security Hub takes in what GuardDuty found, and needs Config's recorders.
        new SecurityHubService(world, iam, events),
        new DetectiveService(world, iam, inbox),
        health,
        new SupportService(world),
        trustedAdvisor,
        events,
        sns,
        new ConfigService(world, s3, iam));
  }

  private static Services of(
      Inbox inbox, Roles roles, Map<String, Runnable> buttons, Service... services) {
    return new Services(
        List.of(services),
        List.of(services).stream().collect(Collectors.toMap(Service::name, Function.identity())),
        roles,
        inbox,
        buttons);
  }
}
