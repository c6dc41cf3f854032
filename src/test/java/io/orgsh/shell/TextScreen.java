package io.orgsh.shell;

import io.orgsh.problem.Language;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A screen of a given width whose lines a test reads; answers to questions are given before. */
public final class TextScreen implements Screen {
  private final Language language;
  private final int width;
  private final List<String> answered = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private final Deque<String> typed = new ArrayDeque<>();
  private boolean interactive;

  /** Nobody is there to be asked. */
  public TextScreen(Language language, int width) {
    this.language = language;
    this.width = width;
  }

  /** A person is there who types these lines, then ends the input. */
  public TextScreen typing(String... lines) {
    interactive = true;
    typed.addAll(List.of(lines));
    return this;
  }

  /** What went to stdout. */
  public String answered() {
    return String.join("\n", answered);
  }

  /** What went to stderr or the terminal. */
  public String said() {
    return String.join("\n", said);
  }

  /** Lines that nobody asked for. */
  public List<String> untyped() {
    return List.copyOf(typed);
  }

  @Override
  public Language language() {
    return language;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public boolean interactive() {
    return interactive;
  }

  @Override
  public boolean coloured() {
    return false;
  }

  @Override
  public void say(String line) {
    said.add(line);
  }

  @Override
  public void answer(String text) {
    answered.add(text);
  }

  @Override
  public Optional<String> ask(String prompt) {
    if (!interactive) {
      throw new AssertionError("TextScreen: nobody is there to answer " + prompt);
    }
    said.add(prompt);
    return Optional.ofNullable(typed.poll());
  }

  @Override
  public Optional<String> askSecretly(String prompt) {
    return ask(prompt);
  }

  @Override
  public boolean interrupted() {
    return false;
  }
}
