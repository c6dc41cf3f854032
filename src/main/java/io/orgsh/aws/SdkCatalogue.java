package io.orgsh.aws;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * What the SDK modules on the class path know. A question about a service reads that service only,
 * and only a question about parameters or a reply loads classes: those of the one operation.
 */
public final class SdkCatalogue implements Catalogue {
  private static final List<String> READS =
      List.of(
          "Get",
          "List",
          "Describe",
          "Head",
          "Lookup",
          "BatchGet",
          "Search",
          "Simulate",
          "Validate");

  private final Services services = Services.ON_CLASS_PATH;

  @Override
  public SortedSet<String> services() {
    return services.prefixes();
  }

  @Override
  public SortedSet<String> operations(String service) {
    return services
        .operations(service)
        .map(Operations::names)
        .orElseGet(() -> Collections.unmodifiableSortedSet(new TreeSet<>()));
  }

  @Override
  public boolean knows(OperationName operation) {
    return services.operation(operation).isPresent();
  }

  @Override
  public boolean readsOnly(OperationName operation) {
    return READS.stream().anyMatch(verb -> beginsWith(operation.operation(), verb));
  }

  @Override
  public List<ParameterMistake> check(
      OperationName operation, JsonNode parameters, Predicate<JsonNode> open) {
    return services
        .operation(operation)
        .map(known -> new ParameterCheck(open).check(known, parameters))
        .orElseGet(List::of);
  }

  @Override
  public boolean isIn(String service, Region region) {
    return services
        .regions(service)
        .filter(known -> known.stream().noneMatch(code -> code.endsWith("-global")))
        .filter(known -> !known.contains(region.code()))
        .isEmpty();
  }

  @Override
  public Set<String> replyMembers(OperationName operation) {
    return services
        .operation(operation)
        .map(
            known -> {
              Set<String> members = new LinkedHashSet<>(Members.of(known.newReply()).keySet());
              if (known.flow() == Operation.Flow.BODY_OUT) {
                members.add(Members.BODY);
              }
              return Collections.unmodifiableSet(members);
            })
        .orElseGet(Set::of);
  }

  @Override
  public String cli(Call call) {
    return services
        .operation(call.operation())
        .map(known -> CliText.of(known, call))
        .orElseThrow(
            () -> new IllegalArgumentException("AWS has no operation " + call.operation()));
  }

  @Override
  public List<String> iamActions(OperationName operation) {
    return IamActions.of(
        services
            .operation(operation)
            .map(known -> new OperationName(operation.service(), known.name()))
            .orElse(operation));
  }

  /** A verb and then another word: {@code GetUser}, not {@code Getaway}. */
  private static boolean beginsWith(String operation, String verb) {
    return operation.startsWith(verb)
        && (operation.length() == verb.length()
            || !Character.isLowerCase(operation.charAt(verb.length())));
  }
}
