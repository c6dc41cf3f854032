package io.orgsh.sandbox.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a policy document as strictly as the service that takes it. */
public final class PolicyReader {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final Set<String> DOCUMENT = Set.of("Version", "Id", "Statement");
  private static final Set<String> STATEMENT =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");
  private static final Set<String> PRINCIPALS =
      Set.of("AWS", "Service", "Federated", "CanonicalUser");
  private static final Pattern SID = Pattern.compile("[0-9A-Za-z]*");
  private static final Pattern ACTION = Pattern.compile("\\*|[A-Za-z0-9-]+:[A-Za-z0-9*?]+");
  private static final Pattern ARN =
      Pattern.compile("\\*|arn:[^:]*:[^:]*:[^:]*:[^:]*:.+", Pattern.DOTALL);

  private final PolicyKind kind;
  private final Set<String> sids = new HashSet<>();

  private PolicyReader(PolicyKind kind) {
    this.kind = kind;
  }

  /**
   * Reads a policy.
   *
   * @throws PolicyFault with the words of IAM or of the resource's service
   */
  public static PolicyDocument read(String text, PolicyKind kind) throws PolicyFault {
    return new PolicyReader(kind).document(parse(text, kind));
  }

  private static JsonNode parse(String text, PolicyKind kind) throws PolicyFault {
    try {
      JsonNode tree = JSON.readTree(text);
      if (tree.isObject()) {
        return tree;
      }
    } catch (JacksonException _) {
      // Said below, in the service's words.
    }
    throw PolicyFault.of(
        kind,
        text.isBlank() || !text.strip().startsWith("{")
            ? "This policy contains invalid Json"
            : "Syntax errors in policy.",
        "Policies must be valid JSON and the first byte must be '{'");
  }

  private PolicyDocument document(JsonNode tree) throws PolicyFault {
    for (String name : tree.propertyNames()) {
      if (!DOCUMENT.contains(name)) {
        throw fault("Syntax errors in policy.", "Unknown field " + name);
      }
    }
    JsonNode version = tree.path("Version");
    if (!version.isMissingNode()
        && !Set.of("2012-10-17", "2008-10-17").contains(version.asString(""))) {
      throw fault("Syntax errors in policy.", "The policy must contain a valid version string");
    }
    JsonNode statements = tree.path("Statement");
    if (statements.isMissingNode()) {
      throw fault("Syntax errors in policy.", "Missing required field Statement");
    }
    List<Statement> read = new ArrayList<>();
    if (statements.isObject()) {
      read.add(statement(statements));
    } else if (statements.isArray()) {
      for (JsonNode statement : statements) {
        if (!statement.isObject()) {
          throw fault("Syntax errors in policy.", "Invalid policy syntax.");
        }
        read.add(statement(statement));
      }
    }
    if (read.isEmpty()) {
      throw fault("Syntax errors in policy.", "Could not parse the policy: Statement is empty!");
    }
    return new PolicyDocument(read);
  }

  private Statement statement(JsonNode node) throws PolicyFault {
    for (String name : node.propertyNames()) {
      if (!STATEMENT.contains(name)) {
        throw fault("Syntax errors in policy.", "Unknown field " + name);
      }
    }
    return new Statement(
        sid(node),
        effect(node),
        principals(node),
        actions(node),
        resources(node),
        conditions(node));
  }

  private String sid(JsonNode node) throws PolicyFault {
    JsonNode member = node.path("Sid");
    if (member.isMissingNode()) {
      return "";
    }
    if (!member.isString()) {
      throw fault("Syntax errors in policy.", "Invalid policy syntax.");
    }
    String sid = member.asString();
    if (kind == PolicyKind.IDENTITY && !SID.matcher(sid).matches()) {
      throw PolicyFault.of(
          "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular"
              + " expression [0-9A-Za-z]*");
    }
    if (!sid.isEmpty() && !sids.add(sid) && kind.wantsUniqueSids()) {
      throw PolicyFault.of("Statement IDs (SID) in a single policy must be unique.");
    }
    return sid;
  }

  private Statement.Effect effect(JsonNode node) throws PolicyFault {
    JsonNode member = node.path("Effect");
    if (member.isMissingNode()) {
      throw fault("Syntax errors in policy.", "Missing required field Effect");
    }
    String effect = member.asString("");
    if (effect.equals("Allow")) {
      return Statement.Effect.ALLOW;
    }
    if (effect.equals("Deny")) {
      return Statement.Effect.DENY;
    }
    throw fault("Syntax errors in policy.", "Invalid effect : " + effect);
  }

  private Principals principals(JsonNode node) throws PolicyFault {
    JsonNode these = node.path("Principal");
    JsonNode others = node.path("NotPrincipal");
    if (!kind.hasPrincipal()) {
      if (these.isMissingNode() && others.isMissingNode()) {
        return new Principals(Principals.Sense.ABSENT, new TreeMap<>());
      }
      throw PolicyFault.of("Policy document should not specify a principal.");
    }
    if (these.isMissingNode() == others.isMissingNode()) {
      throw fault(
          "Syntax errors in policy.",
          these.isMissingNode() ? "Missing required field Principal" : "Invalid policy syntax.");
    }
    return these.isMissingNode()
        ? new Principals(Principals.Sense.ALL_BUT_THESE, named(others))
        : new Principals(Principals.Sense.THESE, named(these));
  }

