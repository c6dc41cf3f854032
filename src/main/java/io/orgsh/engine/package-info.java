/**
 * The engine: plans, asks, acts, verifies, undoes and resumes. Knows no terminal, no HTTP and no
 * file; no name of an AWS service occurs in it.
 */
@NullMarked
package io.orgsh.engine;

import org.jspecify.annotations.NullMarked;
