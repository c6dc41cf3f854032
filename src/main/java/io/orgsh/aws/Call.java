package io.orgsh.aws;

import tools.jackson.databind.node.ObjectNode;

/**
 * One call of an AWS operation.
 *
 * @param operation its name; MUST be in the {@link Catalogue}
 * @param parameters with the API's own member names
 * @param region where it is sent and signed; a global service goes to its own region whatever this
 *     says
 * @param safety whether it may be sent again by itself
 */
public record Call(OperationName operation, ObjectNode parameters, Region region, Safety safety) {

  /** Whether a call may be sent again without anybody looking. */
  public enum Safety {
    /** Changes nothing: any passing fault is retried. */
    READ,
    /**
     * Changes something: retried only when AWS said that it did not act (a throttle). A lost reply
     * or a 5xx is answered as what it is, since AWS may have acted.
     */
    WRITE,
    /**
     * Changes something, but sent twice it does no more than once, because its condition fails the
     * second time and the caller then looks: any passing fault is retried.
     */
    CONDITIONAL_WRITE
  }
}
