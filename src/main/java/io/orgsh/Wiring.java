package io.orgsh;

import io.orgsh.aws.AwsCalls;
import io.orgsh.aws.Catalogue;
import io.orgsh.aws.Region;
import io.orgsh.aws.SdkCatalogue;
import io.orgsh.aws.SignIn;
import io.orgsh.document.Documents;
import io.orgsh.document.Lint;
import io.orgsh.document.Policies;
import io.orgsh.document.PolicyLint;
import io.orgsh.document.StatementPolicies;
import io.orgsh.document.TemplateFolder;
import io.orgsh.document.Verdicts;
import io.orgsh.engine.Breadth;
import io.orgsh.engine.Engine;
import io.orgsh.engine.Operator;
import io.orgsh.engine.Pause;
import io.orgsh.engine.Tools;
import io.orgsh.engine.Watcher;
import io.orgsh.expression.FreemarkerInterpolation;
import io.orgsh.expression.Interpolation;
import io.orgsh.expression.JmesPathQuery;
import io.orgsh.expression.Query;
import io.orgsh.journal.JournalStore;
import io.orgsh.journal.file.FileJournalStore;
import io.orgsh.journal.s3.Heartbeat;
import io.orgsh.journal.s3.S3JournalStore;
import io.orgsh.journal.s3.S3Place;
import io.orgsh.org.Access;
import io.orgsh.org.Configuration;
import io.orgsh.org.ConfiguredAccess;
import io.orgsh.org.Organization;
import io.orgsh.org.Session;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.runbook.Loaded;
import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.RunbookFolder;
import io.orgsh.runbook.RunbookLoader;
import io.orgsh.runbook.RunbookName;
import io.orgsh.sandbox.Sandbox;
import io.orgsh.sandbox.SandboxControl;
import io.orgsh.shell.Premises;
import io.orgsh.shell.Screen;
import io.orgsh.shell.StartOptions;
import io.orgsh.shell.StartOptions.Site;
import io.orgsh.shell.Surroundings;
import io.orgsh.shell.Whereabouts;
import io.orgsh.shell.run.MfaQuestion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Builds every object of a workplace by its constructor, each when it is first asked for. From top
 * to bottom, a part uses only parts above it.
 */
final class Wiring implements Premises {
  private final Surroundings surroundings;
  private final StartOptions options;
  private final Screen screen;
  private final Shipped shipped;

  // Nothing but the file: everything below may depend on what it says.
  private final Lazy<Configuration> configuration;
  // Needs the state folder.
  private final Lazy<Sandbox> sandbox;
  // AWS or the sandbox, the ways to sign in there, and the home region.
  private final Entrance entrance;
  // Signs nobody in by itself.
  private final Lazy<ConfiguredAccess> door;
  // Signs in, then reads with that session or management's. Good for one command line: in the
  // interactive shell the next one must not work on accounts that left meanwhile.
  private final Aging<Organization> organization;
  private final Set<Text> said = new HashSet<>();
  // The SDK's models, no AWS.
  private final Lazy<Catalogue> catalogue = new Lazy<>(SdkCatalogue::new);
  private final Lazy<Interpolation> interpolation = new Lazy<>(FreemarkerInterpolation::new);
  private final Lazy<Query> query = new Lazy<>(JmesPathQuery::new);
  // What this program has found right; the file is read when it is asked.
  private final Verdicts verdicts;
  // Checked unless they were found right before.
  private final Lazy<Documents> documents;
  // Checks runbooks against catalogue and documents.
  private final Lazy<RunbookLoader> loader;
  private final Lazy<RunbookFolder> folder;
  private final RunsPlace runsPlace;
  // A folder, or a bucket and whoever enters it.
  private final Lazy<JournalStore> store;
  // The session that orgsh was started with, whatever is switched to after.
  private Optional<Session> initial = Optional.empty();

  /** The clock, and how time passes. */
  private record Time(InstantSource clock, Pause pause) {}

