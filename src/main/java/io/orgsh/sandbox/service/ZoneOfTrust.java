package io.orgsh.sandbox.service;

import io.orgsh.sandbox.policy.Ask;
import io.orgsh.sandbox.policy.Context;
import io.orgsh.sandbox.policy.Decision;
import io.orgsh.sandbox.policy.Grant;
import io.orgsh.sandbox.policy.PolicyDocument;
import io.orgsh.sandbox.policy.PolicyFault;
import io.orgsh.sandbox.policy.PolicyKind;
import io.orgsh.sandbox.policy.PolicyReader;
import io.orgsh.sandbox.policy.Principal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who counts as inside: the accounts of the organization, or one account. AWS services are inside,
 * identity providers are outside.
 *
 * @param account the one account; empty for the whole organization
 */
record ZoneOfTrust(OrganizationState organization, String account) {
  private static final Pattern OF_ACCOUNT =
      Pattern.compile("(?:arn:aws[a-z-]*:[a-z0-9-]*:[^:]*:)?([0-9]{12})(?::.*)?");

  /** Somebody whom no organization knows, who stands for everybody. */
  private static final String STRANGER = "999999999999";

  private static final Set<String> NAMING_ACCOUNTS =
      Set.of(
          "aws:principalaccount",
          "aws:principalarn",
          "aws:sourceaccount",
          "aws:sourcearn",
          "aws:sourceowner");
  private static final Set<String> NAMING_ORGANIZATIONS =
      Set.of("aws:principalorgid", "aws:sourceorgid");
  private static final Set<String> NAMING_PATHS =
      Set.of("aws:principalorgpaths", "aws:sourceorgpaths");

  /** What a policy allows principals outside. */
  List<Grant> outside(String policy, PolicyKind kind) {
    if (policy.isEmpty()) {
      return List.of();
    }
    PolicyDocument document = read(policy, kind);
    return document.grants().stream()
        .filter(this::isOutside)
        .filter(grant -> !isDenied(document, grant))
        .toList();
  }

  private boolean isOutside(Grant grant) {
    return switch (grant.kind()) {
      case "AWS" ->
          accountOf(grant.principal()).filter(this::has).isEmpty()
              && !grant.isBoundTo(this::isInside);
      case "Federated", "CanonicalUser" -> true;
      default -> false;
    };
  }

  private boolean has(String other) {
    return account.isEmpty() ? organization.has(other) : account.equals(other);
  }

  /** Whether a condition's value keeps a request inside. */
  private boolean isInside(String key, String value) {
    if (NAMING_ACCOUNTS.contains(key)) {
      return accountOf(value).filter(this::has).isPresent();
    }
    if (!account.isEmpty()) {
      return false;
    }
    return (NAMING_ORGANIZATIONS.contains(key) && value.equals(organization.id))
        || (NAMING_PATHS.contains(key) && value.startsWith(organization.id + "/"));
  }

  /** Whether the policy itself denies whoever is outside all that the grant allows. */
  private static boolean isDenied(PolicyDocument document, Grant grant) {
    if (!grant.kind().equals("AWS")) {
      return false;
    }
    String who = accountOf(grant.principal()).orElse(STRANGER);
    String arn =
        grant.principal().startsWith("arn:") ? grant.principal() : "arn:aws:iam::" + who + ":root";
    var stranger = new Principal.Person(who, arn, arn);
    Context context =
        Context.empty()
            .with("aws:PrincipalAccount", who)
            .with("aws:PrincipalArn", arn)
            .with("aws:PrincipalIsAWSService", "false")
            .with("aws:SecureTransport", "true");
    return grant.actions().stream()
        .allMatch(
            action ->
                grant.resources().stream()
                    .allMatch(
                        resource ->
                            document.decide(new Ask(stranger, action, resource, context))
                                == Decision.DENIED));
  }

  /** The account that a principal or an ARN names; empty for everybody and for other names. */
  static Optional<String> accountOf(String principal) {
    Matcher matcher = OF_ACCOUNT.matcher(principal);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** A policy that its service has taken. */
  static PolicyDocument read(String policy, PolicyKind kind) {
    try {
      return PolicyReader.read(policy, kind);
    } catch (PolicyFault e) {
      throw new IllegalStateException("taken before, refused now: " + policy, e);
    }
  }
}
