package io.orgsh.sandbox.service;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * One authenticated request.
 *
 * @param operation the API's name
 * @param parameters with the API's member names; an S3 object's bytes as text in {@code Body}
 * @param caller who signed it
 * @param region what it was signed for
 * @param now the world's time
 */
public record ServiceRequest(
    String operation, ObjectNode parameters, Caller caller, String region, Instant now) {}
