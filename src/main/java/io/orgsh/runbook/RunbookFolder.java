package io.orgsh.runbook;

import io.orgsh.problem.Nearest;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The runbooks of a folder: each {@code NAME.yaml} is one. Only what is asked for is read. */
public final class RunbookFolder {
  private static final String FILE = ".yaml";

  private final Path folder;
  private final RunbookLoader loader;

  /**
   * A folder, which is not read yet.
   *
   * @param folder as the operator would type it
   */
  public RunbookFolder(Path folder, RunbookLoader loader) {
    this.folder = folder;
    this.loader = loader;
  }

  /**
   * The names of the runbooks, by their files alone.
   *
   * @throws ProblemException if the folder cannot be listed
   */
  public SortedSet<RunbookName> names() {
    try {
      return names(folder);
    } catch (IOException fault) {
      throw new ProblemException(
          Problem.of(
              Text.of("Error: cannot read the runbooks", "エラー: Runbook を読み込めません"),
              Text.of("The folder %s could not be read: %s.", "フォルダー %s を読み込めませんでした: %s。")
                  .with(folder, fault),
              new Where.AtOption("--runbooks " + folder)),
          fault);
    }
  }

  /**
   * Loads one runbook; a name that is not there is a mistake like others.
   *
   * @throws ProblemException if the folder cannot be listed
   */
  public Loaded load(RunbookName name) {
    SortedSet<RunbookName> names = names();
    return names.contains(name) ? whole(name) : new Loaded.Wrong(List.of(unknown(name, names)));
  }

  private Problem unknown(RunbookName name, SortedSet<RunbookName> names) {
    List<String> known = names.stream().map(RunbookName::value).toList();
    Problem problem =
        Problem.of(
            Text.of("Error: unknown runbook", "エラー: 不明な Runbook"),
            Text.of("There is no runbook %s in %s.", "Runbook %s は %s にありません。").with(name, folder),
            new Where.AtOption(name.value()));
    return (Nearest.to(name.value(), known).isEmpty()
            ? problem
            : problem.advise(Nearest.question(name.value(), known, problem.what())))
        .suggest("runbooks");
  }

  private Loaded whole(RunbookName name) {
    return loader.load(folder.resolve(name + FILE), Optional.of(name));
  }

  static SortedSet<RunbookName> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      var names = new TreeSet<RunbookName>();
      files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(file -> file.endsWith(FILE))
          .map(file -> file.substring(0, file.length() - FILE.length()))
          .filter(RunbookName::isName)
          .forEach(name -> names.add(new RunbookName(name)));
      return Collections.unmodifiableSortedSet(names);
    } catch (UncheckedIOException fault) {
      throw fault.getCause();
    }
  }
}
