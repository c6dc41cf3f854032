/** The program: starts it, and wires every object by constructor. */
@NullMarked
package io.orgsh;

import org.jspecify.annotations.NullMarked;
