package io.orgsh.report;

import io.orgsh.problem.Language;
import io.orgsh.report.Evidence.Act;
import io.orgsh.report.Evidence.Answer;
import io.orgsh.report.Evidence.Deed;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Evidence as docs/schema/report.schema.json describes it. */
public final class EvidenceJson {
  private EvidenceJson() {}

  /** The document. */
  public static ObjectNode of(Evidence evidence, Language language) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("run", evidence.state().run().value());
    document.put("runbook", evidence.state().runbook().value());
    document.put("sha256", evidence.state().hash());
    document.put("organization", evidence.state().organization());
    document.put("state", evidence.state().standing().word());
    document.put("began", evidence.began().toString());
    document.put("last", evidence.state().last().toString());
    document.set("parameters", evidence.state().parameters().deepCopy());
    ArrayNode callers = document.putArray("callers");
    evidence.callers().forEach(callers::add);
    document.putObject("journal").put("lines", evidence.lines()).put("head", evidence.head());
    ArrayNode targets = document.putArray("targets");
    for (Evidence.OfTarget told : evidence.targets()) {
      ObjectNode target = targets.addObject();
      target.put("step", told.target().step().value());
      target.put("account", told.target().account().value());
      target.put("name", told.accountName());
      target.put("region", told.target().region().code());
      if (!told.target().item().isEmpty()) {
        target.put("item", told.target().item());
      }
      target.put("state", told.outcome());
      ArrayNode acts = target.putArray("acts");
      told.acts().forEach(act -> act(acts.addObject(), act, language));
    }
    return document;
  }

  private static void act(ObjectNode json, Act act, Language language) {
    json.put("at", act.at().toString()).put("caller", act.caller());
    switch (act.deed()) {
      case Deed.Request(var purpose, var call, var parameters, var answer) -> {
        json.put("kind", "request").put("purpose", purpose.word()).put("call", call);
        json.set("parameters", parameters.deepCopy());
        answer(json, answer);
      }
      case Deed.Proof(var word, var shown) -> {
        json.put("kind", "proof").put("word", word);
        json.set("evidence", shown.deepCopy());
      }
      case Deed.Note(var word, var words, var requestId) ->
          json.put("kind", "note")
              .put("word", word)
              .put("words", words.in(language))
              .put("requestId", requestId);
    }
  }

  private static void answer(ObjectNode json, Answer answer) {
    switch (answer) {
      case Answer.Done(var id) -> json.put("answer", "done").put("requestId", id);
      case Answer.AlreadySo(var code, var id) ->
          json.put("answer", "already-so").put("code", code).put("requestId", id);
      case Answer.Partly(var leftOut, var id) ->
          json.put("answer", "partly").put("message", leftOut).put("requestId", id);
      case Answer.Refused(var code, var message, var id) ->
          json.put("answer", "refused")
              .put("code", code)
              .put("message", message)
              .put("requestId", id);
      case Answer.Unseen() -> json.put("answer", "unseen").put("requestId", "");
    }
  }
}
