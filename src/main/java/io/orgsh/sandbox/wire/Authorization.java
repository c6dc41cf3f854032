package io.orgsh.sandbox.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the {@code Authorization} header of a signed request says.
 *
 * @param key the access key's id
 * @param date {@code yyyyMMdd}
 * @param region what the request was signed for
 * @param service what the request was signed for
 * @param signed the names of the signed headers, lower case, sorted
 * @param signature 64 hexadecimal digits
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create
 *     a signed AWS API request</a>
 */
public record Authorization(
    String key, String date, String region, String service, List<String> signed, String signature) {
  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  /** A copy of the list. */
  public Authorization {
    signed = List.copyOf(signed);
  }

  /** What the header says; empty when it is not complete. */
  public static Optional<Authorization> of(String header) {
    if (!header.startsWith(ALGORITHM + " ")) {
      return Optional.empty();
    }
    Map<String, String> parts = new HashMap<>();
    for (String part : header.substring(ALGORITHM.length() + 1).split(",", -1)) {
      int mark = part.indexOf('=');
      if (mark > 0) {
        parts.put(part.substring(0, mark).strip(), part.substring(mark + 1).strip());
      }
    }
    String[] scope = parts.getOrDefault("Credential", "").split("/", -1);
    String headers = parts.getOrDefault("SignedHeaders", "").toLowerCase(Locale.ROOT);
    String signature = parts.getOrDefault("Signature", "");
    if (scope.length != 5
        || !scope[4].equals("aws4_request")
        || headers.isEmpty()
        || signature.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Authorization(
            scope[0],
            scope[1],
            scope[2],
            scope[3],
            List.of(headers.split(";")).stream().sorted().toList(),
            signature));
  }

  /** {@code yyyyMMdd/region/service/aws4_request}. */
  String scope() {
    return date + "/" + region + "/" + service + "/aws4_request";
  }
}
