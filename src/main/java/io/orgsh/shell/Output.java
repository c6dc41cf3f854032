package io.orgsh.shell;

import io.orgsh.problem.Language;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.shell.layout.Clean;
import io.orgsh.shell.layout.Columns;
import io.orgsh.shell.layout.Ink;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Where a view writes: the answer goes to stdout, the conversation beside it. A view asks for the
 * {@link #format()} once, when it is made, and is then a text view or a JSON view.
 */
public final class Output {
  private final Screen screen;
  private final Format format;
  private boolean answered;
  private boolean spoken;

  /** Writes to this screen. */
  public Output(Screen screen, Format format) {
    this.screen = screen;
    this.format = format;
  }

  /** How the answer is written. */
  public Format format() {
    return format;
  }

  /** The operator's language. */
  public Language language() {
    return screen.language();
  }

  /** How many columns there are. */
  public int width() {
    return screen.width();
  }

  /** Colours of the conversation. */
  public Ink ink() {
    return Ink.of(screen.coloured());
  }

  /** A text in the operator's language. */
  public String words(Text text) {
    return text.in(language());
  }

  /** Answers one line or several, as they are. */
  public void answer(String text) {
    answered = true;
    screen.answer(text);
  }

  /** Answers lines. */
  public void answer(List<String> lines) {
    answer(String.join("\n", lines));
  }

  /** Answers a JSON document: the only answer of a command with {@code --output json}. */
  public void answer(JsonNode document) {
    answer(Json.write(document));
  }

  /** Answers a table, as text or as CSV. */
  public void answer(Table table) {
    answer(
        switch (format) {
          case CSV -> table.csv();
          case TEXT, JSON -> String.join("\n", table.lines(language(), width()));
        });
  }

  /** Whether anything was answered. */
  boolean answered() {
    return answered;
  }

  /** A line of the conversation, wrapped. */
  public void say(Text text) {
    Columns.wrap(Clean.text(words(text)), width()).forEach(this::say);
  }

  /** A line of the conversation, as it is. */
  public void say(String line) {
    spoken = true;
    screen.say(line);
  }

  /** Draws a problem in the conversation, with a blank line between it and what was said before. */
  public void problem(Problem problem) {
    if (spoken || answered) {
      say("");
    }
    lines(problem).forEach(this::say);
  }

  /** A problem as lines. */
  public List<String> lines(Problem problem) {
    return new ProblemText(language(), width(), ink()).lines(problem);
  }
}
