package io.orgsh.shell.coverage;

import io.orgsh.engine.Survey.Places;
import io.orgsh.org.Account;
import io.orgsh.report.Coverage;
import io.orgsh.shell.Json;
import io.orgsh.shell.Output;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Coverage as docs/schema/coverage.schema.json describes it. */
final class JsonCoverageView implements CoverageView {
  private final Output output;

  JsonCoverageView(Output output) {
    this.output = output;
  }

  @Override
  public void coverage(Shown shown) {
    Coverage coverage = shown.coverage();
    ObjectNode document = Json.object();
    document.put("organization", shown.organization().id());
    ObjectNode summary = document.putObject("summary");
    for (Coverage.State state : Coverage.State.values()) {
      summary.put(state.word(), coverage.all().filter(cell -> cell.state() == state).count());
    }
    ArrayNode accounts = document.putArray("accounts");
    for (Account account : coverage.accounts()) {
      ObjectNode one = accounts.addObject();
      one.put("account", account.id().value());
      one.put("name", account.name());
      one.put("role", shown.organization().roleOf(account.id()).word());
      one.put("state", account.state());
      if (shown.units().isPresent()) {
        one.put("ou", shown.unit(account));
      }
    }
    ArrayNode services = document.putArray("services");
    for (Coverage.Service service : coverage.services()) {
      services.add(service(service));
    }
    output.answer(document);
  }

  private ObjectNode service(Coverage.Service service) {
    ObjectNode document = Json.object();
    document.put("service", service.name().value());
    document.put("title", output.words(service.title()));
    document.put("byRegion", service.places() == Places.BY_REGION);
    ArrayNode cells = document.putArray("cells");
    for (Coverage.Cell cell : service.cells()) {
      cells
          .addObject()
          .put("account", cell.account().value())
          .put("region", cell.region().code())
          .put("state", cell.state().word())
          .put("reason", output.words(cell.reason()));
    }
    return document;
  }
}
