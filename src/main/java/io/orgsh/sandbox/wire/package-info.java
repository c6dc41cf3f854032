/**
 * AWS's protocols: from HTTP to a request with the API's member names, and from a reply or an error
 * back to HTTP.
 */
@NullMarked
package io.orgsh.sandbox.wire;

import org.jspecify.annotations.NullMarked;
