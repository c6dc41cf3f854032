package io.orgsh.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.fuzz.Fuzz;
import io.orgsh.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runbooks and parameter files of somebody who means harm. */
class RunbookFuzzTests {
  private static final List<String> WORDS =
      List.of(
          "runbook: x\n",
          "steps:\n",
          "parameters:\n",
          "- step: a\n",
          "  call: s3:CreateBucket\n",
          "${org.accounts?map(a -> a.id)}",
          "${'a'?eval}",
          "${.data_model}",
          "${x?new()}",
          "&a ",
          "*a",
          "&a [*a, *a]",
          "!!java.net.URL ",
          "!!binary ",
          "? [",
          "<<: *a",
          "|\n",
          ">-\n",
          "---",
          "...",
          "%YAML 1.1\n",
          "[",
          "]",
          "{",
          "}",
          ": ",
          "- ",
          "\n",
          "\n  ",
          "pattern: '(a+)+$'\n",
          "default: ",
          "type: file\n",
          "type: number\n",
          "most: ",
          "when: ",
          "each: ",
          "check:\n",
          "document: ",
          "../../../etc/passwd",
          "secret: true\n",
          "needs: [",
          "parts: [");

  @TempDir private Path folder;

  @Test
  void theLoaderTakesOrRefusesEveryFile() throws IOException {
    RunbookLoader loader = Loading.realLoader();
    Path file = folder.resolve("hostile.yaml");
    Fuzz.feed(
        "loader",
        400,
        runbooks(),
        WORDS,
        input -> {
          Files.write(file, input);
          return switch (loader.load(file)) {
            case Loaded.Right _ -> true;
            case Loaded.Wrong(var problems) -> {
              assertThat(problems).isNotEmpty();
              yield false;
            }
          };
        });
  }

  @Test
  void aParameterFileIsAMappingOrRefused() {
    Fuzz.feed(
        "parameters",
        3000,
        List.of(
            bytes(
                """
                email: a@example.com
                regions: [us-east-1, eu-west-1]
                retention: 365
                on: true
                """),
            bytes(
                "{\"email\": \"a@example.com\", \"accounts\": [\"111111111111\"], \"days\": 1.5}"),
            bytes("a: &a [1, 2]\nb: *a\nc: {d: null, e: ~}\nf: |\n  text\n  more\n")),
        WORDS,
        input -> {
          try {
            ParameterFile.parse(Path.of("p.yaml"), new String(input, StandardCharsets.UTF_8));
            return true;
          } catch (ProblemException refused) {
            return false;
          }
        });
  }

  /** Small enough for many cases, and together with every kind of step. */
  private static List<byte[]> runbooks() throws IOException {
    var all = new ArrayList<byte[]>();
    try (Stream<Path> files = Files.list(Path.of("runbooks"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        if (Files.size(file) < 12_000) {
          all.add(Files.readAllBytes(file));
        }
      }
    }
    all.add(
        bytes(
            """
            runbook: small
            title: {en: Small, ja: 小さな例}
            about: {en: Does little., ja: わずかなことをします。}
            parameters:
              - bucket: {title: {en: Bucket, ja: バケット}, type: text, pattern: "[a-z-]{3,63}"}
            steps:
              - bucket:
                  title: {en: Make it, ja: 作成}
                  in: management
                  check:
                    call: s3:HeadBucket
                    with: {Bucket: "${bucket}"}
                    missing: [{error: "404"}]
                  call: s3:CreateBucket
                  with: {Bucket: "${bucket}"}
            """));
    return all;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
