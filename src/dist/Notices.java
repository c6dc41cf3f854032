import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Takes the licences and notices out of jars, so that they can be read beside them: a folder for
 * each jar.
 */
final class Notices {
  private static final Pattern NOTICE =
      Pattern.compile("(?i)(META-INF/)?(LICENSE|LICENCE|NOTICE|COPYING|COPYRIGHT)[^/]*");

  private Notices() {}

  /**
   * The entry.
   *
   * @param arguments the folder of the jars, then the folder to write to
   */
  public static void main(String[] arguments) throws IOException {
    List<Path> jars;
    try (var files = Files.list(Path.of(arguments[0]))) {
      jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
    for (Path jar : jars) {
      String name = jar.getFileName().toString().replaceFirst("\\.jar$", "");
      take(jar, Path.of(arguments[1]).resolve(name));
    }
  }

  private static void take(Path jar, Path folder) throws IOException {
    try (var from = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : from.stream().toList()) {
        if (!entry.isDirectory() && NOTICE.matcher(entry.getName()).matches()) {
          Files.createDirectories(folder);
          try (InputStream in = from.getInputStream(entry)) {
            Files.write(folder.resolve(Path.of(entry.getName()).getFileName()), in.readAllBytes());
          }
        }
      }
    }
  }
}
