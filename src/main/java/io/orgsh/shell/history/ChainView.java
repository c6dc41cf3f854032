package io.orgsh.shell.history;

import io.orgsh.journal.RunId;
import io.orgsh.problem.Text;
import io.orgsh.shell.Format;
import io.orgsh.shell.Json;
import io.orgsh.shell.Output;

/** Says that a journal is whole. */
interface ChainView {

  /**
   * Says it.
   *
   * @param entries how many there are
   */
  void whole(RunId run, int entries);

  /** The view of a format. */
  static ChainView of(Output output) {
    if (output.format() == Format.JSON) {
      return (run, entries) ->
          output.answer(
              Json.object().put("run", run.value()).put("entries", entries).put("whole", true));
    }
    return (run, entries) ->
        output.answer(
            output.words(
                Text.of(
                        "The journal of %s is whole: %d entries, each with the hash of the one"
                            + " before.",
                        "%s のジャーナルは完全です。%d件の記録すべてで直前の記録のハッシュが一致しました。")
                    .with(run, entries)));
  }
}
