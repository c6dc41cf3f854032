package io.orgsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineHistoryTests {

  @Test
  void linesThatMayHoldASecretAreLeftOut() {
    var history = new LineHistory(line -> line.contains("chosen="));
    List.of(
            "plan cloudtrail",
            "plan x --set webhook_secret=hunter2",
            "plan x --set Password=hunter2",
            "plan x --set key=AKIAIOSFODNN7EXAMPLE",
            "plan x --set chosen=hunter2",
            "start cloudtrail --set bucket=logs")
        .forEach(line -> history.add(Instant.EPOCH, line));

    var kept = new ArrayList<String>();
    history.forEach(entry -> kept.add(entry.line()));

    assertThat(kept).containsExactly("plan cloudtrail", "start cloudtrail --set bucket=logs");
  }
}