  Wiring(
      Surroundings surroundings,
      StartOptions options,
      Screen screen,
      Lazy<Configuration> configuration) {
    this.surroundings = surroundings;
    this.options = options;
    this.screen = screen;
    this.shipped = new Shipped(surroundings);
    this.configuration = configuration;
    this.sandbox = new Lazy<>(() -> openSandbox(OptionalInt.empty()));
    this.entrance = new Entrance(surroundings, options, configuration, sandbox);
    this.door = new Lazy<>(this::makeDoor);
    this.organization =
        new Aging<>(
            () -> new OrganizationReading(this, screen, options.switching(), said).read(),
            Duration.ofSeconds(30),
            InstantSource.system());
    this.verdicts = JarVerdicts.of(surroundings);
    this.documents = new Lazy<>(this::openDocuments);
    this.loader =
        new Lazy<>(
            () ->
                new RunbookLoader(
                    catalogue(),
                    documents(),
                    interpolation(),
                    query(),
                    Sandbox.buttons(),
                    verdicts));
    this.folder = new Lazy<>(() -> new RunbookFolder(shipped.runbooks(options), loader.get()));
    this.runsPlace = new RunsPlace(surroundings, options, configuration);
    this.store = new Lazy<>(this::openStore);
  }

  private boolean inSandbox() {
    return options.site() instanceof Site.Sandbox;
  }

  /** For one command: what it does not do itself lets the sandbox's clock leap, too. */
  private Time time() {
    if (inSandbox()) {
      var own = new SandboxTime(sandbox.get().control(), InstantSource.system());
      return new Time(own, own);
    }
    return new Time(InstantSource.system(), new WallTime(screen));
  }

  private ConfiguredAccess makeDoor() {
    return door(options.profile());
  }

  private ConfiguredAccess door(Optional<String> profile) {
    return new ConfiguredAccess(
        aws(),
        signIn(),
        configuration(),
        profile,
        options.switching(),
        new MfaQuestion(screen),
        // A session ends by the wall clock, in the sandbox too.
        InstantSource.system(),
        home(),
        this::known);
  }

  private JournalStore openStore() {
    return runsPlace.bucket().<JournalStore>map(this::openBucket).orElseGet(this::openFolder);
  }

  /** Runs in the sandbox are kept apart: nobody shall resume one in AWS. */
  private JournalStore openFolder() {
    return new FileJournalStore(
        (inSandbox() ? stateFolder().resolve("sandbox") : stateFolder()).resolve("runs"));
  }

  /** A door of its own: no step and no {@code switch} changes who keeps the journal. */
  private JournalStore openBucket(S3Place place) {
    Configuration.State configured = runsPlace.configured();
    Optional<String> profile = configured.profile();
    ConfiguredAccess own = door(profile.or(options::profile));
    return new S3JournalStore(
        aws(),
        place,
        configured.region().orElseGet(this::home),
        new RunsCredentials(
            () -> profile.isPresent() ? Optional.empty() : startedWith(),
            own::signIn,
            InstantSource.system()),
        Heartbeat.inThreads());
  }

  private Optional<Session> startedWith() {
    access();
    return initial;
  }

  private Documents openDocuments() {
    return switch (TemplateFolder.open(shipped.templates(options), verdicts)) {
      case TemplateFolder.Opened.Loaded(TemplateFolder opened) -> opened;
      case TemplateFolder.Opened.Wrong(List<Problem> problems) ->
          throw new ProblemException(problems);
    };
  }

  @Override
  public StartOptions options() {
    return options;
  }

  @Override
  public Configuration configuration() {
    return configuration.get();
  }

  @Override
  public SortedSet<RunbookName> runbooks() {
    return folder.get().names();
  }

  @Override
  public Runbook runbook(RunbookName name) {
    return whole(folder.get().load(name));
  }

  @Override
  public Runbook runbook(Path file) {
    return whole(loader.get().thorough().load(surroundings.shown(workingFolder().resolve(file))));
  }

