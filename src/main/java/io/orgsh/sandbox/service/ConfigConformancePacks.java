package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Organization conformance packs, from a template in the request. */
final class ConfigConformancePacks {
  private static final String KIND = "PACK";
  private static final int MOST_PACKS = 50;

  private final World world;
  private final ConfigOrganization organization;
  private final ConfigDeployments deployments;

  ConfigConformancePacks(
      World world, ConfigOrganization organization, ConfigDeployments deployments) {
    this.world = world;
    this.organization = organization;
    this.deployments = deployments;
  }

  void in(OperationTable operations) {
    operations
        .with("PutOrganizationConformancePack", this::put)
        .with("DescribeOrganizationConformancePacks", this::describe)
        .with("DescribeOrganizationConformancePackStatuses", this::statuses)
        .with("GetOrganizationConformancePackDetailedStatus", this::details)
        .with("DeleteOrganizationConformancePack", this::delete);
  }

  private ObjectNode put(ServiceRequest request) throws AwsError {
    organization.admit(request, ConfigOrganization.DEPLOYMENT);
    Asked asked = Asked.of(request);
    String name = asked.text("OrganizationConformancePackName");
    if (!name.matches("[a-zA-Z][-a-zA-Z0-9]{0,127}")) {
      throw ConfigErrors.validation("organizationConformancePackName", name);
    }
    String bucket = asked.text("DeliveryS3Bucket");
    if (!bucket.isEmpty() && !bucket.startsWith("awsconfigconforms")) {
      throw ConfigErrors.validation("deliveryS3Bucket", bucket);
    }
    // Where both are given, AWS takes the one in S3 without a word.
    if (asked.has("TemplateS3Uri")) {
      throw ConfigErrors.parameter(
          "The orgsh sandbox reads templates from TemplateBody only, not from TemplateS3Uri.");
    }
    if (!asked.has("TemplateBody")) {
      throw ConfigErrors.parameter("Either TemplateBody or TemplateS3Uri must be provided.");
    }
    if (deployments.named(request, KIND, name).isEmpty()
        && deployments.own(request, KIND).size() >= MOST_PACKS) {
      throw AwsError.of(
          "MaxNumberOfOrganizationConformancePacksExceededException",
          "You have reached the limit of the number of organization conformance packs you can"
              + " create in an organization.");
    }
    List<ConfigState.Wanted> wanted =
        ConformancePackTemplate.rules(asked.text("TemplateBody"), name + Place.of(request).key());
    organization.trust(request, ConfigOrganization.DEPLOYMENT);
    ConfigState.Deployment deployment = deployments.put(request, KIND, name, wanted);
    world.mutated("config:PutOrganizationConformancePack");
    return reply().put("OrganizationConformancePackArn", deployment.arn);
  }

  private List<ConfigState.Deployment> asked(ServiceRequest request) throws AwsError {
    organization.admit(request, ConfigOrganization.DEPLOYMENT);
    List<String> names = Asked.of(request).texts("OrganizationConformancePackNames");
    if (names.isEmpty()) {
      return deployments.own(request, KIND);
    }
    var asked = new ArrayList<ConfigState.Deployment>();
    for (String name : names) {
      asked.add(named(request, name));
    }
    return asked;
  }

  private ConfigState.Deployment named(ServiceRequest request, String name) throws AwsError {
    return deployments.named(request, KIND, name).orElseThrow(() -> unknown(name));
  }

  private static AwsError unknown(String name) {
    return AwsError.of(
        "NoSuchOrganizationConformancePackException",
        "The organization conformance pack '" + name + "' does not exist.");
  }

  private ObjectNode describe(ServiceRequest request) throws AwsError {
    List<ObjectNode> packs =
        asked(request).stream().map(ConfigConformancePacks::described).toList();
    return ConfigPages.page(request, "OrganizationConformancePacks", packs);
  }

  private static ObjectNode described(ConfigState.Deployment pack) {
    Asked put = Asked.of(pack.request);
    ObjectNode described =
        reply()
            .put("OrganizationConformancePackName", pack.name)
            .put("OrganizationConformancePackArn", pack.arn);
    if (put.has("DeliveryS3Bucket")) {
      described.put("DeliveryS3Bucket", put.text("DeliveryS3Bucket"));
      described.put("DeliveryS3KeyPrefix", put.text("DeliveryS3KeyPrefix"));
    }
    var inputs = described.putArray("ConformancePackInputParameters");
    put.parts("ConformancePackInputParameters").forEach(each -> inputs.add(each.copy()));
    var excluded = described.putArray("ExcludedAccounts");
    pack.excluded.forEach(excluded::add);
    described.set("LastUpdateTime", Timestamps.of(pack.started));
    return described;
  }

  private ObjectNode statuses(ServiceRequest request) throws AwsError {
    var statuses = new ArrayList<ObjectNode>();
    for (ConfigState.Deployment pack : asked(request)) {
      if (deployments.isVisible(pack, request.now())) {
        ObjectNode status =
            reply()
                .put("OrganizationConformancePackName", pack.name)
                .put("Status", deployments.status(pack));
        ConfigErrors.firstFailure(pack, status);
        status.set("LastUpdateTime", Timestamps.of(pack.started));
        statuses.add(status);
      } else if (!Asked.of(request).texts("OrganizationConformancePackNames").isEmpty()) {
        throw unknown(pack.name);
      }
    }
    return ConfigPages.page(request, "OrganizationConformancePackStatuses", statuses);
  }

  private ObjectNode details(ServiceRequest request) throws AwsError {
    organization.admit(request, ConfigOrganization.DEPLOYMENT);
    String name = Asked.of(request).text("OrganizationConformancePackName");
    ConfigState.Deployment pack = named(request, name);
    if (!deployments.isVisible(pack, request.now())) {
      throw unknown(name);
    }
    Asked filters = Asked.of(request).part("Filters");
    String ending = DerivedIds.suffix(8, KIND, name, Place.of(request).key());
    var details = new ArrayList<ObjectNode>();
    deployments
        .outcomes(pack)
        .forEach(
            (account, outcome) -> {
              if (filters.text("AccountId", account).equals(account)
                  && filters.text("Status", outcome.status).equals(outcome.status)) {
                ObjectNode detail =
                    reply()
                        .put("AccountId", account)
                        .put("ConformancePackName", "OrgConformsPack-" + name + "-" + ending)
                        .put("Status", outcome.status);
                details.add(deployments.described(outcome, detail));
              }
            });
    return ConfigPages.page(request, "OrganizationConformancePackDetailedStatuses", details);
  }

  private ObjectNode delete(ServiceRequest request) throws AwsError {
    organization.admit(request, ConfigOrganization.DEPLOYMENT);
    String name = Asked.of(request).text("OrganizationConformancePackName");
    deployments.delete(named(request, name), request.now());
    world.mutated("config:DeleteOrganizationConformancePack");
    return reply();
  }

  private static ObjectNode reply() {
    return JsonNodeFactory.instance.objectNode();
  }
}
