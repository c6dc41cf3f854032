package io.orgsh.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.problem.Problem;
import io.orgsh.problem.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TemplateFolderTests {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;

  @Test
  void aHeaderDeclaresTheDocument() throws IOException {
    write(
        "a.json.ftl",
        """
        <#-- orgsh
        {"title": {"en": "A", "ja": "あ"}, "target": "topic", "parameters": [
          {"name": "edition", "type": "choice", "choices": ["current", "series"],
           "default": "current", "title": {"en": "E", "ja": "え"}},
          {"name": "readers", "type": "arns", "for": {"edition": "current"},
           "title": {"en": "R", "ja": "れ"}}]}
        -->
        {}
        """);

    Document document = loaded().all().getFirst();

    assertThat(document.toString())
        .isEqualTo(
            "Document[name=a, title=Text[en=A, ja=あ], target=TOPIC, parameters=["
                + "DocumentParameter[name=edition, title=Text[en=E, ja=え], type=CHOICE,"
                + " choices=[current, series], defaultValue=Optional[current], onlyWith={}],"
                + " DocumentParameter[name=readers, title=Text[en=R, ja=れ], type=ARNS, choices=[],"
                + " defaultValue=Optional.empty, onlyWith={edition=current}]], path="
                + folder.resolve("a.json.ftl")
                + "]");
  }

  @Test
  void everyMistakeInEveryHeaderIsToldAtItsPlace() throws IOException {
    write(
        "a.json.ftl",
        """
        <#-- orgsh
        {"title": {"en": "A"}, "target": "buckt", "parameters": [
          {"name": "In put", "type": "text", "title": {"en": "E", "ja": "え"}},
          {"name": "x", "type": "acount", "title": {"en": "E", "ja": "え"}},
          {"name": "y", "type": "bucket", "default": "No", "title": {"en": "E", "ja": "え"}},
          {"name": "z", "type": "choice", "title": {"en": "E", "ja": "え"}},
          {"name": "w", "typ": "text", "title": {"en": "E", "ja": "え"}, "for": {"q": "r"}}]}
        -->
        {}
        """);
    write("b.json.ftl", "{}\n");
    write("c.json.ftl", "<#-- orgsh\n{\"title\": 1,\n \"title\": 2}\n-->\n{}\n");

    assertThat(places(wrong()))
        .containsExactly(
            "a.json.ftl:2:11 The member \"ja\" is missing.",
            "a.json.ftl:2:34 \"buckt\" is none of the words that \"target\" takes: bucket,"
                + " role-trust, role-inline, managed, topic, scp. -> Did you mean bucket?",
            "a.json.ftl:3:12 A parameter's name is small letters, digits and underscores, and no"
                + " word of FreeMarker's such as \"as\" or \"in\".",
            "a.json.ftl:4:25 \"acount\" is none of the words that \"type\" takes: text, choice,"
                + " account, accounts, organization, region, bucket, arn, arns."
                + " -> Did you mean account or accounts?",
            "a.json.ftl:5:46 The default must be an S3 bucket name: 3 to 63 small letters, digits,"
                + " hyphens and dots, with a letter or digit at both ends.",
            "a.json.ftl:6:3 The member \"choices\" is missing.",
            "a.json.ftl:7:24 There is no member \"typ\" here; known: name, type, title, choices,"
                + " default, for. -> Did you mean type?",
            "a.json.ftl:7:3 The member \"type\" is missing.",
            "a.json.ftl:7:78 \"for\" names a choice that is declared earlier, and one of its"
                + " words, such as {\"edition\": \"current\"}.",
            "b.json.ftl:1:1 A document's template starts with its header: <#-- orgsh { … } -->.",
            "c.json.ftl:3:2 The header cannot be read: the member \"title\" stands twice in one"
                + " object.");
  }

  @Test
  void aMissingFolderIsAProblemOfTheOption() {
    Path missing = folder.resolve("nowhere");

    Problem problem =
        ((TemplateFolder.Opened.Wrong) TemplateFolder.open(missing)).problems().getFirst();

    assertThat(problem.where()).isEqualTo(new Where.AtOption("--templates " + missing));
    assertThat(problem.what().en()).isEqualTo("cannot read the templates");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"${x?no_esc}\"",
        "\"${x? <#-- quiet --> no_esc}\"",
        "\"${x?noEsc}\"",
        "\"${\"${x?no_esc}\"}\"",
        "<#noautoesc>\"${x}\"</#noautoesc>",
        "<#noAutoEsc>\"${x}\"</#noAutoEsc>",
        "<#noparse>${x}</#noparse>",
        "<#outputformat \"plainText\">\"${x}\"</#outputformat>",
        "<#outputFormat \"plainText\">\"${x}\"</#outputFormat>",
        "<#ftl output_format=\"plainText\">\"${x}\"",
        "<#ftl auto_esc=false>\"${x}\"",
        "\"${x?eval}\"",
        "\"${x?eval_json}\"",
        "<#assign y = x?interpret>",
        "\"${x?api.class}\"",
        "\"${'freemarker.template.utility.Execute'?new()('id')}\"",
        "<#list 1.. as n>\"${x}\"</#list>",
        "<#macro m><@m/></#macro><@m/>",
        "<#include x>",
        "<#include \"../secret.ftl\">",
        "<#include \"/etc/passwd\">",
        "<#include \"piece.ftl\" parse=false>",
        "<#import \"piece.ftl\" as p>",
        "<@.get_optional_template('piece.ftl').include/>",
        "<#include \"missing.ftl\">",
        "<#include \"a.json.ftl\">",
      })
  void whatATemplateMayNotUseIsRefusedWhenTheFolderIsOpened(String body) throws IOException {
    write("piece.ftl", "1");
    document("text", body);

    assertThat(wrong()).isNotEmpty().allMatch(problem -> problem.where() instanceof Where.InFile);
  }

  @Test
  void aForbiddenWordIsToldAtItsLine() throws IOException {
    document("text", "{\n  \"a\":\n    \"${x? eval}\"}");

    assertThat(places(wrong()))
        .containsExactly(
            "a.json.ftl:8:9 A document may not use ?eval: only what keeps values data and ends"
                + " by itself is allowed (docs/documents.md).");
  }

  @Test
  void aLinkOutOfTheFolderIsNotFollowed(@TempDir Path elsewhere) throws IOException {
    Path secret = Files.writeString(elsewhere.resolve("secret.ftl"), "\"secret\"");
    Files.createSymbolicLink(folder.resolve("piece.ftl"), secret);

    assertThat(places(wrong()))
        .containsExactly(
            "piece.ftl:1:1 The link leads out of the template folder, so it is not read.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\"b", "a\\b", "\\", "\"}],\"x\":[{\"", "</#if>", "日本語 'x'", "\\u0022"})
  void aValueIsTheSameTextInTheDocument(String value) throws IOException {
    document(
        "text",
        """
        <#assign joined = "<" + x + ">">
        {"plain": "${x}", "joined": "${joined}", "${x}": 1}
        """);

    var text = text(JSON.createObjectNode().put("x", value));

    assertThat(JSON.readTree(text.text()))
        .isEqualTo(text.document())
        .isEqualTo(
            JSON.createObjectNode()
                .put("plain", value)
                .put("joined", "<" + value + ">")
                .put(value, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\n\"a\": ${x}}",
        "{\n\"a\": \"\\${x}\"}",
        "{\n<#list [1] as n>\"a\": ${x}</#list>}",
        "{\n\"a\": \"${x}\", \"a\": 2}",
        "{\n\"a\": \"${y}\"}",
        "{\n\"a\" \"${x}\"}",
      })
  void whatIsNoDocumentIsToldAtTheTemplatesLine(String body) throws IOException {
    document("text", body);

    List<Problem> problems = refused("{\"x\": \"1\"}");

    assertThat(problems).hasSize(1);
    var where = (Where.InFile) problems.getFirst().where();
    assertThat(where.path()).isEqualTo(folder.resolve("a.json.ftl"));
    assertThat(where.line()).isEqualTo(7);
    assertThat(where.source()).isEqualTo(body.lines().toList().get(1));
  }

  @Test
  void aListIsNoDocument() throws IOException {
    document("text", "[\"${x}\"]");

    assertThat(refused("{\"x\": \"1\"}").getFirst().why().en())
        .isEqualTo("A document is a JSON object { … }. Nothing was rendered.");
  }

  @Test
  void aTemplateThatWritesTooMuchIsStopped() throws IOException {
    document(
        "accounts",
        "{\"a\": \"<#list x as a><#list x as b><#list x as c>${a}</#list></#list></#list>\"}");
    var values = JSON.createObjectNode();
    var list = values.putArray("x");
    for (int n = 0; n < 100; n++) {
      list.add("111111111111");
    }

    var rendered = loaded().render(loaded().all().getFirst(), values);

    assertThat(((Documents.Rendered.Wrong) rendered).problems().getFirst().what().en())
        .isEqualTo("document too large");
  }

  @Test
  void everyWrongValueIsToldAtItsOption() throws IOException {
    write(
        "a.json.ftl",
        """
        <#-- orgsh
        {"title": {"en": "A", "ja": "あ"}, "target": "bucket", "parameters": [
          {"name": "bucket", "type": "bucket", "title": {"en": "B", "ja": "ば"}},
          {"name": "account", "type": "account", "title": {"en": "C", "ja": "か"}},
          {"name": "accounts", "type": "accounts", "title": {"en": "D", "ja": "だ"}}]}
        -->
        {}
        """);

    assertThat(
            refused("{\"bukcet\": \"x\", \"bucket\": \"My\\nBucket\", \"accounts\": \"1,2\"}")
                .stream()
                .map(TemplateFolderTests::told))
        .containsExactly(
            "AtOption[option=--set bukcet=…] a has no parameter \"bukcet\". Its parameters:"
                + " bucket, account, accounts. Nothing was rendered. -> Did you mean bucket?",
            "AtOption[option=--set bucket=My\\u000ABucket] The value \"My\\u000ABucket\" of bucket"
                + " does not fit; it must be an S3 bucket name: 3 to 63 small letters, digits,"
                + " hyphens and dots, with a letter or digit at both ends. Nothing was rendered.",
            "AtOption[option=--set account=…] a needs a value for account (C): an account ID of"
                + " twelve digits. Nothing was rendered.",
            "AtOption[option=--set accounts=1] The value \"1\" of accounts does not fit; it must"
                + " be an account ID of twelve digits. Nothing was rendered.",
            "AtOption[option=--set accounts=2] The value \"2\" of accounts does not fit; it must"
                + " be an account ID of twelve digits. Nothing was rendered.");
  }

  @Test
  void aParameterOfAnotherEditionNeedNotBeSet() throws IOException {
    write(
        "a.json.ftl",
        """
        <#-- orgsh
        {"title": {"en": "A", "ja": "あ"}, "target": "bucket", "parameters": [
          {"name": "edition", "type": "choice", "choices": ["current", "series"],
           "default": "current", "title": {"en": "E", "ja": "え"}},
          {"name": "region", "type": "region", "for": {"edition": "current"},
           "title": {"en": "R", "ja": "り"}}]}
        -->
        {"region": "${region!"none"}"}
        """);

    assertThat(text(JSON.createObjectNode().put("edition", "series")).text())
        .isEqualTo("{\n  \"region\": \"none\"\n}");
    assertThat(refused("{}").stream().map(problem -> problem.what().en()))
        .containsExactly("missing value");
  }

  @Test
  void aListMayBeGivenAsAListOrAsOneText() throws IOException {
    document("accounts", "{\"x\": [<#list x as a>\"${a}\"<#sep>,</#sep></#list>]}");

    String expected = "{\n  \"x\": [\n    \"111111111111\",\n    \"222222222222\"\n  ]\n}";
    assertThat(text(JSON.readTree("{\"x\": [\"111111111111\", 222222222222]}")).text())
        .isEqualTo(expected);
    assertThat(text(JSON.readTree("{\"x\": \"111111111111, 222222222222\"}")).text())
        .isEqualTo(expected);
    assertThat(refused("{\"x\": []}")).hasSize(1);
  }

  @Test
  void aPolicyVariableOfAwsCanBeWritten() throws IOException {
    document("text", "{\"a\": \"home/${r\"${aws:username}\"}/${x}\"}");

    assertThat(text(JSON.createObjectNode().put("x", "1")).document().path("a").asString())
        .isEqualTo("home/${aws:username}/1");
  }

  @Test
  void theHashIsOfTheTemplateAndOfWhatItIncludes() throws IOException {
    write("pieces/inner.ftl", "1");
    write("pieces/outer.ftl", "<#include \"inner.ftl\">");
    document("text", "{\"${x}\": <#include \"pieces/outer.ftl\">}");
    String before = loaded().hash(loaded().all().getFirst());

    write("pieces/inner.ftl", "2");
    String after = loaded().hash(loaded().all().getFirst());

    assertThat(before).hasSize(64).isNotEqualTo(after);
    assertThat(text(JSON.createObjectNode().put("x", "a")).document().path("a").asInt())
        .isEqualTo(2);
  }

  @Test
  void theHashOfATemplateWithoutIncludesIsThatOfItsFile() throws IOException {
    write(
        "a.json.ftl",
        """
        <#-- orgsh
        {"title": {"en": "A", "ja": "あ"}, "target": "scp",
        "parameters": []}
        -->
        {}
        """);

    assertThat(loaded().hash(loaded().all().getFirst()))
        .isEqualTo("309e9687e51ac144bfb376c8a4c44c8e73c34a70ac0f7f0bf45ee4de6a37b585");
  }

  private void document(String type, String body) throws IOException {
    write(
        "a.json.ftl",
        """
        <#-- orgsh
        {"title": {"en": "A", "ja": "あ"}, "target": "bucket", "parameters": [
          {"name": "x", "type": "%s", "title": {"en": "X", "ja": "え"}}
        ]}
        -->
        """
                .formatted(type)
            + body);
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private TemplateFolder loaded() {
    return switch (TemplateFolder.open(folder)) {
      case TemplateFolder.Opened.Loaded(TemplateFolder documents) -> documents;
      case TemplateFolder.Opened.Wrong(var problems) ->
          throw new AssertionError(problems.toString());
    };
  }

  private List<Problem> wrong() {
    return ((TemplateFolder.Opened.Wrong) TemplateFolder.open(folder)).problems();
  }

  private Documents.Rendered.Text text(JsonNode values) {
    TemplateFolder documents = loaded();
    return (Documents.Rendered.Text) documents.render(documents.all().getFirst(), values);
  }

  private List<Problem> refused(String values) {
    TemplateFolder documents = loaded();
    return ((Documents.Rendered.Wrong)
            documents.render(documents.all().getFirst(), JSON.readTree(values)))
        .problems();
  }

  private static List<String> places(List<Problem> problems) {
    return problems.stream()
        .map(
            problem -> {
              var where = (Where.InFile) problem.where();
              return "%s:%d:%d %s"
                  .formatted(
                      where.path().getFileName(), where.line(), where.column(), advised(problem));
            })
        .toList();
  }

  private static String told(Problem problem) {
    return problem.where() + " " + advised(problem);
  }

  private static String advised(Problem problem) {
    String next =
        problem.next().isEmpty()
            ? ""
            : " -> " + ((Problem.Next.Advice) problem.next().getFirst()).text().en();
    return problem.why().en() + next;
  }
}
