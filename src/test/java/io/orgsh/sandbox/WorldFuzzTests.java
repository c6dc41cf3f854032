package io.orgsh.sandbox;

import io.orgsh.fuzz.Fuzz;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A world file of somebody who means harm. */
class WorldFuzzTests {
  private static final List<String> WORDS =
      List.of(
          "\"units\":[",
          "\"accounts\":[",
          "\"members\":9",
          "\"regions\":{",
          "{",
          "}",
          "[",
          "]",
          ",",
          "\"id\":\"111111111111\"",
          "\"parent\":\"r-exam\"",
          "\"parent\":\"ou-exam-11111111\"",
          "null",
          "1e400",
          "\"\\ud800\"",
          "{\"a\":");

  @Test
  void aWorldIsMadeOrRefused() {
    Fuzz.feed(
        "world",
        3000,
        List.of(
            bytes("{}"),
            bytes("{\"members\": 3, \"era\": \"2021\", \"regions\": {\"us-east-1\": \"ENABLED\"}}"),
            bytes(
                "{\"units\": [{\"id\": \"ou-exam-11111111\", \"name\": \"W\", \"parent\":"
                    + " \"r-exam\"}],\"accounts\": [{\"id\": \"111111111111\", \"name\":"
                    + " \"management\", \"parent\": \"ou-exam-11111111\"}]}")),
        WORDS,
        input -> {
          try {
            WorldDescription.of(new String(input, StandardCharsets.UTF_8));
            return true;
          } catch (IllegalArgumentException refused) {
            return false;
          }
        });
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
