package io.orgsh;

import io.orgsh.shell.Command;
import io.orgsh.shell.Commands;
import io.orgsh.shell.Version;
import io.orgsh.shell.coverage.CoverageCommand;
import io.orgsh.shell.documents.DiffCommand;
import io.orgsh.shell.documents.DocumentsCommand;
import io.orgsh.shell.documents.LintCommand;
import io.orgsh.shell.documents.RenderCommand;
import io.orgsh.shell.history.JournalCommand;
import io.orgsh.shell.history.JournalVerifyCommand;
import io.orgsh.shell.history.ReportCommand;
import io.orgsh.shell.history.RunsCommand;
import io.orgsh.shell.history.VerifyCommand;
import io.orgsh.shell.history.WhyCommand;
import io.orgsh.shell.place.AccountsCommand;
import io.orgsh.shell.place.DoctorCommand;
import io.orgsh.shell.place.InitCommand;
import io.orgsh.shell.place.RegionsCommand;
import io.orgsh.shell.place.SwitchCommand;
import io.orgsh.shell.place.WhoamiCommand;
import io.orgsh.shell.plan.PlanCommand;
import io.orgsh.shell.run.ResumeCommand;
import io.orgsh.shell.run.RetryCommand;
import io.orgsh.shell.run.StartCommand;
import io.orgsh.shell.run.UndoCommand;
import io.orgsh.shell.runbooks.RunbooksCommand;
import io.orgsh.shell.runbooks.ShowCommand;
import io.orgsh.shell.runbooks.ValidateCommand;
import io.orgsh.shell.sandbox.ClockCommand;
import io.orgsh.shell.sandbox.FaultsCommand;
import io.orgsh.shell.sandbox.InboxCommand;
import io.orgsh.shell.sandbox.KeysCommand;
import io.orgsh.shell.sandbox.ResetCommand;
import io.orgsh.shell.sandbox.ServeCommand;
import io.orgsh.shell.sandbox.StatusCommand;
import io.orgsh.shell.sandbox.WorldCommand;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;

/** Every command, in the order in which help lists them within their group. */
final class CommandList {
  private CommandList() {}

  static Commands commands(Version version) {
    Supplier<ZoneId> zone = ZoneId::systemDefault;
    List<Command<?, ?>> commands =
        List.of(
            new RunbooksCommand(),
            new ShowCommand(),
            new ValidateCommand(),
            new PlanCommand(),
            new CoverageCommand(),
            new StartCommand(),
            new ResumeCommand(),
            new RetryCommand(),
            new UndoCommand(),
            new RunsCommand(zone),
            new io.orgsh.shell.history.StatusCommand(zone),
            new WhyCommand(zone),
            new JournalCommand(zone),
            new JournalVerifyCommand(),
            new VerifyCommand(),
            new ReportCommand(),
            new WhoamiCommand(),
            new AccountsCommand(),
            new RegionsCommand(),
            new SwitchCommand(),
            new InitCommand(),
            new DoctorCommand(),
            new DocumentsCommand(),
            new RenderCommand(),
            new LintCommand(),
            new DiffCommand(),
            new ServeCommand(),
            new StatusCommand(),
            new ClockCommand(),
            new FaultsCommand(),
            new InboxCommand(zone),
            new ResetCommand(),
            new KeysCommand(),
            new WorldCommand());
    return Commands.of(version, commands);
  }
}
