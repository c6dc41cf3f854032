/**
 * Any AWS operation by name over the AWS SDK, from JSON to JSON; the only package that knows the
 * SDK. Holds AWS's own identifiers (account id, region) because every package above speaks of them.
 */
@NullMarked
package io.orgsh.aws;

import org.jspecify.annotations.NullMarked;
