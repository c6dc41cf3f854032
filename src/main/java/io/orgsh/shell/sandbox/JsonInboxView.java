package io.orgsh.shell.sandbox;

import io.orgsh.sandbox.SandboxControl.Letter;
import io.orgsh.shell.Json;
import io.orgsh.shell.Output;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Letters as docs/schema/inbox.schema.json describes them. */
record JsonInboxView(Output output) implements InboxView {
  @Override
  public void letters(List<Letter> letters) {
    ObjectNode answer = Json.object();
    ArrayNode list = answer.putArray("letters");
    for (Letter letter : letters) {
      list.addObject()
          .put("number", letter.number())
          .put("at", letter.at().toString())
          .put("from", letter.from())
          .put("to", letter.to())
          .put("subject", letter.subject())
          .put("text", letter.text())
          .put("link", letter.link())
          .put("followed", letter.followed());
    }
    output.answer(answer);
  }

  @Override
  public void letter(Letter letter) {
    letters(List.of(letter));
  }

  @Override
  public void followed(Letter letter) {
    letters(List.of(letter));
  }
}
