package io.orgsh.expression;

import java.math.BigDecimal;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * A value as a literal of JMESPath: JSON between backticks. Everything in a text that JSON or
 * JMESPath could take for syntax is written as {@code \}{@code uXXXX}, so that no quote, backtick
 * or backslash of a value is one of the expression.
 */
final class JmesPathLiteral {
  private JmesPathLiteral() {}

  static String of(JsonNode value) {
    var literal = new StringBuilder("`");
    write(value, literal);
    return literal.append('`').toString();
  }

  /**
   * A number without exponent and without anything that a country adds; one of more digits than
   * anybody needs as it is, because a few characters can have more of them than there is memory.
   */
  static String number(JsonNode number) {
    boolean endless =
        number.isFloatingPointNumber()
            && !number.isBigDecimal()
            && !Double.isFinite(number.doubleValue());
    if (endless) {
      return number.asString();
    }
    BigDecimal decimal = number.decimalValue();
    return Math.abs((long) decimal.scale()) > JsonModel.MOST_DIGITS
        ? decimal.toString()
        : decimal.toPlainString();
  }

  private static void write(JsonNode value, StringBuilder literal) {
    if (value.isObject()) {
      String comma = "{";
      for (String name : value.propertyNames()) {
        literal.append(comma);
        text(name, literal);
        literal.append(':');
        write(value.path(name), literal);
        comma = ",";
      }
      literal.append(value.isEmpty() ? "{}" : "}");
    } else if (value.isArray()) {
      String comma = "[";
      for (JsonNode element : value) {
        literal.append(comma);
        write(element, literal);
        comma = ",";
      }
      literal.append(value.isEmpty() ? "[]" : "]");
    } else if (value.isNumber()) {
      literal.append(number(value));
    } else if (value.isBoolean() || value.isNull()) {
      literal.append(value.toString());
    } else {
      text(value.asString(), literal);
    }
  }

  private static void text(String text, StringBuilder literal) {
    literal.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = c >= ' ' && c < 0x7f && c != '"' && c != '\'' && c != '`' && c != '\\';
      literal.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04x", (int) c));
    }
    literal.append('"');
  }
}
