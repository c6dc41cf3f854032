package io.orgsh.shell.run;

import io.orgsh.problem.Language;
import io.orgsh.shell.Screen;
import io.orgsh.shell.layout.Columns;
import java.util.Optional;

/**
 * A screen with one line that is written over again and again while a run waits. Whoever says or
 * asks something through this screen finds that line finished, so that it never stands in a prompt.
 */
public final class LiveScreen implements Screen {
  /** One line up, and that line emptied. */
  private static final String OVER = "\u001b[1A\u001b[2K";

  private final Screen screen;
  private boolean live;

  /** A live line on this screen. */
  public LiveScreen(Screen screen) {
    this.screen = screen;
  }

  /**
   * Writes the live line anew.
   *
   * @param line cut to one line of the screen
   */
  public void live(String line) {
    screen.say((live ? OVER : "") + Columns.cut(line, screen.width() - 1));
    live = true;
  }

  /** Whether a line can be written over: a terminal that understands more than characters. */
  public boolean canOverwrite() {
    return screen.interactive() && screen.coloured();
  }

  @Override
  public void say(String line) {
    screen.say((live ? OVER : "") + line);
    live = false;
  }

  @Override
  public void answer(String text) {
    live = false;
    screen.answer(text);
  }

  @Override
  public Optional<String> ask(String prompt) {
    live = false;
    return screen.ask(prompt);
  }

  @Override
  public Optional<String> askSecretly(String prompt) {
    live = false;
    return screen.askSecretly(prompt);
  }

  @Override
  public Language language() {
    return screen.language();
  }

  @Override
  public int width() {
    return screen.width();
  }

  @Override
  public boolean interactive() {
    return screen.interactive();
  }

  @Override
  public boolean coloured() {
    return screen.coloured();
  }

  @Override
  public boolean interrupted() {
    return screen.interrupted();
  }
}
