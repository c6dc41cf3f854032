package io.orgsh.sandbox.service;

import io.orgsh.sandbox.policy.PolicyDocument;
import io.orgsh.sandbox.policy.PolicyFault;
import io.orgsh.sandbox.policy.PolicyKind;
import io.orgsh.sandbox.policy.PolicyReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The policies that AWS manages, as far as the sandbox knows them, by ARN. */
final class ManagedPolicies {
  private final SortedMap<String, PolicyDocument> documents = new TreeMap<>();

  ManagedPolicies() {
    try (InputStream file = ManagedPolicies.class.getResourceAsStream("managed-policies.json")) {
      if (file == null) {
        throw new IllegalStateException("managed-policies.json is missing");
      }
      for (var policy : JsonMapper.builder().build().readTree(file).properties()) {
        documents.put("arn:aws:iam::aws:policy/" + policy.getKey(), read(policy.getValue()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Optional<PolicyDocument> find(String arn) {
    return Optional.ofNullable(documents.get(arn));
  }

  private static PolicyDocument read(JsonNode document) {
    try {
      return PolicyReader.read(document.toString(), PolicyKind.IDENTITY);
    } catch (PolicyFault e) {
      throw new IllegalStateException("managed-policies.json: " + e.words(), e);
    }
  }
}
