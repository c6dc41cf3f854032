/** The runbook: its model, its loader, and the validation that finds every mistake before a run. */
@NullMarked
package io.orgsh.runbook;

import org.jspecify.annotations.NullMarked;
