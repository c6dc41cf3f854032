package io.orgsh.expression;

/**
 * What an interpolated value becomes part of, which decides how it is written so that it stays
 * data.
 */
public enum Syntax {
  /** A plain text: the value's characters as they are. */
  TEXT,
  /** A JMESPath expression: the value becomes a literal. */
  JMESPATH
}
