/** Looking back: which runs there are, how far they came, what happened in them and why. */
@NullMarked
package io.orgsh.shell.history;

import org.jspecify.annotations.NullMarked;
