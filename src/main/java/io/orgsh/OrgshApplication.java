package io.orgsh;

import io.orgsh.org.Configuration;
import io.orgsh.problem.Language;
import io.orgsh.problem.ProblemException;
import io.orgsh.shell.BugLog;
import io.orgsh.shell.Exit;
import io.orgsh.shell.Premises;
import io.orgsh.shell.Program;
import io.orgsh.shell.Repl;
import io.orgsh.shell.ReplConfiguration;
import io.orgsh.shell.Screen;
import io.orgsh.shell.StartOptions;
import io.orgsh.shell.Surroundings;
import io.orgsh.shell.Surroundings.Attended;
import io.orgsh.shell.Version;
import java.io.Console;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.shell.core.ShellRunner;

/** Starts orgsh: the only class that touches the process. */
public final class OrgshApplication {
  private OrgshApplication() {}

  /**
   * The program's entry.
   *
   * @param arguments as on the command line
   */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)).code());
  }

  /** Runs the words of a command line in this process. */
  static Exit run(List<String> words) {
    Surroundings surroundings = surroundings();
    // Before the first logger is made: the log is a file in the state folder, never the screen.
    System.setProperty(
        "orgsh.log", Program.stateFolder(surroundings, words).resolve(BugLog.NAME).toString());
    return new Program(
            CommandList.commands(surroundings.version()),
            surroundings,
            new Doors(surroundings),
            OrgshApplication::interactive)
        .run(words);
  }

  private static Surroundings surroundings() {
    Path workingFolder = Path.of("").toAbsolutePath();
    return new Surroundings(
        System.getenv(),
        Path.of(System.getProperty("user.home")),
        workingFolder,
        Optional.ofNullable(System.getProperty("orgsh.home")).map(Path::of).orElse(workingFolder),
        System.getProperty("user.name"),
        Optional.ofNullable(OrgshApplication.class.getPackage().getImplementationVersion())
            .map(Version::of)
            .orElse(Version.IN_DEVELOPMENT),
        new PrintStream(System.out, false, StandardCharsets.UTF_8),
        new PrintStream(System.err, false, StandardCharsets.UTF_8),
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
            ? Attended.BY_A_PERSON
            : Attended.BY_NOBODY);
  }

  /** The interactive shell: Spring Shell reads lines until the operator leaves. */
  private static Exit interactive(Repl.Setting setting) {
    var application = new SpringApplication(ReplConfiguration.class);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setRegisterShutdownHook(false);
    application.addInitializers(
        context ->
            ((GenericApplicationContext) context).registerBean(Repl.Setting.class, () -> setting));
    try (ConfigurableApplicationContext context = application.run()) {
      return context.getBean(Repl.class).converse(context.getBean(ShellRunner.class));
    }
  }

  /** Opens workplaces for one set of start options. */
  private record Doors(Surroundings surroundings) implements Premises.Doors {
    @Override
    public Premises open(StartOptions options, Screen screen) {
      return new Wiring(
          surroundings, options, screen, new Lazy<>(() -> Configured.of(surroundings, options)));
    }

    @Override
    public Optional<Language> language(StartOptions options) {
      try {
        return Optional.of(Configured.of(surroundings, options)).flatMap(Configuration::language);
      } catch (ProblemException _) {
        // Told when a command needs the file; until then the locale's language is good enough.
        return Optional.empty();
      }
    }
  }
}
