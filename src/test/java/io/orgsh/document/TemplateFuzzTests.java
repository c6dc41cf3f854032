package io.orgsh.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.fuzz.Fuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Templates of somebody who means harm. */
class TemplateFuzzTests {
  private static final String OUTSIDE = "kept-outside-of-the-templates";
  private static final List<String> WORDS =
      List.of(
          "<#include \"../secret.ftl\">",
          "<#include \"/etc/passwd\">",
          "<#import \"piece.ftl\" as p>",
          "${.data_model?keys?join(',')}",
          "${.main_template_name}",
          "${.globals}",
          "<#assign x = x + x>",
          "${\"freemarker.template.utility.Execute\"?new()(\"id\")}",
          "${x?api.class}",
          "${x?eval}",
          "<#list 1..999999999 as i>",
          "<#list accounts as a>",
          "</#list>",
          "<#macro m>",
          "<@m/>",
          "</#macro>",
          "<#function f()>",
          "<#attempt>",
          "<#recover>",
          "<#if true>",
          "</#if>",
          "<#else>",
          "<#include \"piece.ftl\">",
          "<#-- ",
          " -->",
          "${",
          "}",
          "<#assign a = [",
          "?map(x -> x)",
          "?interpret",
          "?html",
          "?no_esc",
          "<#setting number_format=\"x\">",
          "<#ftl>",
          "[=x]",
          "#{1}",
          "<#noautoesc>",
          "<#outputformat \"XML\">",
          "<#global x=1>",
          "<#local x=1>",
          "<#t>",
          "<#nt>",
          "\"${bucket}\"",
          "${bucket}",
          "<#stop>",
          "<#return>",
          "<#visit x>",
          "<#recurse>");

  @TempDir private Path top;

  @Test
  void aTemplateRendersAnObjectOrIsRefused() throws IOException {
    Path folder = Files.createDirectories(top.resolve("templates"));
    Files.writeString(top.resolve("secret.ftl"), "\"" + OUTSIDE + "\"");
    Files.writeString(folder.resolve("piece.ftl"), "\"piece\": true");
    for (String piece : List.of("deny-insecure-transport.ftl", "config-source.ftl")) {
      Files.copy(Path.of("templates", piece), folder.resolve(piece));
    }
    ObjectNode values = values();
    Fuzz.feed(
        "templates",
        400,
        templates(),
        WORDS,
        input -> {
          Files.write(folder.resolve("hostile.json.ftl"), input);
          return switch (TemplateFolder.open(folder)) {
            case TemplateFolder.Opened.Wrong _ -> false;
            case TemplateFolder.Opened.Loaded(TemplateFolder documents) ->
                rendered(documents, values);
          };
        });
  }

  private static boolean rendered(Documents documents, ObjectNode values) {
    Document document = documents.find("hostile").orElseThrow();
    documents.hash(document);
    ObjectNode own = values.deepCopy();
    own.retain(document.parameters().stream().map(Document.DocumentParameter::name).toList());
    return switch (documents.render(document, own)) {
      case Documents.Rendered.Wrong _ -> false;
      case Documents.Rendered.Text(var policy, var text) -> {
        assertThat(text).doesNotContain(OUTSIDE).doesNotContain("root:x:");
        assertThat(JsonMapper.shared().readTree(text)).isEqualTo(policy);
        yield true;
      }
    };
  }

  private static ObjectNode values() {
    ObjectNode values = JsonMapper.shared().createObjectNode();
    for (String name : List.of("account", "management")) {
      values.put(name, "111111111111");
    }
    values.put("bucket", "example-bucket");
    values.put("trail", "example");
    values.put("region", "ap-northeast-1");
    values.put("organization", "o-exampleorgid");
    values.put("prefix", "logs");
    values.putArray("accounts").add("111111111111").add("222222222222");
    return values;
  }

  private static List<byte[]> templates() throws IOException {
    var all = new ArrayList<byte[]>();
    try (Stream<Path> files = Files.list(Path.of("templates"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json.ftl")).sorted().toList()) {
        all.add(Files.readAllBytes(file));
      }
    }
    return all;
  }
}
