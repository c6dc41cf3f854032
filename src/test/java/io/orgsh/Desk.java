package io.orgsh;

import io.orgsh.problem.Language;
import io.orgsh.shell.Premises;
import io.orgsh.shell.Screen;
import io.orgsh.shell.StartOptions;
import io.orgsh.shell.Surroundings;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An operator's machine: a home folder with the AWS CLI's files, which is the working folder with
 * orgsh.yaml, too, and where orgsh is installed with its runbooks, and the whole program against an
 * endpoint. Nobody sits at a terminal.
 */
final class Desk implements AutoCloseable {
  private final Path folder;
  private final URI endpoint;
  private final Map<String, String> environment = new HashMap<>();
  private final List<Premises> opened = new ArrayList<>();

  Desk(Path folder, URI endpoint) throws IOException {
    this.folder = folder;
    this.endpoint = endpoint;
    Files.createDirectories(folder.resolve(".aws/sso/cache"));
    Files.createDirectories(folder.resolve("runbooks"));
    Files.createDirectories(folder.resolve("templates"));
  }

  /** Writes a file below the home folder. */
  Desk file(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
    return this;
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  /** Sets a variable of the environment for the processes that are started from now on. */
  Desk variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** A command line as a process of its own. */
  Orgsh.Result run(String... words) {
    return run(Map.copyOf(environment), Orgsh.Doors::new, words);
  }

  /** The interactive shell: what is signed in to and read is kept from one line to the next. */
  Shell shell() {
    return new Shell();
  }

  /** A running shell. */
  final class Shell {
    private Optional<Premises> kept = Optional.empty();
    private final Map<String, String> started = Map.copyOf(environment);

    Orgsh.Result run(String... words) {
      return Desk.this.run(started, surroundings -> new KeptDoors(surroundings, this), words);
    }

    private Premises open(Surroundings surroundings, StartOptions options, Screen screen) {
      if (kept.isEmpty()) {
        Premises real = new Orgsh.Doors(surroundings).open(options, screen);
        opened.add(real);
        kept = Optional.of(leftOpen(real));
      }
      return kept.get();
    }
  }

  private Orgsh.Result run(
      Map<String, String> variables,
      Function<Surroundings, Premises.Doors> doors,
      String... words) {
    var line =
        new ArrayList<>(
            List.of("--endpoint-url", endpoint.toString(), "--region", "ap-northeast-1"));
    line.addAll(List.of(words));
    var all = new HashMap<>(Map.of("LANG", "en_US.UTF-8", "COLUMNS", "200"));
    all.put("AWS_EC2_METADATA_DISABLED", "true");
    all.put("ORGSH_STATE", folder.resolve("state").toString());
    all.putAll(variables);
    return Orgsh.run(all, folder, folder, doors, line);
  }

  @Override
  public void close() {
    opened.forEach(Premises::close);
  }

  private record KeptDoors(Surroundings surroundings, Shell shell) implements Premises.Doors {
    @Override
    public Premises open(StartOptions options, Screen screen) {
      return shell.open(surroundings, options, screen);
    }

    @Override
    public Optional<Language> language(StartOptions options) {
      return Optional.empty();
    }
  }

  /** A program closes its premises after a line; the shell keeps them for the next one. */
  private static Premises leftOpen(Premises real) {
    return (Premises)
        Proxy.newProxyInstance(
            Premises.class.getClassLoader(),
            new Class<?>[] {Premises.class},
            (_, method, arguments) -> {
              try {
                return method.getName().equals("close") ? null : method.invoke(real, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }
}
