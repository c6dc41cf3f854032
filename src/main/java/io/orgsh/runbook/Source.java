package io.orgsh.runbook;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where a runbook came from.
 *
 * @param path the file
 * @param hash SHA-256 of the file, hex
 * @param steps SHA-256 of each step's own text and its documents, hex, by step: what {@code resume}
 *     compares after an edit
 */
public record Source(Path path, String hash, Map<StepId, String> steps) {
  public Source {
    steps = Map.copyOf(steps);
  }
}
