package io.orgsh.shell.sandbox;

import io.orgsh.sandbox.SandboxControl.Letter;
import io.orgsh.shell.Output;
import java.time.ZoneId;
import java.util.List;

/** Shows what was e-mailed in the sandbox. */
interface InboxView {

  /** Every letter. */
  void letters(List<Letter> letters);

  /** One letter, whole. */
  void letter(Letter letter);

  /** A letter whose link was followed just now. */
  void followed(Letter letter);

  /** The view of an output. */
  static InboxView on(Output output, ZoneId zone) {
    return switch (output.format()) {
      case TEXT, CSV -> new TableInboxView(output, zone);
      case JSON -> new JsonInboxView(output);
    };
  }
}
