package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import io.orgsh.sandbox.policy.Context;
import io.orgsh.sandbox.policy.PolicyDocument;
import io.orgsh.sandbox.policy.PolicyFault;
import io.orgsh.sandbox.policy.Principal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who is who to policies. Accounts exist as far as the organization has them, and {@link
 * OutsideAccounts}; of an account of the organization any user is taken to exist, since the sandbox
 * has no list of users.
 */
final class IamPrincipals {
  private static final Pattern ARN =
      Pattern.compile("arn:aws:(iam|sts)::([0-9]{12}):(root|(user|role|assumed-role)/(.+))");
  private static final Pattern SERVICE =
      Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)*\\.amazonaws\\.com");

  private final World world;
  private final RoleBook roles;

  IamPrincipals(World world, RoleBook roles) {
    this.world = world;
    this.roles = roles;
  }

  Principal.Person person(String account, String arn) {
    return new Principal.Person(account, roleOf(account, arn), arn);
  }

  Context context(String account, String arn) {
    OrganizationState organization = organization();
    Context context =
        Context.empty()
            .with("aws:PrincipalArn", roleOf(account, arn))
            .with("aws:PrincipalAccount", account)
            .with("aws:PrincipalType", arn.contains(":assumed-role/") ? "AssumedRole" : "User")
            .with("aws:PrincipalIsAWSService", "false")
            .with("aws:ViaAWSService", "false")
            // The sandbox listens on loopback without TLS and stands for an endpoint with it.
            .with("aws:SecureTransport", "true")
            .with("aws:SourceIp", "127.0.0.1");
    if (arn.contains(":user/")) {
      context = context.with("aws:username", arn.substring(arn.lastIndexOf('/') + 1));
    }
    return organization.has(account)
        ? context.with("aws:PrincipalOrgID", organization.id)
        : context;
  }

  boolean exists(String name) {
    if (name.equals("*")) {
      return true;
    }
    if (organization().has(name) || OutsideAccounts.has(name)) {
      return true;
    }
    Matcher arn = ARN.matcher(name);
    if (arn.matches() && OutsideAccounts.has(arn.group(2))) {
      return arn.group(1).equals("iam") && arn.group(3).equals("root");
    }
    if (!arn.matches() || !organization().has(arn.group(2))) {
      return false;
    }
    String account = arn.group(2);
    return switch (String.valueOf(arn.group(4))) {
      case "role" ->
          arn.group(1).equals("iam")
              && roles
                  .find(account, lastPart(arn.group(5)))
                  .filter(role -> arn.group(3).equals("role" + role.path + role.name))
                  .isPresent();
      case "assumed-role" ->
          arn.group(1).equals("sts")
              && roles.find(account, arn.group(5).split("/", 2)[0]).isPresent();
      case "user" -> arn.group(1).equals("iam") && !arn.group(5).contains("*");
      default -> arn.group(1).equals("iam");
    };
  }

  /** Refuses a policy that names somebody who does not exist. */
  void check(PolicyDocument policy) throws PolicyFault {
    for (String name : policy.awsPrincipals()) {
      if (!exists(name)) {
        throw PolicyFault.of("Invalid principal in policy: \"AWS\":\"" + name + "\"");
      }
    }
    for (String service : policy.services()) {
      if (!isService(service)) {
        throw PolicyFault.of("Invalid principal in policy: \"SERVICE\":\"" + service + "\"");
      }
    }
  }

  static boolean isService(String name) {
    return SERVICE.matcher(name).matches();
  }

  private String roleOf(String account, String arn) {
    int session = arn.indexOf(":assumed-role/");
    if (session < 0) {
      return arn;
    }
    String name = arn.substring(session + ":assumed-role/".length()).split("/", 2)[0];
    String path = roles.find(account, name).map(role -> role.path).orElse("/");
    return "arn:aws:iam::" + account + ":role" + path + name;
  }

  private static String lastPart(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private OrganizationState organization() {
    return world.state("organizations", OrganizationState.class, OrganizationState::new);
  }
}
