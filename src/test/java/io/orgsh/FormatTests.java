package io.orgsh;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every Java file is as google-java-format writes it. {@code -Dformat.write=true} rewrites them.
 */
class FormatTests {
  private static final boolean WRITE = Boolean.getBoolean("format.write");

  @Test
  void everyFileIsFormatted() throws IOException, FormatterException {
    List<Path> files;
    try (var tree = Files.walk(Path.of("src"))) {
      files = tree.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThan(20);

    var formatter = new Formatter();
    var wrong = new ArrayList<Path>();
    for (Path file : files) {
      String source = Files.readString(file);
      String formatted = formatter.formatSourceAndFixImports(source);
      if (!formatted.equals(source)) {
        wrong.add(file);
        if (WRITE) {
          Files.writeString(file, formatted);
        }
      }
    }

    if (!WRITE) {
      assertThat(wrong).as("run: mvn test -Dtest=FormatTests -Dformat.write=true").isEmpty();
    }
  }
}
