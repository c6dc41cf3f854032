package io.orgsh.engine;

import io.orgsh.problem.Text;
import io.orgsh.runbook.StepId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** An operator with a list of answers, each to one question; must be used up exactly. */
final class Answers implements Operator {
  /** Every question, in a word. */
  final List<String> asked = new ArrayList<>();

  /** The notes of the last question. */
  final List<Text> notes = new ArrayList<>();

  /** What was said of each destruction, in both languages. */
  final List<String> destroyed = new ArrayList<>();

  private final Deque<Object> answers = new ArrayDeque<>();
  private int interruptAfter = Integer.MAX_VALUE;

  Answers(Object... answers) {
    this.answers.addAll(List.of(answers));
  }

  static Answer yes() {
    return new Answer.Yes();
  }

  static Consent go() {
    return new Consent.Yes();
  }

  /** Presses Ctrl-C when it was looked for so often. */
  Answers interruptAfter(int looks) {
    interruptAfter = looks;
    return this;
  }

  List<Object> unused() {
    return List.copyOf(answers);
  }

  @Override
  public Answer ask(Question question) {
    notes.clear();
    notes.addAll(question.notes());
    return next(
        Answer.class,
        "change "
            + question.target().step()
            + " "
            + question.account().name()
            + " "
            + question.requests().size());
  }

  @Override
  public Answer did(Question question, Text instructions) {
    return next(Answer.class, "did " + question.target().step());
  }

  @Override
  public Consent enter(Need need) {
    return next(Consent.class, "enter " + need.account().name());
  }

  @Override
  public Consent goOn(List<StepId> changed) {
    return next(Consent.class, "edited " + changed);
  }

  @Override
  public Consent destroy(Destruction destruction) {
    destroyed.add(destruction.what().en() + "|" + destruction.what().ja());
    return next(Consent.class, "destroy " + destruction.name());
  }

  @Override
  public boolean interrupted() {
    return interruptAfter-- <= 0;
  }

  private <T> T next(Class<T> kind, String question) {
    asked.add(question);
    if (answers.isEmpty()) {
      throw new AssertionError("Operator: no answer for " + question);
    }
    return kind.cast(answers.remove());
  }
}
