/**
 * The two small languages of a runbook: FreeMarker's {@code ${…}} puts values in, JMESPath takes
 * values out. A value put in is data, never syntax.
 */
@NullMarked
package io.orgsh.expression;

import org.jspecify.annotations.NullMarked;
