package io.orgsh.shell.documents;

import io.orgsh.document.Lint.Finding;
import io.orgsh.document.Lint.Severity;
import io.orgsh.problem.Text;
import io.orgsh.shell.Arguments;
import io.orgsh.shell.Command;
import io.orgsh.shell.Declaration;
import io.orgsh.shell.Declaration.Group;
import io.orgsh.shell.Exit;
import io.orgsh.shell.Form;
import io.orgsh.shell.Invocation;
import io.orgsh.shell.Json;
import io.orgsh.shell.Kind;
import io.orgsh.shell.NewFile;
import io.orgsh.shell.Output;
import io.orgsh.shell.Parsed;
import io.orgsh.shell.SetValues;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** {@code render DOCUMENT}: the text as AWS would get it. */
public final class RenderCommand implements Command<RenderCommand.Options, RenderCommand.View> {

  /** Renders documents. */
  public RenderCommand() {}

  /** What to render, and where to. */
  public record Options(
      String document, SetValues set, Optional<Path> out, NewFile.IfThere ifThere) {}

  /** Shows a rendered document. */
  public interface View {
    /** The text itself. */
    void rendered(String document, String target, ObjectNode policy, String text);

    /** The text went to a file. */
    void written(String document, Path file);

    /** What lint finds in it, errors and warnings. */
    void findings(List<Finding> findings);
  }

  @Override
  public Declaration declaration() {
    return Declaration.of(
            "render",
            Group.DOCUMENTS,
            Text.of("Render a document; calls no AWS", "ドキュメントを出力する(AWSは呼び出しません)"))
        .needs("DOCUMENT", Kind.Known.DOCUMENT, Text.of("which document", "対象のドキュメント"))
        .settings()
        .option(
            "--out",
            "FILE",
            Kind.Known.FILE,
            Text.of("write to a file that is not there yet", "新しいファイルに書き込む"))
        .flag("--force", Text.of("with --out: replace a file that is there", "--out のファイルを上書きする"));
  }

  @Override
  public Parsed<Options> parse(Arguments arguments) {
    Optional<String> document = arguments.text("DOCUMENT");
    SetValues set = arguments.settings();
    Optional<Path> out = arguments.value("--out", Form.PATH);
    var ifThere = NewFile.IfThere.of(arguments);
    return arguments.parsed(() -> new Options(document.orElseThrow(), set, out, ifThere));
  }

  @Override
  public View view(Output output) {
    return switch (output.format()) {
      case TEXT, CSV -> new TextView(output);
      case JSON -> new JsonView(output);
    };
  }

  @Override
  public Exit run(Options options, Invocation invocation, View view) {
    var workplace = invocation.workplace();
    Rendering rendering = Rendering.of(workplace, options.document(), options.set());
    if (options.out().isPresent()) {
      Path file = workplace.workingFolder().resolve(options.out().get());
      NewFile.write(file, rendering.text(), options.ifThere(), "--out");
      view.written(options.document(), options.out().get());
    } else {
      view.rendered(
          options.document(),
          rendering.document().target().word(),
          rendering.policy(),
          rendering.text());
    }
    view.findings(
        workplace.lint().check(rendering.text(), rendering.document().target()).stream()
            .filter(finding -> finding.severity() != Severity.NOTE)
            .toList());
    return Exit.DONE;
  }

  /** The text to stdout, so that it can be piped; what lint finds beside it. */
  private record TextView(Output output) implements View {
    @Override
    public void rendered(String document, String target, ObjectNode policy, String text) {
      output.answer(text.stripTrailing());
    }

    @Override
    public void written(String document, Path file) {
      output.answer(output.words(Text.of("%s was written.", "%s に書き込みました。").with(file)));
    }

    @Override
    public void findings(List<Finding> findings) {
      findings.forEach(finding -> output.say(FindingText.line(finding, output.language())));
    }
  }

  private record JsonView(Output output) implements View {
    @Override
    public void rendered(String document, String target, ObjectNode policy, String text) {
      ObjectNode answer =
          Json.object().put("document", document).put("target", target).put("text", text);
      answer.set("policy", policy);
      output.answer(answer);
    }

    @Override
    public void written(String document, Path file) {
      output.answer(Json.object().put("document", document).put("file", file.toString()));
    }

    @Override
    public void findings(List<Finding> findings) {
      findings.forEach(finding -> output.say(FindingText.line(finding, output.language())));
    }
  }
}
