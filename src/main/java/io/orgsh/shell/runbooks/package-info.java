/** The commands about runbooks as they are written: list, show, validate. */
@NullMarked
package io.orgsh.shell.runbooks;

import org.jspecify.annotations.NullMarked;
