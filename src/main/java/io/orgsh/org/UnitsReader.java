package io.orgsh.org;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.AwsCalls;
import io.orgsh.aws.Region;
import io.orgsh.org.Units.Unit;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the tree of organizational units; only management and delegated administrators may. */
public final class UnitsReader {
  private final Inquiry inquiry;

  /** Asks nothing yet. */
  public UnitsReader(AwsCalls aws, Region home) {
    this.inquiry = new Inquiry(aws, home);
  }

  /**
   * Reads all units and the accounts in them.
   *
   * @throws ProblemException if AWS does not let this session read them
   */
  public Units read(Session session) {
    var units = new ArrayList<Unit>();
    var homes = new HashMap<AccountId, Unit>();
    var open = new ArrayDeque<Unit>();
    for (JsonNode root : list(session, "ListRoots", "Roots", Inquiry.parameters())) {
      open.add(new Unit(id(root), name(root), "/"));
    }
    while (!open.isEmpty()) {
      Unit unit = open.remove();
      units.add(unit);
      ObjectNode within = Inquiry.parameters().put("ParentId", unit.id());
      for (JsonNode account : list(session, "ListAccountsForParent", "Accounts", within)) {
        homes.put(new AccountId(id(account)), unit);
      }
      for (JsonNode child :
          list(session, "ListOrganizationalUnitsForParent", "OrganizationalUnits", within)) {
        String above = unit.path().equals("/") ? "" : unit.path();
        open.add(new Unit(id(child), name(child), above + "/" + name(child)));
      }
    }
    return new Units(units, homes);
  }

  private List<JsonNode> list(
      Session session, String operation, String member, ObjectNode parameters) {
    return switch (inquiry.ask(
        "organizations:" + operation, parameters, session.credentials(), session.source())) {
      case Inquiry.Answer.Said said -> said.body().path(member).valueStream().toList();
      case Inquiry.Answer.Refused refused -> throw failed(refused.problem());
      case Inquiry.Answer.Expired expired -> throw failed(expired.problem());
      case Inquiry.Answer.Unheard unheard -> throw failed(unheard.problem());
    };
  }

  private static ProblemException failed(Problem problem) {
    return new ProblemException(problem);
  }

  private static String id(JsonNode node) {
    return node.path("Id").asString("");
  }

  private static String name(JsonNode node) {
    return node.path("Name").asString("");
  }
}
