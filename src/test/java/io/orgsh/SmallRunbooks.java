package io.orgsh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runbooks that are done in a moment, for what several runbooks have in common: {@code second}
 * needs {@code first}, {@code impossible} does too and fails, {@code both} walks through the first
 * two, {@code broken} comes to a part that wants a value, and {@code everywhere} changes each
 * member in each region.
 */
final class SmallRunbooks {
  private static final String HEAD =
      """
      title: {en: "T", ja: "題"}
      about: {en: "A", ja: "説明"}
      """;

  private static final String SERVICE =
      """
      parameters:
        service:
          type: choice
          choices: [config.amazonaws.com, access-analyzer.amazonaws.com]
          default: config.amazonaws.com
          title: {en: "T", ja: "題"}
      """;

  private SmallRunbooks() {}

  /** Writes them into a folder that takes the place of orgsh's own. */
  static Path in(Path installation) throws IOException {
    Files.createDirectories(installation.resolve("templates"));
    Path runbooks = Files.createDirectories(installation.resolve("runbooks"));
    write(runbooks, "first", SERVICE + "steps:\n" + trust("trust", "${service}"));
    write(
        runbooks,
        "second",
        "needs: [first]\n"
            + SERVICE
            + "steps:\n"
            + seen("seen", "${service}")
            + trust("guard", "guardduty.amazonaws.com"));
    write(runbooks, "impossible", "needs: [first]\nsteps:\n" + trust("wrong", "no.such.service"));
    write(
        runbooks,
        "wants",
        """
        parameters:
          name: {type: text, title: {en: "T", ja: "題"}}
        steps:
        """
            + trust("named", "${name}"));
    write(
        runbooks,
        "everywhere",
        """
        parameters:
          regions: {type: regions, default: "${org.regions.enabled}", title: {en: "T", ja: "題"}}
        steps:
          - id: detector
            title: {en: "T", ja: "題"}
            why: {en: "W", ja: "理由"}
            in: member
            regions: ${regions}
            check: {call: guardduty:ListDetectors, holds: "DetectorIds[0]", save: {id: "DetectorIds[0]"}}
            do: [{call: guardduty:CreateDetector, with: {Enable: true}}]
            undo:
              - call: guardduty:DeleteDetector
                with: {DetectorId: "${saved.detector.id}"}
        """);
    write(runbooks, "both", "parts: [first, second]\n");
    write(runbooks, "broken", "parts: [first, wants]\n");
    return installation;
  }

  private static void write(Path folder, String name, String rest) throws IOException {
    Files.writeString(folder.resolve(name + ".yaml"), "runbook: " + name + "\n" + HEAD + rest);
  }

  private static String step(String id) {
    return """
      - id: %s
        title: {en: "T", ja: "題"}
        why: {en: "W", ja: "理由"}
        in: management
    """
        .formatted(id);
  }

  private static String trust(String id, String service) {
    return step(id)
        + """
            check: %s
            do: [{call: organizations:EnableAWSServiceAccess, with: {ServicePrincipal: "%s"}}]
            undo: [{call: organizations:DisableAWSServiceAccess, with: {ServicePrincipal: "%s"}}]
        """
            .formatted(trusted(service), service, service);
  }

  private static String seen(String id, String service) {
    return step(id) + "    prove: " + trusted(service) + "\n";
  }

  private static String trusted(String service) {
    // An interpolated value is a literal by itself.
    String literal = service.startsWith("$") ? service : "'" + service + "'";
    return "{call: organizations:ListAWSServiceAccessForOrganization, holds:"
        + " \"EnabledServicePrincipals[?ServicePrincipal==%s]\"}".formatted(literal);
  }
}
