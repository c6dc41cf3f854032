/**
 * The commands about where one is: who am I, which accounts and regions there are, go elsewhere.
 */
@NullMarked
package io.orgsh.shell.place;

import org.jspecify.annotations.NullMarked;
