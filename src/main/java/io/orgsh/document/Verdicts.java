package io.orgsh.document;

/**
 * What was found right before, so that it need not be checked again: FreeMarker on every template,
 * and the AWS models, FreeMarker and JMESPath on every step of a runbook take longer than all the
 * rest of a start.
 *
 * <p>An implementation MUST answer true only for what was noted by the same program; it MAY forget.
 * What is wrong is never noted, so mistakes are found anew each time.
 */
public interface Verdicts {
  /** Remembers nothing: everything is checked. */
  Verdicts NONE =
      new Verdicts() {
        @Override
        public boolean right(String digest) {
          return false;
        }

        @Override
        public void note(String digest) {}
      };

  /**
   * Whether this was found right before.
   *
   * @param digest of everything that the verdict depends on, but for the program: SHA-256, 64
   *     lower-case hexadecimal digits
   */
  boolean right(String digest);

  /** Notes that this was found right. */
  void note(String digest);
}
