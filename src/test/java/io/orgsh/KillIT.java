package io.orgsh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that are killed somewhere in a run, or in its undo, and gone on with by another
 * process: nothing is lost, nothing happens twice, and what was finished is left alone. A sample;
 * {@code src/bench/crash-matrix} visits every point. {@code -Dkill.seed} and {@code -Dkill.points}
 * take another sample.
 */
class KillIT {
  private static final long SEED = Long.getLong("kill.seed", 20261125);
  private static final int POINTS = Integer.getInteger("kill.points", 4);

  @TempDir private Path folder;

  @Test
  void aProcessThatIsKilledAnywhereIsGoneOnWithAsIfNothingHadHappened() throws Exception {
    var random = new Random(SEED);
    List<String> subjects = new ArrayList<>(Recovery.subjects());
    Collections.shuffle(subjects, random);

    List<String> undone = new ArrayList<>(Recovery.undone());
    Collections.shuffle(undone, random);

    for (int n = 0; n < POINTS; n++) {
      // Every fourth in an undo.
      String subject =
          n % 4 == 3
              ? undone.get(n / 4 % undone.size())
              : subjects.get((n - n / 4) % subjects.size());
      Path place = folder.resolve("kill-" + n);
      Recovery recovery = Recovery.of(subject, place.resolve("ready"));
      Recovery.Recording undisturbed = recovery.record(place.resolve("undisturbed"));
      Kill.Point point = Kill.any(undisturbed, random);

      Recovery.Verdict verdict = Kill.at(point, recovery, undisturbed, place.resolve("killed"));

      assertThat(verdict)
          .as("%s, %s, seed %d", subject, point, SEED)
          .isEqualTo(new Recovery.Verdict(List.of(), List.of(), List.of()));
    }
  }
}
