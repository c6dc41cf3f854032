package io.orgsh.problem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files that others wrote: never more of one than it may have. */
public final class TextFile {
  private TextFile() {}

  /** A file that has more than it may have; its message says how much that is. */
  public static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1;

    private TooLarge(int most) {
      super("more than " + most + " bytes");
    }
  }

  /**
   * The text of a file.
   *
   * @param most bytes; of a larger file, or one without end such as a device, no more is read
   * @throws TooLarge when it has more
   * @throws CharacterCodingException when it is not UTF-8
   */
  public static String read(Path file, int most) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] bytes = stream.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new TooLarge(most);
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }
  }
}
