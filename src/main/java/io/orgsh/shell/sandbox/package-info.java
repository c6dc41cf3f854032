/** The commands about the sandbox: serve it to other AWS clients, look at it, reset it. */
@NullMarked
package io.orgsh.shell.sandbox;

import org.jspecify.annotations.NullMarked;
