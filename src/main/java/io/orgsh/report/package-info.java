/**
 * What is told about an organization as a whole: the coverage matrix. Makes the figures; who shows
 * them, and how, is the shell's.
 */
@NullMarked
package io.orgsh.report;

import org.jspecify.annotations.NullMarked;
