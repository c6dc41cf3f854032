package io.orgsh.sandbox.policy;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The comparisons of conditions. The negated ones compare as their positive twins do. */
enum Operator {
  STRING_EQUALS("StringEquals", Comparison.TEXT),
  STRING_NOT_EQUALS("StringNotEquals", Comparison.TEXT),
  STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", Comparison.TEXT_OF_ANY_CASE),
  STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", Comparison.TEXT_OF_ANY_CASE),
  STRING_LIKE("StringLike", Comparison.PATTERN),
  STRING_NOT_LIKE("StringNotLike", Comparison.PATTERN),
  ARN_EQUALS("ArnEquals", Comparison.ARN),
  ARN_NOT_EQUALS("ArnNotEquals", Comparison.ARN),
  ARN_LIKE("ArnLike", Comparison.ARN),
  ARN_NOT_LIKE("ArnNotLike", Comparison.ARN),
  BOOL("Bool", Comparison.TEXT_OF_ANY_CASE),
  NULL("Null", Comparison.TEXT_OF_ANY_CASE),
  BINARY_EQUALS("BinaryEquals", Comparison.TEXT),
  NUMERIC_EQUALS("NumericEquals", Comparison.NUMBER),
  NUMERIC_NOT_EQUALS("NumericNotEquals", Comparison.NUMBER),
  NUMERIC_LESS_THAN("NumericLessThan", Comparison.NUMBER),
  NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", Comparison.NUMBER),
  NUMERIC_GREATER_THAN("NumericGreaterThan", Comparison.NUMBER),
  NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", Comparison.NUMBER),
  DATE_EQUALS("DateEquals", Comparison.DATE),
  DATE_NOT_EQUALS("DateNotEquals", Comparison.DATE),
  DATE_LESS_THAN("DateLessThan", Comparison.DATE),
  DATE_LESS_THAN_EQUALS("DateLessThanEquals", Comparison.DATE),
  DATE_GREATER_THAN("DateGreaterThan", Comparison.DATE),
  DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", Comparison.DATE),
  IP_ADDRESS("IpAddress", Comparison.NETWORK),
  NOT_IP_ADDRESS("NotIpAddress", Comparison.NETWORK);

  private enum Comparison {
    TEXT,
    TEXT_OF_ANY_CASE,
    PATTERN,
    ARN,
    NUMBER,
    DATE,
    NETWORK
  }

  /** By the name in policies. */
  static final Map<String, Operator> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(Operator::written, Function.identity()));

  private final String written;
  private final Comparison comparison;

  Operator(String written, Comparison comparison) {
    this.written = written;
    this.comparison = comparison;
  }

  String written() {
    return written;
  }

  boolean isNegated() {
    return written.contains("Not");
  }

  /** Whether a policy's value and a request's value agree, negation left aside. */
  boolean compares(String wanted, String given) {
    return switch (comparison) {
      case TEXT -> wanted.equals(given);
      case TEXT_OF_ANY_CASE -> wanted.equalsIgnoreCase(given);
      case PATTERN -> Wildcards.match(wanted, given);
      case ARN -> arnLike(wanted, given);
      case NUMBER -> number(wanted, given);
      case DATE -> date(wanted, given);
      case NETWORK -> inNetwork(wanted, given);
    };
  }

  /** Whether an order, as {@code compareTo} answers it, is the one that this operator asks for. */
  private boolean asksFor(int order) {
    return (order < 0 && written.contains("Less"))
        || (order > 0 && written.contains("Greater"))
        || (order == 0 && written.endsWith("Equals"));
  }

  private static boolean arnLike(String pattern, String arn) {
    String[] wanted = pattern.split(":", 6);
    String[] given = arn.split(":", 6);
    if (wanted.length < 6 || given.length < 6) {
      return pattern.equals("*");
    }
    for (int part = 0; part < 6; part++) {
      if (!Wildcards.match(wanted[part], given[part])) {
        return false;
      }
    }
    return true;
  }

  private boolean number(String wanted, String given) {
    try {
      return asksFor(new BigDecimal(given).compareTo(new BigDecimal(wanted)));
    } catch (NumberFormatException _) {
      return false;
    }
  }

  private boolean date(String wanted, String given) {
    try {
      return asksFor(instant(given).compareTo(instant(wanted)));
    } catch (DateTimeException | NumberFormatException _) {
      return false;
    }
  }

  private static Instant instant(String text) {
    return text.contains("T")
        ? OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant()
        : Instant.ofEpochSecond(Long.parseLong(text));
  }

  private static boolean inNetwork(String network, String address) {
    String[] parts = network.split("/", 2);
    try {
      long bits = parts.length == 2 ? Long.parseLong(parts[1]) : 32;
      long mask = bits <= 0 ? 0 : (0xffffffffL << (32 - bits)) & 0xffffffffL;
      return (number(parts[0]) & mask) == (number(address) & mask);
    } catch (NumberFormatException _) {
      return network.equals(address);
    }
  }

  private static long number(String address) {
    String[] bytes = address.split("\\.", -1);
    if (bytes.length != 4) {
      throw new NumberFormatException(address);
    }
    long number = 0;
    for (String part : bytes) {
      number = number << 8 | Long.parseLong(part);
    }
    return number;
  }
}
