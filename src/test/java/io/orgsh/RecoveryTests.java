package io.orgsh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few states of the crash matrix that were wrong once. */
class RecoveryTests {
  private static final int LAST = 12;

  @TempDir private Path folder;

  /**
   * What a run remembered is restored last. An undo that dies before that has taken back all that
   * the run changed, and the next one must still restore it.
   */
  @Test
  void whatIsRememberedIsRestoredByTheNextUndo() throws Exception {
    Recovery recovery = Recovery.of("detective:current:undo", folder.resolve("ready"));
    Recovery.Recording recording = recovery.record(folder.resolve("undisturbed"));
    List<Map.Entry<String, Recovery.Left>> states = List.copyOf(recording.states().entrySet());

    for (var state : states.subList(states.size() - LAST, states.size())) {
      Path again = folder.resolve("again").resolve(state.getKey());

      assertThat(recovery.recover(recording.end(), state.getValue(), again))
          .as(state.getKey())
          .matches(Recovery.Verdict::good);
    }
  }
}
