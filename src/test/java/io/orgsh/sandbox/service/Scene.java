package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The series' organization in memory, with IAM, S3 and CloudTrail: management 1, audit 2, system01
 * 3. Its clock is turned by the test.
 */
final class Scene implements World {
  static final String MANAGEMENT = "111111111111";
  static final String AUDIT = "222222222222";
  static final String SYSTEM = "333333333333";
  static final String ORG = "o-exampleorgid";
  static final String HOME = "ap-northeast-1";
  static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<String, Object> states = new HashMap<>();
  private Instant now = Instant.parse("2026-11-25T03:00:00Z");

  final List<String> mutations = new ArrayList<>();
  final IamService iam = new IamService(this);
  final S3Service s3 = new S3Service(this, iam);
  final CloudTrailService cloudTrail = new CloudTrailService(this, s3, iam);

  Scene() {
    OrganizationState organization = organization();
    organization.id = ORG;
    organization.management = MANAGEMENT;
    for (String account : List.of(MANAGEMENT, AUDIT, SYSTEM)) {
      var entry = new OrganizationState.Entry();
      entry.joinedMethod = account.equals(MANAGEMENT) ? "INVITED" : "CREATED";
      entry.regions = new TreeMap<>();
      for (String region : List.of("us-east-1", HOME, "us-west-2")) {
        entry.regions.put(region, "ENABLED_BY_DEFAULT");
      }
      entry.regions.put("af-south-1", "DISABLED");
      organization.accounts.put(account, entry);
    }
  }

  OrganizationState organization() {
    return state("organizations", OrganizationState.class, OrganizationState::new);
  }

  static Caller admin(String account) {
    return new Caller(account, "arn:aws:iam::" + account + ":user/admin", "AIDA" + account, "");
  }

  static Caller session(String account, String role) {
    return new Caller(
        account,
        "arn:aws:sts::" + account + ":assumed-role/" + role + "/test",
        "AROA" + account + ":test",
        role);
  }

  /** A request in the home region, with parameters in JSON where ' stands for ". */
  ObjectNode ask(Service service, Caller caller, String operation, String parameters)
      throws AwsError {
    return ask(service, caller, HOME, operation, parameters);
  }

  ObjectNode ask(Service service, Caller caller, String region, String operation, String parameters)
      throws AwsError {
    ObjectNode node = (ObjectNode) JSON.readTree(parameters.replace('\'', '"'));
    s3.advance(now);
    cloudTrail.advance(now);
    return service.answer(new ServiceRequest(operation, node, caller, region, now));
  }

  /** The code of the error that a request is refused with; empty when it is not refused. */
  String code(Service service, Caller caller, String operation, String parameters) {
    return code(service, caller, HOME, operation, parameters);
  }

  String code(Service service, Caller caller, String region, String operation, String parameters) {
    try {
      ask(service, caller, region, operation, parameters);
      return "";
    } catch (AwsError e) {
      return e.code();
    }
  }

  /** Puts a bucket policy, in JSON where ' stands for ". */
  ObjectNode putPolicy(Caller caller, String bucket, String policy) throws AwsError {
    ObjectNode parameters = JSON.createObjectNode().put("Bucket", bucket);
    parameters.put("Policy", policy.replace('\'', '"'));
    return s3.answer(new ServiceRequest("PutBucketPolicy", parameters, caller, HOME, now));
  }

  /** A new bucket of an account in the home region. */
  void bucket(String account, String name) throws AwsError {
    ask(
        s3,
        admin(account),
        "CreateBucket",
        "{'Bucket': '%s', 'CreateBucketConfiguration': {'LocationConstraint': '%s'}}"
            .formatted(name, HOME));
  }

  void leap(Duration duration) {
    now = now.plus(duration);
  }

  String json() {
    return JSON.writeValueAsString(new TreeMap<>(states));
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public <T> T state(String name, Class<T> type, Supplier<T> first) {
    return type.cast(states.computeIfAbsent(name, _ -> first.get()));
  }

  @Override
  public void mutated(String operation) {
    mutations.add(operation);
  }

  @Override
  public void touched() {}
}
