/** The commands about documents: list, render, lint, compare with what is live. */
@NullMarked
package io.orgsh.shell.documents;

import org.jspecify.annotations.NullMarked;
