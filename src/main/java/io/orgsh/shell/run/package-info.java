/**
 * Runs, as an operator meets them: the questions and who answers them, what is seen while a run
 * works, and the commands that execute.
 */
@NullMarked
package io.orgsh.shell.run;

import org.jspecify.annotations.NullMarked;
