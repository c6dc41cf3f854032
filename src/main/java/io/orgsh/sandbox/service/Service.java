package io.orgsh.sandbox.service;

import java.time.Instant;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** An emulated AWS service. */
public interface Service {

  /** The name that requests are signed for: {@code cloudtrail}. */
  String name();

  /** The operations it emulates, by the API's names. */
  Set<String> operations();

  /**
   * Does one operation, holding the world's lock.
   *
   * @return the reply with the API's member names; instants as {@link Timestamps#of} writes them
   * @throws AwsError what AWS would answer instead
   */
  ObjectNode answer(ServiceRequest request) throws AwsError;

  /**
   * What an operation acts on, for the policies of a role's session.
   *
   * @return an ARN; {@code *} where the operation names no resource
   */
  default String resource(ServiceRequest request) {
    return "*";
  }

  /**
   * Whether the service itself holds a role's session to the role's policies, because policies of
   * its own resources and conditions of its own take part. Of the others the server asks {@link
   * Roles#allows} beforehand.
   */
  default boolean authorizes() {
    return false;
  }

  /**
   * Lets happen what happens by itself until now: a delivery, the end of a waiting. Called before
   * each request with the world's lock held, in the order in which the services were registered.
   * Calls {@code World.touched()} if anything changed.
   */
  default void advance(Instant now) {}

  /**
   * Takes out of a copy of its state what callers cannot see, and what AWS itself would keep where
   * a caller undoes what he did: {@code SandboxControl.world()} compares only the rest.
   *
   * @param state what is under {@link #name} in the world, as JSON
   */
  default void forgetTraces(ObjectNode state) {}
}
