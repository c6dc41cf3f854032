/**
 * The organization: accounts and their roles, regions, how to get credentials, and the guard that
 * knows who is calling.
 */
@NullMarked
package io.orgsh.org;

import org.jspecify.annotations.NullMarked;
