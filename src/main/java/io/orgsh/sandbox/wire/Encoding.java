package io.orgsh.sandbox.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Percent-encoding, as AWS's signatures want it. */
final class Encoding {
  private static final String HEX = "0123456789ABCDEF";

  private Encoding() {}

  /** Everything but unreserved characters as {@code %XY}. */
  static String encode(String text) {
    var encoded = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      int c = b & 0xff;
      boolean plain =
          (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '.'
              || c == '_'
              || c == '~';
      if (plain) {
        encoded.append((char) c);
      } else {
        encoded.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
    return encoded.toString();
  }

  /** {@code %XY} back to characters; a sign that is no escape stays as it is. */
  static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    var decoded = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
      if (bytes[i] == '%' && high >= 0 && low >= 0) {
        decoded.write(high * 16 + low);
        i += 2;
      } else {
        decoded.write(bytes[i]);
      }
    }
    return decoded.toString(StandardCharsets.UTF_8);
  }

  /** A query's or form's pairs in their order, decoded; a plus sign is a blank in a form only. */
  static List<Map.Entry<String, String>> pairs(String text, char blank) {
    var pairs = new ArrayList<Map.Entry<String, String>>();
    for (String pair : text.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int mark = pair.indexOf('=');
      String name = mark < 0 ? pair : pair.substring(0, mark);
      String value = mark < 0 ? "" : pair.substring(mark + 1);
      pairs.add(Map.entry(decode(name.replace(blank, ' ')), decode(value.replace(blank, ' '))));
    }
    return pairs;
  }
}