  private SortedMap<String, List<String>> named(JsonNode node) throws PolicyFault {
    SortedMap<String, List<String>> named = new TreeMap<>();
    if (node.isString() && node.asString().equals("*")) {
      named.put("AWS", List.of("*"));
    } else if (node.isObject()) {
      for (var member : node.properties()) {
        if (!PRINCIPALS.contains(member.getKey())) {
          throw invalidPrincipal(member.getKey(), member.getValue().toString());
        }
        named.put(member.getKey(), texts(member.getValue()));
      }
    }
    if (named.isEmpty()) {
      throw invalidPrincipal("AWS", node.asString(""));
    }
    return named;
  }

  private Statement.Names actions(JsonNode node) throws PolicyFault {
    Statement.Names names =
        names(node, "Action", "Policy statement must contain actions.")
            .orElseThrow(
                () ->
                    fault(
                        "Policy statement must contain actions.", "Missing required field Action"));
    for (String action : names.patterns()) {
      if (!ACTION.matcher(action).matches()) {
        throw fault(
            "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
            "Policy has invalid action");
      }
      if (kind == PolicyKind.TRUST && !action.startsWith("sts:")) {
        throw PolicyFault.of("AssumeRole policy may only specify STS AssumeRole actions.");
      }
    }
    return names;
  }

  private Statement.Names resources(JsonNode node) throws PolicyFault {
    if (!kind.hasResource()) {
      if (node.has("Resource") || node.has("NotResource")) {
        throw PolicyFault.of("Has prohibited field Resource");
      }
      return new Statement.Names.These(List.of("*"));
    }
    Statement.Names names =
        names(node, "Resource", "Policy statement must contain resources.")
            .orElseThrow(
                () ->
                    fault(
                        "Policy statement must contain resources.",
                        "Missing required field Resource"));
    for (String resource : names.patterns()) {
      if (!ARN.matcher(resource).matches()) {
        throw fault(
            "Resource " + resource + " must be in ARN format or \"*\".",
            "Policy has invalid resource");
      }
    }
    return names;
  }

  private Optional<Statement.Names> names(JsonNode node, String element, String empty)
      throws PolicyFault {
    JsonNode these = node.path(element);
    JsonNode others = node.path("Not" + element);
    if (!these.isMissingNode() && !others.isMissingNode()) {
      throw fault("Syntax errors in policy.", "Invalid policy syntax.");
    }
    if (these.isMissingNode() && others.isMissingNode()) {
      return Optional.empty();
    }
    List<String> patterns = texts(these.isMissingNode() ? others : these);
    if (patterns.isEmpty()) {
      throw fault(empty, element + " field cannot be empty!");
    }
    return Optional.of(
        these.isMissingNode()
            ? new Statement.Names.AllBut(patterns)
            : new Statement.Names.These(patterns));
  }

  private List<Condition> conditions(JsonNode node) throws PolicyFault {
    JsonNode member = node.path("Condition");
    if (member.isMissingNode()) {
      return List.of();
    }
    if (!member.isObject()) {
      throw fault("Syntax errors in policy.", "Invalid policy syntax.");
    }
    List<Condition> conditions = new ArrayList<>();
    for (var operator : member.properties()) {
      if (!operator.getValue().isObject()) {
        throw fault("Syntax errors in policy.", "Invalid policy syntax.");
      }
      for (var key : operator.getValue().properties()) {
        conditions.add(condition(operator.getKey(), key.getKey(), key.getValue()));
      }
    }
    return conditions;
  }

  private Condition condition(String written, String key, JsonNode values) throws PolicyFault {
    String name = written;
    Condition.Quantifier quantifier = Condition.Quantifier.NONE;
    if (name.startsWith("ForAnyValue:")) {
      quantifier = Condition.Quantifier.ANY_VALUE;
      name = name.substring("ForAnyValue:".length());
    } else if (name.startsWith("ForAllValues:")) {
      quantifier = Condition.Quantifier.ALL_VALUES;
      name = name.substring("ForAllValues:".length());
    }
    Condition.Presence presence = Condition.Presence.REQUIRED;
    if (name.endsWith("IfExists") && !name.startsWith("Null")) {
      presence = Condition.Presence.IF_EXISTS;
      name = name.substring(0, name.length() - "IfExists".length());
    }
    Operator operator = Operator.BY_NAME.get(name);
    if (operator == null) {
      throw fault("Syntax errors in policy.", "Invalid Condition type : " + written);
    }
    if (key.indexOf(':') < 1) {
      throw fault(
          "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
          "Policy has an invalid condition key");
    }
    return new Condition(operator, quantifier, presence, key, texts(values));
  }

  private List<String> texts(JsonNode node) throws PolicyFault {
    List<String> texts = new ArrayList<>();
    if (node.isArray()) {
      for (JsonNode element : node) {
        texts.add(text(element));
      }
    } else {
      texts.add(text(node));
    }
    return texts;
  }

  private String text(JsonNode node) throws PolicyFault {
    if (node.isString() || node.isBoolean() || node.isNumber()) {
      return node.asString();
    }
    throw fault("Syntax errors in policy.", "Invalid policy syntax.");
  }

  private PolicyFault invalidPrincipal(String kindOfPrincipal, String name) {
    return fault(
        "Invalid principal in policy: \"" + kindOfPrincipal + "\":\"" + name + "\"",
        "Invalid principal in policy");
  }

  private PolicyFault fault(String iam, String resource) {
    return PolicyFault.of(kind, iam, resource);
  }
}
