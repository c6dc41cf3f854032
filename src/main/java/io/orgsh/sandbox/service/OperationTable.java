package io.orgsh.sandbox.service;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/** A service's operations by name, so that what it lists and what it answers are one. */
final class OperationTable {

  /** One operation. */
  @FunctionalInterface
  interface Operation {
    ObjectNode answer(ServiceRequest request) throws AwsError;
  }

  private final Map<String, Operation> operations = new LinkedHashMap<>();

  /** Adds an operation; each name once. */
  OperationTable with(String name, Operation operation) {
    if (operations.put(name, operation) != null) {
      throw new IllegalStateException("twice: " + name);
    }
    return this;
  }

  Set<String> names() {
    return new TreeSet<>(operations.keySet());
  }

  /**
   * Answers one of the operations.
   *
   * @throws IllegalArgumentException for another one: nobody may ask for what {@link #names} lacks
   */
  ObjectNode answer(ServiceRequest request) throws AwsError {
    Operation operation = operations.get(request.operation());
    if (operation == null) {
      throw new IllegalArgumentException("no operation " + request.operation());
    }
    return operation.answer(request);
  }
}
