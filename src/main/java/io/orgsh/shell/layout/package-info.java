/**
 * Characters on a screen: how wide a text is, where it may be broken, how lines are laid out. Knows
 * nothing of runs and commands.
 */
@NullMarked
package io.orgsh.shell.layout;

import org.jspecify.annotations.NullMarked;
