package io.orgsh.sandbox.service;

import java.time.Instant;

/** What the other services ask of the emulated SNS. */
public interface Topics {

  /**
   * Publishes as a service does. As in AWS, nobody learns when nothing arrives.
   *
   * @param topic an ARN
   * @param service its principal: {@code events.amazonaws.com}
   * @return whether the topic is there and its policy lets the service publish
   */
  boolean publish(String topic, String service, String subject, String message, Instant at);
}
