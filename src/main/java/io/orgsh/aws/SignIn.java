package io.orgsh.aws;

import io.orgsh.problem.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedSet;

/** Where credentials come from: the default chain and the profiles of the AWS CLI. */
public interface SignIn {

  /** The credentials of the default chain: environment, {@code AWS_PROFILE}, machine. */
  Outcome defaultChain();

  /** The credentials of a named profile. */
  Outcome profile(String name);

  /** The names of all profiles. */
  SortedSet<String> profiles();

  /** The region that a profile names. */
  Optional<Region> region(String profile);

  /** What came of signing in. */
  sealed interface Outcome {

    /**
     * Signed in.
     *
     * @param credentials one fixed set
     * @param source how they were got, in the operator's words
     */
    record SignedIn(Credentials credentials, String source) implements Outcome {}

    /** Not signed in, with the sentence that helps. */
    record Refused(Problem problem) implements Outcome {}

    /**
     * The profile assumes a role and wants the code of an MFA device.
     *
     * @param serial the device's serial number or ARN
     * @param roleArn the role to assume
     * @param sourceProfile the profile whose credentials assume it
     * @param duration how long the session is to last
     */
    record NeedsMfa(String serial, String roleArn, String sourceProfile, Duration duration)
        implements Outcome {}
  }
}