  @Override
  public boolean comesWithOrgsh(Path file) {
    return shipped.has(file);
  }

  private static Runbook whole(Loaded loaded) {
    return switch (loaded) {
      case Loaded.Right(Runbook runbook) -> runbook;
      case Loaded.Wrong(List<Problem> problems) -> throw new ProblemException(problems);
    };
  }

  @Override
  public Documents documents() {
    return documents.get();
  }

  @Override
  public Lint lint() {
    return new PolicyLint();
  }

  @Override
  public Policies policies() {
    return new StatementPolicies();
  }

  @Override
  public Catalogue catalogue() {
    return catalogue.get();
  }

  @Override
  public AwsCalls aws() {
    return entrance.aws();
  }

  @Override
  public SignIn signIn() {
    return entrance.signIn();
  }

  @Override
  public ConfiguredAccess door() {
    return door.get();
  }

  @Override
  public ConfiguredAccess access() {
    ConfiguredAccess access = door();
    if (access.current().isEmpty()) {
      initial =
          switch (access.signIn()) {
            case Access.Entry.Entered(Session session) -> Optional.of(session);
            case Access.Entry.Refused(Problem problem) ->
                throw new ProblemException(StartProblems.notSignedIn(problem, options));
          };
    }
    return access;
  }

  @Override
  public Organization organization() {
    return organization.get();
  }

  @Override
  public Interpolation interpolation() {
    return interpolation.get();
  }

  @Override
  public Query query() {
    return query.get();
  }

  @Override
  public JournalStore store() {
    return store.get();
  }

  @Override
  public Path stateFolder() {
    return runsPlace.folder();
  }

  @Override
  public Path workingFolder() {
    return surroundings.workingFolder();
  }

  @Override
  public Region home() {
    return entrance.home();
  }

  @Override
  public Whereabouts whereabouts() {
    return this;
  }

  @Override
  public Engine engine(Operator operator, Watcher watcher, JournalStore runs) {
    Time time = time();
    access().askAnew();
    var tools =
        new Tools(
            aws(),
            catalogue(),
            access(),
            documents(),
            policies(),
            lint(),
            interpolation(),
            query(),
            runs,
            holder(),
            time.clock(),
            time.pause());
    return new Engine(tools, organization(), operator, watcher)
        .with(Breadth.of(configuration().pace()));
  }

  private JournalStore.Holder holder() {
    return new JournalStore.Holder(
        surroundings.user(),
        surroundings.host(),
        ProcessHandle.current().pid(),
        InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  @Override
  public void forget() {
    boolean signedIn = session().isPresent();
    door.forget();
    organization.forget();
    if (signedIn) {
      access();
    }
  }

  @Override
  public Sandbox openSandbox(OptionalInt port) {
    return SandboxSite.open(surroundings, options, stateFolder(), port);
  }

  @Override
  public Optional<Sandbox> servedAlready() {
    return sandbox.known();
  }

  @Override
  public Optional<Sandbox> served() {
    return inSandbox() ? Optional.of(sandbox.get()) : Optional.empty();
  }

  @Override
  public Optional<SandboxControl> sandbox() {
    return served().map(Sandbox::control);
  }

  @Override
  public Optional<Session> session() {
    return door.known().flatMap(ConfiguredAccess::current);
  }

  @Override
  public Optional<String> place() {
    return session()
        .map(session -> PlaceName.of(session.identity().account(), configuration(), known()));
  }

  @Override
  public Optional<Region> knownHome() {
    return entrance.knownHome();
  }

  @Override
  public Optional<Organization> known() {
    return organization.known();
  }

  @Override
  public SortedSet<String> places() {
    return door.known().map(ConfiguredAccess::places).orElseGet(() -> new TreeSet<>());
  }

  @Override
  public void close() {
    entrance.close();
    sandbox
        .known()
        .ifPresent(
            open -> {
              try {
                open.close();
              } catch (IOException fault) {
                throw new UncheckedIOException(fault);
              }
            });
  }
}
