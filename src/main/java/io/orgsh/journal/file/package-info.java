/** Journals in a folder: one file per run, JSON Lines. */
@NullMarked
package io.orgsh.journal.file;

import org.jspecify.annotations.NullMarked;
