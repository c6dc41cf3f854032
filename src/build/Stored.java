import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Writes jars anew for one Java: without compression, with one time for every entry, and with the
 * classes that a jar has for this Java in place of those for older ones. They start faster, Java
 * can keep all their classes in its cache (those of {@code META-INF/versions} it cannot), and an
 * archive around them compresses far better than the jars did. The same jars give the same bytes.
 */
final class Stored {
  private static final String VERSIONS = "META-INF/versions/";
  private static final String MANIFEST = "META-INF/MANIFEST.MF";

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
      for (Map.Entry<String, ZipEntry> old : entries(from).entrySet()) {
        byte[] bytes = bytes(from, old.getValue());
        var crc = new CRC32();
        crc.update(bytes);
        var entry = new ZipEntry(old.getKey());
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

  /**
   * What is under each name for this Java; of a class in several versions the newest that it can
   * read.
   */
  private static Map<String, ZipEntry> entries(ZipFile jar) {
    Map<String, ZipEntry> entries = new LinkedHashMap<>();
    Map<String, Integer> versions = new HashMap<>();
    for (ZipEntry entry : jar.stream().toList()) {
      String name = entry.getName();
      if (!name.startsWith(VERSIONS)) {
        entries.putIfAbsent(name, entry);
        continue;
      }
      String[] versioned = name.substring(VERSIONS.length()).split("/", 2);
      if (versioned.length < 2 || versioned[1].isEmpty() || entry.isDirectory()) {
        continue;
      }
      int version = Integer.parseInt(versioned[0]);
      // A module's description is not for the class path.
      if (version <= Runtime.version().feature()
          && version > versions.getOrDefault(versioned[1], 0)
          && !versioned[1].startsWith("META-INF/")) {
        versions.put(versioned[1], version);
        entries.put(versioned[1], entry);
      }
    }
    return entries;
  }

  private static byte[] bytes(ZipFile jar, ZipEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      byte[] bytes = in.readAllBytes();
      return entry.getName().equals(MANIFEST)
          ? new String(bytes, StandardCharsets.UTF_8)
              .replaceAll("(?mi)^Multi-Release: true\r?\n", "")
              .getBytes(StandardCharsets.UTF_8)
          : bytes;
    }
  }
}
