package io.orgsh.shell.history;

import io.orgsh.journal.Entry;
import io.orgsh.journal.Journal;
import io.orgsh.journal.JournalStore;
import io.orgsh.journal.RunId;
import io.orgsh.journal.RunState;
import io.orgsh.problem.Text;
import io.orgsh.report.Evidence;
import io.orgsh.report.EvidenceJson;
import io.orgsh.report.EvidenceMarkdown;
import io.orgsh.shell.Arguments;
import io.orgsh.shell.Command;
import io.orgsh.shell.Declaration;
import io.orgsh.shell.Declaration.Group;
import io.orgsh.shell.Exit;
import io.orgsh.shell.Form;
import io.orgsh.shell.Format;
import io.orgsh.shell.Invocation;
import io.orgsh.shell.Json;
import io.orgsh.shell.Kind;
import io.orgsh.shell.NewFile;
import io.orgsh.shell.Output;
import io.orgsh.shell.Parsed;
import io.orgsh.shell.layout.Clean;
import io.orgsh.shell.run.Runs;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code report RUN}: the evidence of a run for somebody who was not there. */
public final class ReportCommand
    implements Command<ReportCommand.ReportOptions, ReportCommand.View> {

  /** Makes reports. */
  public ReportCommand() {}

  /** Of which run, and where it is written. */
  public record ReportOptions(RunId run, Optional<Path> out, NewFile.IfThere ifThere) {}

  /** Shows a report. */
  public interface View {
    /** The report as it is written: Markdown, or JSON. */
    String text(Evidence evidence);

    /** It goes to stdout. */
    void shown(String text);

    /** It is in a file. */
    void written(RunId run, Path file);
  }

  @Override
  public Declaration declaration() {
    return Declaration.of(
            "report", Group.RUNS, Text.of("The evidence of a run, for an auditor", "実行のエビデンスを出力する"))
        .about(
            Text.of(
                "Markdown, or JSON with --output json: who did what, when, in which account and"
                    + " region, with which request, what AWS answered and showed afterwards, and"
                    + " the hash that stands for the whole journal. Reads the journal alone, so it"
                    + " needs no credentials; secrets are masked in it already.",
                "誰が、いつ、どのアカウントとリージョンで、どのリクエストを送り、AWSが何を応答し、その後の読み取りで何が確認できたか、およびジャーナル全体を代表するハッシュ値を、Markdown(--output"
                    + " json ではJSON)で出力します。ジャーナルだけを読むため認証情報は不要です。秘密の値はジャーナルの時点で伏せられています。"))
        .needs("RUN", Kind.Known.RUN, Text.of("which run", "実行のID"))
        .option(
            "--out",
            "FILE",
            Kind.Known.FILE,
            Text.of("write to a file that is not there yet", "新しいファイルに書き込む"))
        .flag("--force", Text.of("with --out: replace a file that is there", "--out のファイルを上書きする"));
  }

  @Override
  public Parsed<ReportOptions> parse(Arguments arguments) {
    Optional<RunId> run = arguments.value("RUN", Form.RUN);
    Optional<Path> out = arguments.value("--out", Form.PATH);
    var ifThere = NewFile.IfThere.of(arguments);
    return arguments.parsed(() -> new ReportOptions(run.orElseThrow(), out, ifThere));
  }

  @Override
  public View view(Output output) {
    return output.format() == Format.JSON ? new JsonView(output) : new MarkdownView(output);
  }

  @Override
  public Exit run(ReportOptions options, Invocation invocation, View view) {
    JournalStore store = invocation.workplace().store();
    RunState state = new Runs(store).named(options.run());
    List<Entry> entries = Journal.entries(store, state.run());
    String last = store.read(state.run()).get(entries.size() - 1);
    String text =
        view.text(
            Evidence.of(
                state,
                entries,
                last,
                RunsCommand.runbook(invocation.workplace(), state.runbook())));
    if (options.out().isPresent()) {
      Path file = invocation.workplace().workingFolder().resolve(options.out().get());
      NewFile.write(file, text + "\n", options.ifThere(), "--out");
      view.written(state.run(), options.out().get());
    } else {
      view.shown(text);
    }
    return Exit.DONE;
  }

  private record MarkdownView(Output output) implements View {
    @Override
    public String text(Evidence evidence) {
      return String.join(
          "\n",
          EvidenceMarkdown.of(evidence, output.language()).stream().map(Clean::line).toList());
    }

    @Override
    public void shown(String text) {
      output.answer(text);
    }

    @Override
    public void written(RunId run, Path file) {
      output.answer(output.words(Text.of("%s was written.", "%s に書き込みました。").with(file)));
    }
  }

  private record JsonView(Output output) implements View {
    @Override
    public String text(Evidence evidence) {
      return Json.write(EvidenceJson.of(evidence, output.language()));
    }

    @Override
    public void shown(String text) {
      output.answer(text);
    }

    @Override
    public void written(RunId run, Path file) {
      output.answer(Json.object().put("run", run.value()).put("file", file.toString()));
    }
  }
}
