package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * AWS Account Management: the regions of an account.
 *
 * @see <a href="https://docs.aws.amazon.com/accounts/latest/reference/API_Operations.html">Account
 *     Management API</a>
 */
public final class AccountService implements Service {
  private static final Duration SWITCHING = Duration.ofMinutes(10);
  private static final int LARGEST_PAGE = 50;

  private final World world;

  /** Account Management over a world. */
  public AccountService(World world) {
    this.world = world;
  }

  @Override
  public String name() {
    return "account";
  }

  @Override
  public Set<String> operations() {
    return Set.of("ListRegions", "GetRegionOptStatus", "EnableRegion", "DisableRegion");
  }

  @Override
  public void advance(Instant now) {
    var over =
        state().changing.entrySet().stream()
            .filter(change -> !now.isBefore(change.getValue()))
            .map(change -> change.getKey())
            .toList();
    for (String change : over) {
      String[] parts = change.split(" ", 2);
      organization()
          .account(parts[0])
          .regions
          .computeIfPresent(
              parts[1], (_, status) -> status.equals("ENABLING") ? "ENABLED" : "DISABLED");
      state().changing.remove(change);
      world.touched();
    }
  }

  @Override
  public ObjectNode answer(ServiceRequest request) throws AwsError {
    String account = account(request);
    SortedMap<String, String> regions = organization().account(account).regions;
    return switch (request.operation()) {
      case "ListRegions" -> list(request, regions);
      case "GetRegionOptStatus" -> {
        String region = region(request, regions);
        yield region(region, regions.getOrDefault(region, ""));
      }
      case "EnableRegion" -> change(request, account, regions, "DISABLED", "ENABLING");
      case "DisableRegion" -> change(request, account, regions, "ENABLED", "DISABLING");
      default -> throw new IllegalArgumentException(request.operation());
    };
  }

  private ObjectNode list(ServiceRequest request, SortedMap<String, String> regions)
      throws AwsError {
    var wanted = new TreeSet<String>();
    for (JsonNode status : request.parameters().path("RegionOptStatusContains")) {
      wanted.add(status.asString());
    }
    List<String> all =
        regions.keySet().stream()
            .filter(region -> wanted.isEmpty() || wanted.contains(regions.get(region)))
            .toList();
    int size = request.parameters().path("MaxResults").asInt(LARGEST_PAGE);
    String token = request.parameters().path("NextToken").asString("0");
    if (size < 1 || size > LARGEST_PAGE || !token.matches("[0-9]{1,4}")) {
      throw validation("1 validation error detected: MaxResults or NextToken is not valid");
    }
    int from = Math.min(all.size(), Integer.parseInt(token));
    int to = Math.min(all.size(), from + size);
    ObjectNode reply = object();
    ArrayNode list = reply.putArray("Regions");
    all.subList(from, to)
        .forEach(region -> list.add(region(region, regions.getOrDefault(region, ""))));
    if (to < all.size()) {
      reply.put("NextToken", String.valueOf(to));
    }
    return reply;
  }

  private ObjectNode change(
      ServiceRequest request,
      String account,
      SortedMap<String, String> regions,
      String from,
      String to)
      throws AwsError {
    String region = region(request, regions);
    String status = regions.getOrDefault(region, "");
    if (status.equals("ENABLED_BY_DEFAULT") && to.equals("DISABLING")) {
      throw validation("The region " + region + " is enabled by default and cannot be disabled.");
    }
    if (status.endsWith("ING") && !status.equals(to)) {
      throw AwsError.of(
          "ConflictException",
          409,
          "The request could not be processed because the region is " + status + ".");
    }
    if (status.equals(from)) {
      regions.put(region, to);
      state().changing.put(account + " " + region, request.now().plus(SWITCHING));
      world.mutated("account:" + request.operation());
    }
    return object();
  }

  /** Whose regions: the caller's, or a member's, which only management and its delegate may ask. */
  private String account(ServiceRequest request) throws AwsError {
    OrganizationState organization = organization();
    String caller = request.caller().account();
    String account = request.parameters().path("AccountId").asString("");
    if (account.isEmpty()) {
      return caller;
    }
    boolean may =
        organization.trusts("account.amazonaws.com")
            && (organization.isManagement(caller)
                || organization.isAdministrator(caller, "account.amazonaws.com"));
    if (!may || !organization.has(account) || organization.isManagement(account)) {
      throw AwsError.of(
          "AccessDeniedException",
          403,
          "User: "
              + request.caller().arn()
              + " is not authorized to perform: account:"
              + request.operation()
              + " (Your organization must first enable trusted access with AWS Account"
              + " Management, and the caller must be the management account or a delegated admin"
              + " account for account "
              + account
              + ".)");
    }
    return account;
  }

  private static String region(ServiceRequest request, SortedMap<String, String> regions)
      throws AwsError {
    String region = request.parameters().path("RegionName").asString("");
    if (!regions.containsKey(region)) {
      throw validation("The region name " + region + " is not valid.");
    }
    return region;
  }

  private static ObjectNode region(String region, String status) {
    return object().put("RegionName", region).put("RegionOptStatus", status);
  }

  private static AwsError validation(String message) {
    return AwsError.of("ValidationException", message);
  }

  private AccountState state() {
    return world.state("account", AccountState.class, AccountState::new);
  }

  private OrganizationState organization() {
    return world.state("organizations", OrganizationState.class, OrganizationState::new);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
