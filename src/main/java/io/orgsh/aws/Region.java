package io.orgsh.aws;

import java.util.regex.Pattern;

/**
 * An AWS region.
 *
 * @param code AWS's code, for example {@code ap-northeast-1}
 */
public record Region(String code) implements Comparable<Region> {
  private static final Pattern CODE = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}");

  public Region {
    if (!isRegion(code)) {
      throw new IllegalArgumentException("not the code of a region: " + code);
    }
  }

  /** Whether a text has the form of a region's code; says nothing about whether AWS has it. */
  public static boolean isRegion(String text) {
    return CODE.matcher(text).matches();
  }

  @Override
  public int compareTo(Region other) {
    return code.compareTo(other.code);
  }

  @Override
  public String toString() {
    return code;
  }
}
