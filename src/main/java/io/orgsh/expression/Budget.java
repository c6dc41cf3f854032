package io.orgsh.expression;

/**
 * How much one evaluation may read and make. A runbook can nest lists in lists so that they are
 * read without end; nothing in a real one comes near this.
 */
final class Budget {
  /** That of the evaluation at work. */
  private static final ScopedValue<Budget> CURRENT = ScopedValue.newInstance();

  private long left;

  private Budget(long most) {
    left = most;
  }

  /** The evaluation wants more than it may have. */
  static final class Spent extends RuntimeException {
    private static final long serialVersionUID = 1;

    Spent() {
      super("it reads or makes too much");
    }
  }

  /**
   * Evaluates with a budget of its own.
   *
   * @param most elements, members and characters
   * @throws Spent when that is not enough
   */
  static <R, X extends Throwable> R of(long most, ScopedValue.CallableOp<R, X> evaluation)
      throws X {
    return ScopedValue.where(CURRENT, new Budget(most)).call(evaluation);
  }

  /**
   * Takes from the budget of the evaluation at work; without one it costs nothing.
   *
   * @throws Spent when there is not so much left
   */
  static void spend(long cost) {
    if (CURRENT.isBound()) {
      Budget budget = CURRENT.get();
      budget.left -= cost;
      if (budget.left < 0) {
        throw new Spent();
      }
    }
  }
}
