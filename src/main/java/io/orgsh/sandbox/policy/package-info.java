/**
 * The IAM policy language as far as the sandbox needs it: reading a document as strictly as the
 * service that takes it, and deciding what it says about one request. Knows no service's state.
 */
@NullMarked
package io.orgsh.sandbox.policy;

import org.jspecify.annotations.NullMarked;
