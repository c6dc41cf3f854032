package io.orgsh.sandbox.service;

import tools.jackson.databind.node.ObjectNode;

/** What the other services tell the emulated EventBridge. */
public interface Events {

  /**
   * Puts an event on the default event bus of an account and region; its rules see it.
   *
   * @param event with {@code source}, {@code detail-type}, {@code resources} and {@code detail};
   *     the bus adds {@code version}, {@code id}, {@code time}, {@code account} and {@code region}
   */
  void publish(String account, String region, ObjectNode event);
}
