package io.orgsh.org;

import java.util.Optional;

/** Asks the operator for the code of an MFA device. */
public interface MfaPrompt {

  /**
   * The code that the device shows now; empty when nobody can be asked or the operator declined.
   * Every implementation MUST NOT keep or show the code.
   *
   * @param serial the device's serial number or ARN
   * @param purpose what the code opens, in the operator's words: {@code profile audit}
   */
  Optional<String> code(String serial, String purpose);
}
