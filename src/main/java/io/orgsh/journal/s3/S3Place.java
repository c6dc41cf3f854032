package io.orgsh.journal.s3;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in S3 runs are kept: {@code s3://BUCKET/PREFIX}.
 *
 * @param bucket its name
 * @param prefix what all keys begin with, without slashes at its ends; empty for the whole bucket
 */
public record S3Place(String bucket, String prefix) {
  private static final Pattern FORM =
      Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*))?");

  /** The place that a text names; empty when it names none in S3. */
  public static Optional<S3Place> of(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(
            new S3Place(
                form.group(1),
                form.group(2) == null ? "" : form.group(2).replaceAll("^/+|/+$", "")))
        : Optional.empty();
  }

  /** The key of something below the prefix. */
  String key(String name) {
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  /** What is below the prefix, of a key that is. */
  String name(String key) {
    return prefix.isEmpty() ? key : key.substring(prefix.length() + 1);
  }

  /** Something below the prefix as the operator, and the AWS CLI, would name it. */
  String address(String name) {
    return "s3://" + bucket + "/" + key(name);
  }

  @Override
  public String toString() {
    return prefix.isEmpty() ? "s3://" + bucket : "s3://" + bucket + "/" + prefix;
  }
}
