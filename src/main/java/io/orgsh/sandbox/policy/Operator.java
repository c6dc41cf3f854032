package io.orgsh.sandbox.policy;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** The comparisons of conditions. The negated ones compare as their positive twins do. */
enum Operator {
  STRING_EQUALS("StringEquals", String::equals),
  STRING_NOT_EQUALS("StringNotEquals", String::equals),
  STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", String::equalsIgnoreCase),
  STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", String::equalsIgnoreCase),
  STRING_LIKE("StringLike", Wildcards::match),
  STRING_NOT_LIKE("StringNotLike", Wildcards::match),
  ARN_EQUALS("ArnEquals", Operator::arnLike),
  ARN_NOT_EQUALS("ArnNotEquals", Operator::arnLike),
  ARN_LIKE("ArnLike", Operator::arnLike),
  ARN_NOT_LIKE("ArnNotLike", Operator::arnLike),
  BOOL("Bool", String::equalsIgnoreCase),
  NULL("Null", String::equals),
  BINARY_EQUALS("BinaryEquals", String::equals),
  NUMERIC_EQUALS("NumericEquals", numeric(order -> order == 0)),
  NUMERIC_NOT_EQUALS("NumericNotEquals", numeric(order -> order == 0)),
  NUMERIC_LESS_THAN("NumericLessThan", numeric(order -> order < 0)),
  NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", numeric(order -> order <= 0)),
  NUMERIC_GREATER_THAN("NumericGreaterThan", numeric(order -> order > 0)),
  NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", numeric(order -> order >= 0)),
  DATE_EQUALS("DateEquals", date(order -> order == 0)),
  DATE_NOT_EQUALS("DateNotEquals", date(order -> order == 0)),
  DATE_LESS_THAN("DateLessThan", date(order -> order < 0)),
  DATE_LESS_THAN_EQUALS("DateLessThanEquals", date(order -> order <= 0)),
  DATE_GREATER_THAN("DateGreaterThan", date(order -> order > 0)),
  DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", date(order -> order >= 0)),
  IP_ADDRESS("IpAddress", Operator::inNetwork),
  NOT_IP_ADDRESS("NotIpAddress", Operator::inNetwork);

  /** By the name in policies. */
  static final Map<String, Operator> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(Operator::written, Function.identity()));

  private final String written;
  private final BiPredicate<String, String> comparison;

  Operator(String written, BiPredicate<String, String> comparison) {
    this.written = written;
    this.comparison = comparison;
  }

  String written() {
    return written;
  }

  boolean isNegated() {
    return written.contains("Not");
  }

  /** Whether the operator takes a pattern, so that a wildcard in a value is one. */
  boolean isPattern() {
    return written.endsWith("Like") || written.startsWith("Arn");
  }

  /** Whether a policy's value and a request's value agree, negation left aside. */
  boolean compares(String wanted, String given) {
    return comparison.test(wanted, given);
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

  private static BiPredicate<String, String> numeric(IntPredicate order) {
    return (wanted, given) -> {
      try {
        return order.test(new BigDecimal(given).compareTo(new BigDecimal(wanted)));
      } catch (NumberFormatException _) {
        return false;
      }
    };
  }

  private static BiPredicate<String, String> date(IntPredicate order) {
    return (wanted, given) -> {
      try {
        return order.test(instant(given).compareTo(instant(wanted)));
      } catch (DateTimeException | NumberFormatException _) {
        return false;
      }
    };
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
