package io.orgsh.document;

import io.orgsh.document.Document.ParameterType;
import io.orgsh.problem.Text;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The form of one value, in words and as a test. It keeps out what would be syntax in a policy:
 * wildcards and policy variables change what a statement means, however well JSON escapes them.
 *
 * @param words what a value must be, as the end of a sentence
 * @param holds whether a value is so
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">Bucket
 *     names</a>
 */
record ValueForm(Text words, Predicate<String> holds) {
  private static final int MOST = 1024;
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern ORGANIZATION = Pattern.compile("o-[a-z0-9]{10,32}");
  private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}");
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern ADDRESS = Pattern.compile("[0-9]+(\\.[0-9]+){3}");
  private static final List<String> BUCKET_STARTS = List.of("xn--", "sthree-", "amzn-s3-demo-");
  private static final List<String> BUCKET_ENDS =
      List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");
  private static final Pattern ARN =
      Pattern.compile(
          "arn:aws(-[a-z]+)*:[a-z0-9-]+:[a-z0-9-]*:([0-9]{12}|aws)?:[^\\s\"\\\\<>*?${}]+");

  /** The form of a type's value; for a list, of each item. */
  static ValueForm of(ParameterType type, List<String> choices) {
    return switch (type) {
      case TEXT ->
          new ValueForm(
              Text.of(
                      "one line of 1 to %d characters without *, ? and ${, which are syntax in a"
                          + " policy",
                      "1〜%d文字の1行(ポリシーの構文である *、?、${ は使えません)")
                  .with(MOST),
              ValueForm::plainLine);
      case CHOICE ->
          new ValueForm(
              Text.of("one of %s", "次のいずれか: %s").with(String.join(", ", choices)),
              choices::contains);
      case ACCOUNT, ACCOUNTS ->
          new ValueForm(
              Text.of("an account ID of twelve digits", "12桁の数字のアカウントID"), matches(ACCOUNT));
      case ORGANIZATION ->
          new ValueForm(
              Text.of(
                  "an organization ID: o- and 10 to 32 small letters or digits",
                  "組織ID(o- に続く10〜32文字の英小文字または数字)"),
              matches(ORGANIZATION));
      case REGION ->
          new ValueForm(
              Text.of("a region code such as ap-northeast-1", "リージョンコード(例: ap-northeast-1)"),
              matches(REGION));
      case BUCKET ->
          new ValueForm(
              Text.of(
                  "an S3 bucket name: 3 to 63 small letters, digits, hyphens and dots, with a"
                      + " letter or digit at both ends",
                  "S3バケット名(英小文字、数字、ハイフン、ドットの3〜63文字。先頭と末尾は英小文字または数字)"),
              ValueForm::bucket);
      case ARN, ARNS ->
          new ValueForm(
              Text.of(
                  "an ARN without wildcards, such as arn:aws:iam::111111111111:role/name",
                  "ワイルドカードを含まないARN(例: arn:aws:iam::111111111111:role/name)"),
              matches(ARN));
    };
  }

  /** Whether a value of the type is a list of texts. */
  static boolean isList(ParameterType type) {
    return switch (type) {
      case ACCOUNTS, ARNS -> true;
      case TEXT, CHOICE, ACCOUNT, ORGANIZATION, REGION, BUCKET, ARN -> false;
    };
  }

  private static Predicate<String> matches(Pattern pattern) {
    return value -> pattern.matcher(value).matches();
  }

  private static boolean plainLine(String value) {
    return !value.isBlank()
        && value.length() <= MOST
        && value.codePoints().allMatch(Shown::printable)
        && value.indexOf('*') < 0
        && value.indexOf('?') < 0
        && !value.contains("${");
  }

  private static boolean bucket(String value) {
    return BUCKET.matcher(value).matches()
        && !value.contains("..")
        && !ADDRESS.matcher(value).matches()
        && BUCKET_STARTS.stream().noneMatch(value::startsWith)
        && BUCKET_ENDS.stream().noneMatch(value::endsWith);
  }
}
