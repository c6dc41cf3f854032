/**
 * What went wrong, where, and what to do next, in both languages. Turning it into characters is the
 * shell's.
 */
@NullMarked
package io.orgsh.problem;

import org.jspecify.annotations.NullMarked;
