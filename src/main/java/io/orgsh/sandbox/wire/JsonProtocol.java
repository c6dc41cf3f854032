package io.orgsh.sandbox.wire;

import io.orgsh.sandbox.service.AwsError;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON 1.0 and 1.1: the operation in {@code X-Amz-Target}, all else in the body. Whatever stands
 * before the target's last dot is not looked at, because the same service is known by two names.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">awsJson1_1</a>
 */
final class JsonProtocol implements Protocol {
  private final String messageMember;

  JsonProtocol(Table table) {
    this(table.text("message"));
  }

  JsonProtocol(String messageMember) {
    this.messageMember = messageMember.isEmpty() ? "message" : messageMember;
  }

  @Override
  public Family family() {
    return Family.JSON;
  }

  @Override
  public Asked read(HttpRequest request) throws AwsError {
    String target = request.header("x-amz-target");
    if (!request.method().equals("POST") || target.isEmpty()) {
      throw AwsError.of("UnknownOperationException", "The request names no operation.");
    }
    return new Asked(target.substring(target.lastIndexOf('.') + 1), Trees.object(request));
  }

  @Override
  public HttpReply write(Asked asked, ObjectNode reply, String requestId) {
    var tree = Trees.renamed(reply, UnaryOperator.identity(), Set.of(), Trees::seconds);
    return HttpReply.of(200, "application/x-amz-json-1.1", Trees.text(tree))
        .with("x-amzn-RequestId", requestId);
  }

  @Override
  public HttpReply refuse(AwsError error, String requestId) {
    ObjectNode body = Trees.NODES.objectNode();
    body.put("__type", error.code());
    body.put(messageMember, error.words());
    for (Map.Entry<String, String> member : error.members().entrySet()) {
      body.put(member.getKey(), member.getValue());
    }
    return HttpReply.of(error.status(), "application/x-amz-json-1.1", Trees.text(body))
        .with("x-amzn-RequestId", requestId);
  }
}
