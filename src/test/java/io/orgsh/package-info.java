/** Tests of the whole: structure, format, the program. */
@NullMarked
package io.orgsh;

import org.jspecify.annotations.NullMarked;
