/** What a run would do, as a grid of steps, accounts and regions. */
@NullMarked
package io.orgsh.shell.plan;

import org.jspecify.annotations.NullMarked;
