/** Feeds readers what nobody would write. */
@NullMarked
package io.orgsh.fuzz;

import org.jspecify.annotations.NullMarked;
