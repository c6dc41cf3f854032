package io.orgsh.shell;

import io.orgsh.aws.AwsCalls;
import io.orgsh.aws.Catalogue;
import io.orgsh.aws.Region;
import io.orgsh.aws.SignIn;
import io.orgsh.document.Documents;
import io.orgsh.document.Lint;
import io.orgsh.document.Policies;
import io.orgsh.engine.Engine;
import io.orgsh.engine.Operator;
import io.orgsh.engine.Watcher;
import io.orgsh.expression.Interpolation;
import io.orgsh.expression.Query;
import io.orgsh.journal.JournalStore;
import io.orgsh.org.Configuration;
import io.orgsh.org.ConfiguredAccess;
import io.orgsh.org.Organization;
import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.RunbookName;
import io.orgsh.sandbox.Sandbox;
import io.orgsh.sandbox.SandboxControl;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;

/**
 * What commands work with, each made when it is first asked for: a command that needs no AWS signs
 * in nowhere, and one that needs no runbook reads none.
 *
 * <p>Every method throws {@link io.orgsh.problem.ProblemException} where the thing cannot be had.
 */
public interface Workplace {

  /** What orgsh was started with. */
  StartOptions options();

  /** What orgsh.yaml says. */
  Configuration configuration();

  /** The runbooks that there are; reads none of them. */
  SortedSet<RunbookName> runbooks();

  /** A runbook; the problem is every mistake in it, or that there is none of that name. */
  Runbook runbook(RunbookName name);

  /** Reads and checks a runbook file that may stand anywhere. */
  Runbook runbook(Path file);

  /** Whether a runbook or template lies in the folders that come with orgsh; links are followed. */
  boolean comesWithOrgsh(Path file);

  /** The documents of the template folder. */
  Documents documents();

  /** Judges policies. */
  Lint lint();

  /** Compares policies. */
  Policies policies();

  /** What AWS operations there are. */
  Catalogue catalogue();

  /** AWS, or the sandbox. */
  AwsCalls aws();

  /** Profiles and the default chain. */
  SignIn signIn();

  /** The way into accounts; signed in. */
  ConfiguredAccess access();

  /** The same way, nobody signed in yet: where {@code switch} begins. */
  ConfiguredAccess door();

  /** The organization, read for a command line and read anew for a later one. */
  Organization organization();

  /** {@code ${…}}. */
  Interpolation interpolation();

  /** JMESPath. */
  Query query();

  /** Where journals are kept. */
  JournalStore store();

  /** What is known without asking anybody. */
  Whereabouts whereabouts();

  /** The folder in which orgsh was started: relative paths begin here. */
  Path workingFolder();

  /** The region of steps that name none. */
  Region home();

  /** Where the sandbox's world, the log and the history are kept. */
  Path stateFolder();

  /** An engine that asks this operator and tells this watcher. */
  default Engine engine(Operator operator, Watcher watcher) {
    return engine(operator, watcher, store());
  }

  /**
   * An engine that asks this operator and tells this watcher.
   *
   * @param runs where it keeps its journals: {@link #store()}, or that store seen in another way
   */
  Engine engine(Operator operator, Watcher watcher, JournalStore runs);

  /**
   * Forgets what was read of the organization and who is in which account: the sandbox has another
   * world now. Whoever was signed in is signed in anew.
   */
  void forget();

  /** The sandbox that this workplace works on; empty when orgsh works on AWS. */
  Optional<Sandbox> served();

  /** The sandbox that this workplace works on, if a command before this one opened it. */
  Optional<Sandbox> servedAlready();

  /**
   * Opens the sandbox of the state folder, with the world that the start names; the caller closes
   * it.
   *
   * @param port where to serve it; empty for any, or wherever another process serves it already
   */
  Sandbox openSandbox(OptionalInt port);

  /** The sandbox's control; empty when orgsh works on AWS. */
  Optional<SandboxControl> sandbox();
}
