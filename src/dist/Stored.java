import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Writes jars anew without compression, with one time for every entry: they start faster, and the
 * archive around them compresses far better than the jars did. The same jars give the same bytes.
 */
final class Stored {
  private Stored() {}

  /**
   * The entry.
   *
   * @param arguments the time (ISO 8601), then the folder whose jars are written anew
   */
  public static void main(String[] arguments) throws IOException {
    LocalDateTime time = LocalDateTime.ofInstant(Instant.parse(arguments[0]), ZoneOffset.UTC);
    List<Path> jars;
    try (var files = Files.walk(Path.of(arguments[1]))) {
      jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
    for (Path jar : jars) {
      store(jar, time);
    }
  }

  private static void store(Path jar, LocalDateTime time) throws IOException {
    Path anew = jar.resolveSibling(jar.getFileName() + ".new");
    try (var from = new ZipFile(jar.toFile());
        var to = new ZipOutputStream(Files.newOutputStream(anew))) {
      for (ZipEntry old : from.stream().toList()) {
        byte[] bytes;
        try (InputStream in = from.getInputStream(old)) {
          bytes = in.readAllBytes();
        }
        var crc = new CRC32();
        crc.update(bytes);
        var entry = new ZipEntry(old.getName());
        entry.setTimeLocal(time);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCompressedSize(bytes.length);
        entry.setCrc(crc.getValue());
        to.putNextEntry(entry);
        to.write(bytes);
        to.closeEntry();
      }
    }
    Files.move(anew, jar, StandardCopyOption.REPLACE_EXISTING);
  }
}
