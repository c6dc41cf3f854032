package io.orgsh.org;

import io.orgsh.fuzz.Fuzz;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An orgsh.yaml of somebody who means harm. */
class ConfigurationFuzzTests {
  private static final List<String> WORDS =
      List.of(
          "organization:\n",
          "accounts:\n",
          "management:\n",
          "profile: ",
          "role: ",
          "mfa-serial: ",
          "&a ",
          "*a",
          "&a [*a, *a]",
          "<<: *a\n",
          "? [",
          "[",
          "]",
          "{",
          "}",
          ": ",
          "- ",
          "\n",
          "\n  ",
          "language: ja\n",
          "state: s3://x/../y\n",
          "!!java.net.URL ",
          "%YAML 1.1\n",
          "---\n",
          "|\n");

  @Test
  void aConfigurationIsReadOrRefused() {
    Fuzz.feed(
        "orgsh.yaml",
        3000,
        List.of(
            bytes("home-region: ap-northeast-1\nlanguage: ja\n"),
            bytes(
                """
                accounts:
                  management: {id: "111111111111", profile: management}
                  audit:
                    id: "222222222222"
                    role: OrganizationAccountAccessRole
                    from: management
                home-region: ap-northeast-1
                state: /var/orgsh
                """)),
        WORDS,
        input ->
            ConfigurationFile.parse(
                    Path.of("orgsh.yaml"), new String(input, StandardCharsets.UTF_8))
                instanceof ConfigurationFile.Outcome.Read);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
