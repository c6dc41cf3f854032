package io.orgsh.sandbox.wire;

import io.orgsh.sandbox.service.AwsError;
import tools.jackson.databind.node.ObjectNode;

/** One of AWS's protocols, as one service speaks it. */
public sealed interface Protocol
    permits JsonProtocol, QueryProtocol, RestJsonProtocol, RestXmlProtocol {

  /**
   * What a request asks for.
   *
   * @param operation the API's name
   * @param parameters with the API's member names
   */
  record Asked(String operation, ObjectNode parameters) {}

  /** Which kind of client reads the errors. */
  Family family();

  /**
   * Reads a request.
   *
   * @throws AwsError when it cannot be read, or names no operation that this protocol knows
   */
  Asked read(HttpRequest request) throws AwsError;

  /** Writes a reply. */
  HttpReply write(Asked asked, ObjectNode reply, String requestId);

  /** Writes an error. */
  HttpReply refuse(AwsError error, String requestId);
}
