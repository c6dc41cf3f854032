package io.orgsh.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What would make much of little, or never end, is refused when the folder is opened. */
class HostileTemplateTests {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<#assign x = x + x>",
        "<#assign y = x><#assign z = y + y>",
        "<#assign y = x><#assign z = x><#assign y = y + z>",
        "<#assign y = \"${x}${x}\">",
        "<#assign y>${x}${x}</#assign>",
        "<#list [1,2] as i><#assign y = x></#list>",
        "<#list [1] as a><#list [1] as b><#list [1] as c><#list [1] as"
            + " d></#list></#list></#list></#list>",
        "${[x]?map(e -> e + e)?first}",
        "${[x]?map(e -> \"${e}${e}\")?first}",
        "${[x]?filter(e -> [x]?filter(f -> f == e)?size gt 0)?first}",
        "${[x]?map(e -> [e, e]?join(e))?first}",
        "<#list 1..9999999999 as i></#list>",
        "<#macro m><@m/></#macro>",
        "${x?new()}",
        "${x?api}",
        "${x?eval}",
        "${x?interpret}",
        "${.data_model}",
        "${.main_template_name}",
        "<#include \"../secret.ftl\">",
        "<#include x>",
        "<#import \"piece.ftl\" as p>",
      })
  void aTemplateThatGrowsLoopsOrReachesOutIsRefused(String hostile) throws IOException {
    assertThat(opened(hostile + "\n{\"x\": \"${x}\"}"))
        .isInstanceOf(TemplateFolder.Opened.Wrong.class);
  }

  @Test
  void whatThoseRulesLeaveIsEnoughForADocument() throws IOException {
    assertThat(
            opened(
                """
                <#assign name = "a" + x>
                <#assign name = name + "/" + x>
                <#list [x, "b"] as each><#list [each] as e>
                </#list></#list>
                {"x": "${[x]?filter(e -> e != "b")?map(e -> e?trim)?join(",")}", "n": "${name}"}
                """))
        .isInstanceOf(TemplateFolder.Opened.Loaded.class);
  }

  @Test
  void filesThatIncludeFilesWithoutEndAreRefused() throws IOException {
    for (int i = 0; i < 30; i++) {
      Files.writeString(
          folder.resolve("p%d.ftl".formatted(i)),
          "<#include \"p%1$d.ftl\"><#include \"p%1$d.ftl\">".formatted(i + 1));
    }
    Files.writeString(folder.resolve("p30.ftl"), " ");

    assertThat(opened("{\"x\": \"${x}\"}")).isInstanceOf(TemplateFolder.Opened.Wrong.class);
  }

  @Test
  void aFileOfAHundredMegabytesIsNotRead() throws IOException {
    try (var file = new RandomAccessFile(folder.resolve("big.ftl").toFile(), "rw")) {
      file.setLength(100L * 1024 * 1024);
    }

    assertThat(opened("{\"x\": \"${x}\"}").toString()).contains("The file has more than");
  }

  @Test
  void aNumberOfMoreDigitsThanMemoryIsNoPolicy() {
    for (String number : List.of("1e9999999991", "1e999999999", "-1e-999999999")) {
      assertThat(new PolicyLint().check("{\"Version\": " + number + "}", PolicyTarget.BUCKET))
          .anyMatch(finding -> finding.toString().contains("a number out of all bounds"));
    }
  }

  @Test
  void workThatTakesTooLongIsGivenUp() {
    var never = new CountDownLatch(1);

    assertThatThrownBy(
            () ->
                new Deadline(Duration.ofMillis(20))
                    .of(
                        () -> {
                          never.await();
                          return "";
                        }))
        .isInstanceOf(Deadline.Passed.class);
  }

  @Test
  void workThatEndsIsHandedOn() throws Deadline.Passed, ExecutionException {
    assertThat(new Deadline(Duration.ofSeconds(10)).of(() -> "done")).isEqualTo("done");
  }

  private TemplateFolder.Opened opened(String body) throws IOException {
    Files.writeString(
        folder.resolve("a.json.ftl"),
        """
        <#-- orgsh
        {"title": {"en": "A", "ja": "A"}, "target": "bucket",
         "parameters": [{"name": "x", "type": "text", "title": {"en": "X", "ja": "X"}}]}
        -->
        """
            + body);
    return TemplateFolder.open(folder);
  }
}
