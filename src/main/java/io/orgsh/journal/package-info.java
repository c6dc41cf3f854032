/**
 * The journal of a run: an append-only log whose fold is the run's state, checkpoint and evidence
 * at once. Stores keep it; secrets never enter it.
 */
@NullMarked
package io.orgsh.journal;

import org.jspecify.annotations.NullMarked;
