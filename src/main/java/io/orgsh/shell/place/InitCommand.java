package io.orgsh.shell.place;

import io.orgsh.aws.AccountId;
import io.orgsh.org.Account;
import io.orgsh.org.OrganizationListing;
import io.orgsh.org.OrganizationReader;
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
import io.orgsh.shell.Form;
import io.orgsh.shell.Invocation;
import io.orgsh.shell.Json;
import io.orgsh.shell.Kind;
import io.orgsh.shell.Manner;
import io.orgsh.shell.NewFile;
import io.orgsh.shell.Output;
import io.orgsh.shell.Parsed;
import io.orgsh.shell.Screen;
import io.orgsh.shell.Workplace;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;

/** {@code init}: writes orgsh.yaml from what AWS and the operator say. */
public final class InitCommand implements Command<InitCommand.Options, InitCommand.View> {
  private static final String FILE = "orgsh.yaml";

  /** Writes configurations. */
  public InitCommand() {}

  /**
   * What the operator said already.
   *
   * @param audit which account is audit
   */
  public record Options(Optional<AccountId> audit, Path out, NewFile.IfThere ifThere) {}

  /** Shows what was written. */
  public interface View {
    /** A note about what AWS did not show. */
    void note(Text note);

    /** It was written. */
    void written(Path file, String text);
  }

  @Override
  public Declaration declaration() {
    return Declaration.of(
            "init",
            Group.PLACE,
            Text.of("Write orgsh.yaml by asking AWS and you", "AWSと操作者に確認して orgsh.yaml を作成する"))
        .about(
            Text.of(
                "Reads the organization, its accounts and delegated administrators; changes nothing"
                    + " in AWS.",
                "組織、アカウント、委任された管理者を参照します。AWSには変更を加えません。"))
        .option(
            "--audit",
            "ACCOUNT",
            Kind.Known.TEXT,
            Text.of("the audit account's id, instead of a question", "監査アカウントのID(質問の代わりに指定)"))
        .option(
            "--out",
            "FILE",
            Kind.Known.FILE,
            Text.of("where to write; default: orgsh.yaml here", "出力先(既定: 作業フォルダーの orgsh.yaml)"))
        .flag("--force", Text.of("replace a file that is there", "既存のファイルを上書きする"));
  }

  @Override
  public Parsed<Options> parse(Arguments arguments) {
    Optional<AccountId> audit = arguments.value("--audit", Form.ACCOUNT);
    Path out = arguments.value("--out", Form.PATH).orElse(Path.of(FILE));
    var ifThere = NewFile.IfThere.of(arguments);
    return arguments.parsed(() -> new Options(audit, out, ifThere));
  }

  @Override
  public View view(Output output) {
    return new View() {
      @Override
      public void note(Text note) {
        output.say(note);
      }

      @Override
      public void written(Path file, String text) {
        switch (output.format()) {
          case TEXT, CSV -> {
            text.lines().forEach(line -> output.say("  " + line));
            output.answer(output.words(Text.of("%s was written.", "%s に書き込みました。").with(file)));
          }
          case JSON -> output.answer(Json.object().put("file", file.toString()));
        }
      }
    };
  }

  @Override
  public Exit run(Options options, Invocation invocation, View view) {
    Workplace workplace = invocation.workplace();
    Session session = workplace.access().current().orElseThrow();
    var reader =
        new OrganizationReader(workplace.aws(), workplace.configuration(), workplace.home());
    OrganizationListing listing =
        switch (reader.list(session)) {
          case OrganizationListing.Result.Listed(OrganizationListing listed) -> listed;
          case OrganizationListing.Result.Unreadable(Problem problem) ->
              throw new ProblemException(problem);
        };
    listing.notes().forEach(view::note);
    AccountId audit = options.audit().orElseGet(() -> audit(listing, invocation));
    String text =
        new ConfigurationText(
                listing,
                audit,
                profiles(workplace),
                workplace.home(),
                invocation.screen().language())
            .yaml();
    NewFile.write(
        workplace.workingFolder().resolve(options.out()), text, options.ifThere(), "--out");
    view.written(options.out(), text);
    return Exit.DONE;
  }

  private static SortedSet<String> profiles(Workplace workplace) {
    return workplace.signIn().profiles();
  }

  /** The account that AWS points to, if the operator agrees. */
  private static AccountId audit(OrganizationListing listing, Invocation invocation) {
    Optional<AccountId> likely = likelyAudit(listing);
    Screen screen = invocation.screen();
    if (invocation.manner().answers() == Manner.Answers.YES) {
      return likely.orElseThrow(() -> new ProblemException(whichAudit()));
    }
    if (!screen.interactive()) {
      throw new ProblemException(whichAudit());
    }
    String offered = likely.map(id -> " [" + id + "]").orElse("");
    Text question = Text.of("Which account is the audit account?", "監査アカウントはどれですか?");
    while (true) {
      listing
          .accounts()
          .forEach(account -> screen.say("  " + account.id() + "  " + account.name()));
      Optional<String> typed =
          screen.ask(question.in(screen.language()) + offered + " ").map(String::strip);
      if (typed.isEmpty()) {
        throw new ProblemException(notAnswered());
      }
      if (typed.get().isEmpty() && likely.isPresent()) {
        return likely.get();
      }
      Optional<AccountId> chosen =
          listing.accounts().stream()
              .filter(
                  account ->
                      account.id().value().equals(typed.get())
                          || account.name().equals(typed.get()))
              .map(Account::id)
              .filter(id -> !id.equals(listing.management()))
              .findFirst();
      if (chosen.isPresent()) {
        return chosen.get();
      }
    }
  }

  private static Optional<AccountId> likelyAudit(OrganizationListing listing) {
    return listing.administrators().size() == 1
        ? Optional.of(listing.administrators().getFirst())
        : listing.accounts().stream()
            .filter(account -> account.name().equalsIgnoreCase("audit"))
            .map(Account::id)
            .findFirst();
  }

  private static Problem whichAudit() {
    return Problem.of(
            Text.of("Error: which account is audit?", "エラー: 監査アカウントが不明です"),
            Text.of(
                "Neither a single delegated administrator nor an account named audit says so, or"
                    + " nobody is there to ask. Nothing was written.",
                "委任された管理者やアカウント名から決められないか、質問に答える人がいません。何も書き込んでいません。"),
            new Where.AtOption("--audit"))
        .suggest("init --audit 222222222222");
  }

  private static Problem notAnswered() {
    return Problem.of(
        Text.of("Stopped: not answered", "停止: 回答がありません"),
        Text.of("Nothing was written.", "何も書き込んでいません。"),
        Where.nowhere());
  }
}
