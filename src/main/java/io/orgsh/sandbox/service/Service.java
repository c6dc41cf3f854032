package io.orgsh.sandbox.service;

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
   * @return the reply with the API's member names; instants as {@code Timestamps.of} writes them
   * @throws AwsError what AWS would answer instead
   */
  ObjectNode answer(ServiceRequest request) throws AwsError;
}
