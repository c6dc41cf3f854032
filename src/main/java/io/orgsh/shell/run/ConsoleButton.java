package io.orgsh.shell.run;

import io.orgsh.engine.Question;
import io.orgsh.problem.Text;
import io.orgsh.runbook.Step;
import io.orgsh.sandbox.SandboxControl;
import io.orgsh.shell.Screen;
import java.util.Optional;

/**
 * The console's button that a manual step is about. The sandbox has no console, so there it is
 * pressed for the operator; against AWS nobody but a person presses it.
 */
final class ConsoleButton {
  private final Screen screen;
  private final Optional<SandboxControl> sandbox;

  /**
   * A way to press buttons.
   *
   * @param sandbox where they are; empty against AWS
   */
  ConsoleButton(Screen screen, Optional<SandboxControl> sandbox) {
    this.screen = screen;
    this.sandbox = sandbox;
  }

  /** The button that is pressed when the operator agrees; empty when he does the work himself. */
  Optional<String> of(Question question) {
    return sandbox.isPresent()
            && question.step().action() instanceof Step.Action.Manual(_, var button, _)
        ? button
        : Optional.empty();
  }

  /** Presses the step's button, if there is one, and says so. */
  void press(Question question) {
    of(question)
        .ifPresent(
            button -> {
              sandbox.orElseThrow().press(button);
              screen.say(
                  Text.of("pressed in the sandbox: %s", "サンドボックスで操作済み: %s")
                      .with(button)
                      .in(screen.language()));
            });
  }
}
