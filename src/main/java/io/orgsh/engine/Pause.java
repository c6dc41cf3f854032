package io.orgsh.engine;

import java.time.Duration;

/** Letting time pass. */
public interface Pause {

  /**
   * Lets time pass, or some of it if the operator interrupts. MUST return soon after an
   * interruption.
   *
   * @param duration how long
   */
  void pause(Duration duration);

  /** How long a run may wait before it is suspended instead; a clock that leaps has no limit. */
  Duration patience();
}
