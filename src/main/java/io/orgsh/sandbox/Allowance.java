package io.orgsh.sandbox;

/**
 * How often an operation may be called, as AWS limits most of them: a bucket of tokens for each
 * account, region and operation, of which each call takes one.
 *
 * @param perSecond tokens that come; above 0, at most 100,000
 * @param burst how many the bucket holds, and has in the beginning; at least 1
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/throttling.html">Request
 *     throttling</a>
 */
public record Allowance(double perSecond, int burst) {

  /** Throws {@code IllegalArgumentException} for what cannot be. */
  public Allowance {
    if (!(perSecond > 0 && perSecond <= 100_000) || burst < 1) {
      throw new IllegalArgumentException("not a rate: " + perSecond + " a second, " + burst);
    }
  }
}
