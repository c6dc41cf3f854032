package io.orgsh.aws;

import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The operations of one service, read from its client's class file. A method's name is the API's
 * name of the operation, its request class's name the SDK's spelling of it.
 */
final class Operations {
  private static final String REQUEST = "Request";
  private static final String BODY_IN = "RequestBody";
  private static final String BODY_OUT = "ResponseTransformer";

  private final SortedSet<String> names;
  private final Map<String, Operation> bySpelling;

  private Operations(SortedSet<String> names, Map<String, Operation> bySpelling) {
    this.names = Collections.unmodifiableSortedSet(names);
    this.bySpelling = Map.copyOf(bySpelling);
  }

  static Operations of(Service service, ClassModel client) {
    var names = new TreeSet<String>();
    var bySpelling = new HashMap<String, Operation>();
    for (MethodModel method : client.methods()) {
      operation(service, method)
          .ifPresent(
              operation -> {
                names.add(operation.name());
                bySpelling.put(operation.name(), operation);
                bySpelling.putIfAbsent(operation.sdkName(), operation);
              });
    }
    return new Operations(names, bySpelling);
  }

  /** By the API's spelling, sorted. */
  SortedSet<String> names() {
    return names;
  }

  /** By the API's or the SDK's spelling. */
  Optional<Operation> find(String name) {
    return Optional.ofNullable(bySpelling.get(name));
  }

  /** The operation that a method sends; none for a variant of it, a paginator or a waiter. */
  private static Optional<Operation> operation(Service service, MethodModel method) {
    MethodTypeDesc type = method.methodTypeSymbol();
    List<String> takes = type.parameterList().stream().map(ClassDesc::displayName).toList();
    if (takes.isEmpty() || !takes.getFirst().endsWith(REQUEST)) {
      return Optional.empty();
    }
    String sdkName = takes.getFirst().substring(0, takes.getFirst().length() - REQUEST.length());
    String name = method.methodName().stringValue();
    return flow(takes, type.returnType().displayName().equals(sdkName + "Response"))
        .map(
            flow ->
                new Operation(
                    service,
                    Character.toUpperCase(name.charAt(0)) + name.substring(1),
                    sdkName,
                    flow));
  }

  private static Optional<Operation.Flow> flow(List<String> takes, boolean answersReply) {
    return switch (takes.size()) {
      case 1 -> answersReply ? Optional.of(Operation.Flow.PLAIN) : Optional.empty();
      case 2 ->
          takes.getLast().equals(BODY_OUT)
              ? Optional.of(Operation.Flow.BODY_OUT)
              : answersReply && takes.getLast().equals(BODY_IN)
                  ? Optional.of(Operation.Flow.BODY_IN)
                  : Optional.empty();
      default -> Optional.empty();
    };
  }
}
