package io.orgsh.aws;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The AWS CLI's names for the API's: words in lower case with hyphens, an acronym being one word.
 *
 * @see <a href="https://github.com/boto/botocore/blob/develop/botocore/__init__.py">xform_name, by
 *     which the AWS CLI makes its names</a>
 */
final class CliNames {
  private static final Pattern WORD = Pattern.compile("(.)([A-Z][a-z]+)");
  private static final Pattern END = Pattern.compile("([a-z0-9])([A-Z])");
  private static final Pattern ACRONYMS = Pattern.compile("[A-Z]{2,}s$");

  // Where the command is not called as the SDK's package.
  private static final Map<String, String> COMMANDS =
      Map.of(
          "config", "configservice",
          "eventbridge", "events",
          "s3", "s3api",
          "ssooidc", "sso-oidc");

  private CliNames() {}

  /** The command of a service: {@code configservice}. */
  static String command(Service service) {
    return COMMANDS.getOrDefault(service.folder(), service.folder());
  }

  /** An operation or a parameter: {@code enable-aws-service-access}. */
  static String of(String name) {
    String plain = name;
    Matcher acronyms = ACRONYMS.matcher(name);
    if (acronyms.find()) {
      // ARNs: the plural's s belongs to the acronym.
      plain =
          name.substring(0, acronyms.start())
              + "-"
              + name.substring(acronyms.start()).toLowerCase(Locale.ROOT);
    }
    String words = WORD.matcher(plain).replaceAll("$1-$2");
    return END.matcher(words).replaceAll("$1-$2").toLowerCase(Locale.ROOT);
  }
}
