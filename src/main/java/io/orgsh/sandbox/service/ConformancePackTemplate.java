package io.orgsh.sandbox.service;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A conformance pack's template, YAML or JSON, read for nothing but its managed rules. The sandbox
 * has no YAML: it looks for the keys that stand on a line of their own in both languages, and does
 * not resolve references and conditions.
 */
final class ConformancePackTemplate {
  private static final int LARGEST = 51_200;
  private static final int MOST_RULES = 130;
  private static final Pattern RESOURCES = Pattern.compile("(?m)^\\s*[\"']?Resources[\"']?\\s*:");
  private static final Pattern TYPE =
      Pattern.compile("[\"']?\\bType[\"']?\\s*:\\s*[\"']?(AWS::[A-Za-z0-9:]+)");
  private static final Pattern NAME =
      Pattern.compile("\\bConfigRuleName[\"']?\\s*:\\s*[\"']?([A-Za-z0-9_-]+)");
  private static final Pattern IDENTIFIER =
      Pattern.compile("\\bSourceIdentifier[\"']?\\s*:\\s*[\"']?([A-Z0-9_]+)\\b");

  private ConformancePackTemplate() {}

  /**
   * The rules that a template has.
   *
   * @param pack the pack's name and account, from which the rules' names get their ending
   * @throws AwsError where AWS would refuse the template
   */
  static List<ConfigState.Wanted> rules(String body, String pack) throws AwsError {
    int size = body.getBytes(StandardCharsets.UTF_8).length;
    if (size < 1 || size > LARGEST) {
      throw AwsError.of(
          "ValidationException",
          "Value at 'templateBody' failed to satisfy constraint: Member must have length less than"
              + " or equal to "
              + LARGEST);
    }
    String text = body.replaceAll("(?m)^\\s*#.*$", "");
    List<String> types = all(TYPE, text);
    List<String> identifiers = all(IDENTIFIER, text);
    List<String> names = all(NAME, text);
    long rules = types.stream().filter("AWS::Config::ConfigRule"::equals).count();
    if (!RESOURCES.matcher(text).find() || rules == 0 || rules != identifiers.size()) {
      throw refused(
          "the template has no resources of the type AWS::Config::ConfigRule that it"
              + " fully describes");
    }
    if (rules > MOST_RULES) {
      throw refused("the template has more than " + MOST_RULES + " rules");
    }
    var wanted = new ArrayList<ConfigState.Wanted>();
    for (int i = 0; i < identifiers.size(); i++) {
      String identifier = identifiers.get(i);
      if (!ManagedRules.has(identifier)) {
        throw refused("there is no managed rule " + identifier);
      }
      String name =
          names.size() == identifiers.size()
              ? names.get(i)
              : identifier.toLowerCase(Locale.ROOT).replace('_', '-');
      wanted.add(wanted(name, identifier, pack));
    }
    return wanted;
  }

  private static ConfigState.Wanted wanted(String name, String identifier, String pack) {
    var wanted = new ConfigState.Wanted();
    wanted.name = name + "-conformance-pack-" + DerivedIds.suffix(9, pack);
    wanted.identifier = identifier;
    return wanted;
  }

  private static List<String> all(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    var all = new ArrayList<String>();
    while (matcher.find()) {
      all.add(matcher.group(1));
    }
    return all;
  }

  private static AwsError refused(String why) {
    return AwsError.of(
        "OrganizationConformancePackTemplateValidationException",
        "You have specified a template that is not valid or supported: " + why + ".");
  }
}
