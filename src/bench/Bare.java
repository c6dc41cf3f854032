import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * A program that makes the same calls as orgsh and nothing else, compiled against orgsh's own
 * libraries and started with its Java options.
 */
final class Bare {
  private final Path root;
  private final Path jdk;
  private final Path classes;
  private final String libraries;
  private final String name;

  private Bare(Path root, Path jdk, Path classes, String libraries, String name) {
    this.root = root;
    this.jdk = jdk;
    this.classes = classes;
    this.libraries = libraries;
    this.name = name;
  }

  /** Compiles the program of this name in {@code src/bench}. */
  static Bare compiled(Path root, Path jdk, String name) throws Exception {
    Path classes = Files.createTempDirectory("orgsh-bare");
    classes.toFile().deleteOnExit();
    String libraries = libraries(root);
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-nowarn",
                "-cp",
                libraries,
                "-d",
                classes.toString(),
                root.resolve("src/bench/BareCalls.java").toString(),
                root.resolve("src/bench").resolve(name + ".java").toString());
    if (failed != 0) {
      throw new IllegalStateException(name + " does not compile");
    }
    try (Stream<Path> made = Files.list(classes)) {
      made.forEach(file -> file.toFile().deleteOnExit());
    }
    return new Bare(root, jdk, classes, libraries, name);
  }

  /** The line that starts it. */
  List<String> line(String... arguments) {
    var line = new ArrayList<String>();
    line.add(jdk.resolve("bin/java").toString());
    line.add("@" + root.resolve("src/build/java-options"));
    line.addAll(List.of("-cp", classes + ":" + libraries, name));
    line.addAll(List.of(arguments));
    return line;
  }

  private static String libraries(Path root) throws Exception {
    String given = System.getProperty("libraries", "");
    if (!given.isEmpty()) {
      return given;
    }
    Path app = root.resolve("target/app");
    try (Stream<Path> jars = Files.list(app.resolve("lib"))) {
      return app.resolve("orgsh.jar")
          + ":"
          + jars.map(Path::toString).collect(Collectors.joining(":"));
    }
  }
}
