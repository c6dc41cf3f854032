package io.orgsh.runbook;

import io.orgsh.aws.Call;
import io.orgsh.aws.Catalogue;
import io.orgsh.aws.OperationName;
import io.orgsh.aws.Region;
import io.orgsh.problem.Nearest;
import io.orgsh.problem.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** A catalogue of the few operations that tests name, with their members. */
final class FakeCatalogue implements Catalogue {
  private record Model(Set<String> parameters, Set<String> reply) {}

  private final Map<OperationName, Model> models = new LinkedHashMap<>();

  FakeCatalogue() {
    operation("guardduty:ListOrganizationAdminAccounts", "MaxResults", "AdminAccounts NextToken");
    operation("guardduty:EnableOrganizationAdminAccount", "AdminAccountId", "");
    operation("guardduty:DisableOrganizationAdminAccount", "AdminAccountId", "");
    operation("guardduty:ListDetectors", "MaxResults", "DetectorIds NextToken");
    operation("guardduty:CreateDetector", "Enable Tags", "DetectorId UnprocessedDataSources");
    operation("guardduty:DeleteDetector", "DetectorId", "");
    operation("guardduty:CreateMembers", "DetectorId AccountDetails", "UnprocessedAccounts");
    operation("guardduty:DeleteMembers", "DetectorId AccountIds", "UnprocessedAccounts");
    operation("s3:HeadBucket", "Bucket ExpectedBucketOwner", "BucketRegion");
    operation("s3:CreateBucket", "Bucket CreateBucketConfiguration", "Location");
    operation("s3:DeleteBucket", "Bucket", "");
    operation("s3:ListObjectsV2", "Bucket Prefix MaxKeys", "Contents KeyCount");
    operation("s3:GetBucketPolicy", "Bucket", "Policy");
    operation("s3:PutBucketPolicy", "Bucket Policy", "");
    operation("s3:DeleteBucketPolicy", "Bucket", "");
  }

  private void operation(String name, String parameters, String reply) {
    models.put(OperationName.parse(name), new Model(words(parameters), words(reply)));
  }

  private static Set<String> words(String text) {
    return new TreeSet<>(Arrays.stream(text.split(" ")).filter(w -> !w.isEmpty()).toList());
  }

  @Override
  public SortedSet<String> services() {
    var services = new TreeSet<String>();
    models.keySet().forEach(name -> services.add(name.service()));
    return services;
  }

  @Override
  public SortedSet<String> operations(String service) {
    var operations = new TreeSet<String>();
    models.keySet().stream()
        .filter(name -> name.service().equals(service))
        .forEach(name -> operations.add(name.operation()));
    return operations;
  }

  @Override
  public boolean knows(OperationName operation) {
    return models.containsKey(operation);
  }

  @Override
  public boolean readsOnly(OperationName operation) {
    return operation.operation().matches("(Get|List|Describe|Head).*");
  }

  @Override
  public List<ParameterMistake> check(
      OperationName operation, JsonNode parameters, Predicate<JsonNode> open) {
    var mistakes = new ArrayList<ParameterMistake>();
    Set<String> known = model(operation).parameters();
    for (String name : parameters.propertyNames()) {
      if (!known.contains(name)) {
        Text none = Text.of("no parameter " + name + ".", name + " というパラメーターはありません。");
        Text near = Nearest.question(name, known, none);
        mistakes.add(
            new ParameterMistake(
                "/" + name,
                near.equals(none)
                    ? none
                    : new Text(none.en() + " " + near.en(), none.ja() + near.ja())));
      } else if (parameters.path(name).isContainer() && name.equals("Bucket")) {
        mistakes.add(
            new ParameterMistake("/" + name, Text.of("Bucket is a text", "Bucket は文字列です")));
      }
    }
    return mistakes;
  }

  @Override
  public Set<String> replyMembers(OperationName operation) {
    return model(operation).reply();
  }

  @Override
  public boolean isIn(String service, Region region) {
    throw new UnsupportedOperationException("a loader does not ask for regions");
  }

  @Override
  public String cli(Call call) {
    throw new UnsupportedOperationException("a loader does not ask for the CLI");
  }

  @Override
  public List<String> iamActions(OperationName operation) {
    throw new UnsupportedOperationException("a loader does not ask for IAM actions");
  }

  private Model model(OperationName operation) {
    Model model = models.get(operation);
    if (model == null) {
      throw new AssertionError("FakeCatalogue: no model of " + operation);
    }
    return model;
  }
}
