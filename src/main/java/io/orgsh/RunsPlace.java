package io.orgsh;

import io.orgsh.journal.s3.S3Place;
import io.orgsh.org.Configuration;
import io.orgsh.problem.ProblemException;
import io.orgsh.shell.StartOptions;
import io.orgsh.shell.StartOptions.Site;
import io.orgsh.shell.Surroundings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where runs are kept: {@code --state}, else what orgsh.yaml says, else {@code $ORGSH_STATE}, else
 * the XDG state folder. Everything else that outlives a command, the sandbox's world among it,
 * needs a folder even where runs are in a bucket.
 */
final class RunsPlace {
  private final Surroundings surroundings;
  private final StartOptions options;
  private final Supplier<Configuration> configuration;

  RunsPlace(
      Surroundings surroundings, StartOptions options, Supplier<Configuration> configuration) {
    this.surroundings = surroundings;
    this.options = options;
    this.configuration = configuration;
  }

  /** The bucket, if runs are kept in one. */
  Optional<S3Place> bucket() {
    return named()
        .filter(place -> !Surroundings.isFolder(place))
        .map(
            place ->
                S3Place.of(place)
                    .orElseThrow(() -> new ProblemException(StartProblems.noPlace(place))));
  }

  /** What orgsh.yaml says about the bucket; its profile and region are none of the sandbox's. */
  Configuration.State configured() {
    return options.site() instanceof Site.Sandbox
        ? Configuration.State.UNSAID
        : configuration.get().state();
  }

  /** The folder of what is not a run. */
  Path folder() {
    return surroundings.stateFolder(named().filter(Surroundings::isFolder));
  }

  private Optional<String> named() {
    return options
        .state()
        .or(() -> configured().place())
        .or(() -> surroundings.variable("ORGSH_STATE"));
  }
}
