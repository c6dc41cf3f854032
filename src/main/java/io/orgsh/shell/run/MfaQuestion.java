package io.orgsh.shell.run;

import io.orgsh.org.MfaPrompt;
import io.orgsh.problem.Text;
import io.orgsh.shell.Screen;
import io.orgsh.shell.layout.Clean;
import java.util.Optional;

/** Asks for an MFA code on the screen, unseen, until it has six digits or the operator gives up. */
public final class MfaQuestion implements MfaPrompt {
  private final Screen screen;

  /** Asks on this screen; where nobody can be asked there is no code. */
  public MfaQuestion(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Optional<String> code(String serial, String purpose) {
    if (!screen.interactive()) {
      return Optional.empty();
    }
    String prompt =
        Text.of("MFA code of %s for %s > ", "MFAコード(%s、%s) > ")
            .with(Clean.line(serial), Clean.line(purpose))
            .in(screen.language());
    while (true) {
      Optional<String> typed = screen.askSecretly(prompt).map(String::strip);
      if (typed.isEmpty() || typed.get().isEmpty()) {
        return Optional.empty();
      }
      if (typed.get().matches("[0-9]{6}")) {
        return typed;
      }
      screen.say(
          Text.of("The code has six digits; an empty line gives up.", "コードは6桁の数字です。空行で中止します。")
              .in(screen.language()));
    }
  }
}
