package io.orgsh.shell.documents;

import io.orgsh.document.Document;
import io.orgsh.document.Document.DocumentParameter;
import io.orgsh.document.Document.ParameterType;
import io.orgsh.document.Policies;
import io.orgsh.document.PolicyTarget;
import io.orgsh.org.Session;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.shell.Arguments;
import io.orgsh.shell.Command;
import io.orgsh.shell.Declaration;
import io.orgsh.shell.Declaration.Group;
import io.orgsh.shell.Exit;
import io.orgsh.shell.Invocation;
import io.orgsh.shell.Json;
import io.orgsh.shell.Kind;
import io.orgsh.shell.Output;
import io.orgsh.shell.Parsed;
import io.orgsh.shell.SetValues;
import io.orgsh.shell.Workplace;
import io.orgsh.shell.layout.Clean;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code diff DOCUMENT}: what putting a document would change in the policy that is live. */
public final class DiffCommand implements Command<DiffCommand.Options, DiffCommand.View> {

  /** Compares documents with what is live. */
  public DiffCommand() {}

  /** What to compare with what. */
  public record Options(
      String document, SetValues set, Optional<String> of, Optional<String> policy) {}

  /** Shows a difference. */
  public interface View {
    /**
     * What would change.
     *
     * @param of the bucket, role, topic or policy
     * @param lines as {@link Policies#diff}; empty when every statement is there
     */
    void difference(String document, String of, List<String> lines);
  }

  @Override
  public Declaration declaration() {
    return Declaration.of(
            "diff",
            Group.DOCUMENTS,
            Text.of(
                "Compare a document with the live policy; reads AWS",
                "ドキュメントを現在のポリシーと比較する(AWSを参照)"))
        .about(
            Text.of(
                "Statements are compared by what they say. What is live stays; lines with + would"
                    + " be added.",
                "ステートメント単位で内容を比較します。既存のステートメントはそのまま残り、+ の行が追加されます。"))
        .needs("DOCUMENT", Kind.Known.DOCUMENT, Text.of("which document", "対象のドキュメント"))
        .settings()
        .option(
            "--of",
            "NAME",
            Kind.Known.TEXT,
            Text.of(
                "the bucket, role, topic ARN or policy; default: the document's own bucket",
                "バケット、ロール、トピックのARN、ポリシー(既定: ドキュメントのバケット)"))
        .option(
            "--policy",
            "NAME",
            Kind.Known.TEXT,
            Text.of("the inline policy of the role", "ロールのインラインポリシー名"));
  }

  @Override
  public Parsed<Options> parse(Arguments arguments) {
    Optional<String> document = arguments.text("DOCUMENT");
    SetValues set = arguments.settings();
    return arguments.parsed(
        () ->
            new Options(
                document.orElseThrow(), set, arguments.text("--of"), arguments.text("--policy")));
  }

  @Override
  public View view(Output output) {
    return switch (output.format()) {
      case TEXT, CSV -> (document, of, lines) -> output.answer(text(document, of, lines, output));
      case JSON -> (document, of, lines) -> output.answer(json(document, of, lines));
    };
  }

  @Override
  public Exit run(Options options, Invocation invocation, View view) {
    Workplace workplace = invocation.workplace();
    Rendering rendering = Rendering.of(workplace, options.document(), options.set());
    String of =
        options
            .of()
            .or(() -> ownBucket(rendering))
            .orElseThrow(() -> new ProblemException(ofWhat(rendering.document())));
    Session session = workplace.access().current().orElseThrow();
    Optional<JsonNode> live =
        LivePolicy.of(workplace, session, rendering.document().target(), of, options.policy())
            .read(workplace, session);
    Policies policies = workplace.policies();
    JsonNode before = live.orElseGet(Json::object);
    view.difference(
        options.document(),
        of,
        live.isPresent() && policies.holds(before, rendering.policy())
            ? List.of()
            : live.isPresent()
                ? policies.diff(before, policies.merge(before, rendering.policy()))
                : policies.text(rendering.policy()).lines().map(line -> "+ " + line).toList());
    return Exit.DONE;
  }

  private static Optional<String> ownBucket(Rendering rendering) {
    return rendering.document().target() == PolicyTarget.BUCKET
        ? rendering.document().parameters().stream()
            .filter(parameter -> parameter.type() == ParameterType.BUCKET)
            .map(DocumentParameter::name)
            .map(name -> rendering.values().path(name).asString(""))
            .filter(name -> !name.isEmpty())
            .findFirst()
        : Optional.empty();
  }

  private static Problem ofWhat(Document document) {
    return Problem.of(
            Text.of("Error: compared with what?", "エラー: 比較対象が指定されていません"),
            Text.of(
                    "%s is for a %s; say of which one the live policy is to be read.",
                    "%s の対象は %s です。どのリソースの現在のポリシーと比べるか指定してください。")
                .with(document.name(), document.target().word()),
            new Where.AtOption("--of"))
        .suggest("diff " + document.name() + " --of NAME");
  }

  private static List<String> text(String document, String of, List<String> lines, Output output) {
    return lines.isEmpty()
        ? List.of(
            output.words(
                Text.of(
                        "Every statement of %s is in the policy of %s.",
                        "%s のステートメントはすべて %s のポリシーに含まれています。")
                    .with(document, of)))
        : lines.stream().map(Clean::line).toList();
  }

  private static ObjectNode json(String document, String of, List<String> lines) {
    ObjectNode answer =
        Json.object().put("document", document).put("of", of).put("holds", lines.isEmpty());
    ArrayNode diff = answer.putArray("diff");
    lines.forEach(diff::add);
    return answer;
  }
}
