package io.orgsh.shell;

import io.orgsh.aws.Region;
import io.orgsh.org.Switching;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the workplace is built with: options that are said once, when orgsh starts.
 *
 * @param site where AWS is
 * @param profile {@code --profile}
 * @param region {@code --region}
 * @param switching {@code --no-switch}
 * @param config {@code --config}
 * @param runbooks {@code --runbooks}
 * @param templates {@code --templates}
 * @param state {@code --state}: a folder, or {@code s3://…}
 */
public record StartOptions(
    Site site,
    Optional<String> profile,
    Optional<Region> region,
    Switching switching,
    Optional<Path> config,
    Optional<Path> runbooks,
    Optional<Path> templates,
    Optional<String> state) {

  /** Nothing was said. */
  public static final StartOptions NONE =
      new StartOptions(
          new Site.Aws(),
          Optional.empty(),
          Optional.empty(),
          Switching.SWITCH,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /**
   * The words that lead another process to the same organization and the same runs, whoever calls:
   * all but {@code --profile} and {@code --no-switch}.
   */
  public List<String> samePlace() {
    var words = new ArrayList<String>();
    switch (site) {
      case Site.Aws() -> {}
      case Site.Endpoint(var uri) -> words.addAll(List.of("--endpoint-url", uri.toString()));
      case Site.Sandbox(var world) ->
          words.add(world.map(file -> "--sandbox=" + file).orElse("--sandbox"));
    }
    region.ifPresent(value -> words.addAll(List.of("--region", value.code())));
    config.ifPresent(value -> words.addAll(List.of("--config", value.toString())));
    runbooks.ifPresent(value -> words.addAll(List.of("--runbooks", value.toString())));
    templates.ifPresent(value -> words.addAll(List.of("--templates", value.toString())));
    state.ifPresent(value -> words.addAll(List.of("--state", value)));
    return List.copyOf(words);
  }

  /** Where AWS is. */
  public sealed interface Site {
    /** AWS itself. */
    record Aws() implements Site {}

    /** Something that speaks AWS's protocols. */
    record Endpoint(URI uri) implements Site {}

    /** The embedded organization; a world file describes another than the default. */
    record Sandbox(Optional<Path> world) implements Site {}
  }
}
