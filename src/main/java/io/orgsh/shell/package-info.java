/**
 * Commands, prompts, completion, and the rendering of progress, tables and problems: the only
 * package that knows Spring Shell, JLine, colours and widths.
 */
@NullMarked
package io.orgsh.shell;

import org.jspecify.annotations.NullMarked;
