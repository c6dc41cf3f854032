package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** CloudTrail's operations on what a trail records, and on its tags. */
final class TrailSelectors {
  private final World world;
  private final TrailBook trails;

  TrailSelectors(World world, TrailBook trails) {
    this.world = world;
    this.trails = trails;
  }

  OperationTable into(OperationTable table) {
    return table
        .with("PutEventSelectors", this::put)
        .with("GetEventSelectors", this::get)
        .with("AddTags", this::addTags)
        .with("RemoveTags", this::removeTags)
        .with("ListTags", this::listTags);
  }

  private ObjectNode put(ServiceRequest request) throws AwsError {
    Asked asked = Asked.of(request);
    CloudTrailState.Trail trail = trails.forChange(request, asked.text("TrailName"));
    CloudTrailRules.selectors(asked);
    ArrayNode given = copy(asked.parts("EventSelectors"));
    ArrayNode selectors = given.equals(standard()) ? array() : given;
    ArrayNode advanced = copy(asked.parts("AdvancedEventSelectors"));
    if (!trail.selectors.equals(selectors) || !trail.advancedSelectors.equals(advanced)) {
      trail.selectors = selectors;
      trail.advancedSelectors = advanced;
      world.mutated("cloudtrail:PutEventSelectors");
    }
    return describe(trail);
  }

  private ObjectNode get(ServiceRequest request) throws AwsError {
    return describe(trails.find(request, Asked.of(request).text("TrailName")));
  }

  private static ObjectNode describe(CloudTrailState.Trail trail) {
    ObjectNode reply = JsonNodeFactory.instance.objectNode().put("TrailARN", trail.arn);
    if (!trail.advancedSelectors.isEmpty()) {
      return reply.set("AdvancedEventSelectors", trail.advancedSelectors.deepCopy());
    }
    return reply.set(
        "EventSelectors", trail.selectors.isEmpty() ? standard() : trail.selectors.deepCopy());
  }

  /** What a trail records unless told otherwise: all management events. */
  private static ArrayNode standard() {
    ArrayNode selectors = array();
    ObjectNode selector =
        selectors.addObject().put("ReadWriteType", "All").put("IncludeManagementEvents", true);
    selector.putArray("DataResources");
    selector.putArray("ExcludeManagementEventSources");
    return selectors;
  }

  private static ArrayNode copy(List<Asked> parts) {
    ArrayNode copy = array();
    parts.forEach(part -> copy.add(part.copy()));
    return copy;
  }

  private ObjectNode addTags(ServiceRequest request) throws AwsError {
    Asked asked = Asked.of(request);
    CloudTrailState.Trail trail = tagged(request);
    List<Asked> tags = asked.parts("TagsList");
    SortedMap<String, String> all = new TreeMap<>(trail.tags);
    CloudTrailRules.tags(tags, 0);
    tags.forEach(tag -> all.put(tag.text("Key"), tag.text("Value")));
    CloudTrailRules.tags(List.of(), all.size());
    return replaceTags(request, trail, all);
  }

  private ObjectNode removeTags(ServiceRequest request) throws AwsError {
    CloudTrailState.Trail trail = tagged(request);
    SortedMap<String, String> left = new TreeMap<>(trail.tags);
    Asked.of(request).parts("TagsList").forEach(tag -> left.remove(tag.text("Key")));
    return replaceTags(request, trail, left);
  }

  private ObjectNode replaceTags(
      ServiceRequest request, CloudTrailState.Trail trail, SortedMap<String, String> tags) {
    if (!trail.tags.equals(tags)) {
      trail.tags = tags;
      world.mutated("cloudtrail:" + request.operation());
    }
    return JsonNodeFactory.instance.objectNode();
  }

  /** Tags want the whole ARN. */
  private CloudTrailState.Trail tagged(ServiceRequest request) throws AwsError {
    String arn = Asked.of(request).text("ResourceId");
    CloudTrailRules.arn(arn);
    return trails.forChange(request, arn);
  }

  private ObjectNode listTags(ServiceRequest request) throws AwsError {
    ObjectNode reply = JsonNodeFactory.instance.objectNode();
    ArrayNode resources = reply.putArray("ResourceTagList");
    for (String arn : Asked.of(request).texts("ResourceIdList")) {
      CloudTrailRules.arn(arn);
      CloudTrailState.Trail trail = trails.find(request, arn);
      ObjectNode resource = resources.addObject().put("ResourceId", arn);
      ArrayNode tags = resource.putArray("TagsList");
      trail.tags.forEach((key, value) -> tags.addObject().put("Key", key).put("Value", value));
    }
    return reply;
  }

  private static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }
}
