/** The command {@code coverage}: where each service is on. */
@NullMarked
package io.orgsh.shell.coverage;

import org.jspecify.annotations.NullMarked;
