import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A rollout (check, do, verify, journal) of one SNS topic in every member account and some regions,
 * beside a bare program that makes the same calls; and what people do today, a shell loop over the
 * AWS CLI, for a part of it.
 */
final class Rollout {
  private static final List<String> REGIONS =
      List.of(
          "ap-northeast-1",
          "us-east-1",
          "us-east-2",
          "us-west-1",
          "us-west-2",
          "ap-south-1",
          "ap-northeast-2",
          "ap-northeast-3",
          "ap-southeast-1",
          "ap-southeast-2",
          "ca-central-1",
          "eu-central-1",
          "eu-north-1",
          "eu-west-1",
          "eu-west-2",
          "eu-west-3",
          "sa-east-1");

  private final String orgsh;
  private final Bare program;
  private final int members;
  private final List<String> regions;
  private final int latency;
  private final int atOnce;

  private Rollout(String orgsh, Bare program, int members, int regions, int latency, int atOnce) {
    this.orgsh = orgsh;
    this.program = program;
    this.members = members;
    this.regions = REGIONS.subList(0, regions);
    this.latency = latency;
    this.atOnce = atOnce;
  }

  /** ROOT JDK ORGSH rollout|by-hand MEMBERS REGIONS LATENCY CONCURRENCY. */
  public static void main(String[] arguments) throws Exception {
    var rollout =
        new Rollout(
            arguments[2],
            Bare.compiled(Path.of(arguments[0]), Path.of(arguments[1]), "BareRollout"),
            Integer.parseInt(arguments[4]),
            Integer.parseInt(arguments[5]),
            Integer.parseInt(arguments[6]),
            Integer.parseInt(arguments[7]));
    rollout.measure(arguments[3].equals("by-hand"));
  }

  private void measure(boolean byHand) throws Exception {
    System.out.printf(
        "%d members x %d regions, %d ms latency, %d at once%n",
        members, regions.size(), latency, atOnce);
    // Management and audit come on top.
    try (Served sandbox = Served.of(orgsh, members + 2, 17)) {
      Path runbooks = Files.createDirectory(sandbox.folder().resolve("runbooks"));
      Files.writeString(runbooks.resolve("topic.yaml"), runbook());
      Path config = sandbox.folder().resolve("orgsh.yaml");
      Files.writeString(
          config,
          """
          accounts: {management: '111111111111', audit: '222222222222'}
          pace: {max-concurrency: %d}
          """
              .formatted(atOnce));
      Measured bare =
          sandbox.measured(
              "bare program, the same calls",
              latency,
              program.line(
                  sandbox.endpoint(), "" + atOnce, String.join(",", regions), "bare", "whole"),
              sandbox.client());
      // One account in a hundred is suspended.
      long targets = Long.parseLong(Files.readString(sandbox.folder().resolve("answer")).strip());
      Measured ours =
          sandbox.measured("orgsh start --yes", latency, line(sandbox, config, "ours"), Map.of());
      verified(sandbox, targets);
      System.out.printf(
          "wall %.2f x (bar 1.25), CPU %.2f x%n",
          ours.wall() / bare.wall(), ours.cpu() / bare.cpu());
      if (byHand) {
        byHand(sandbox, config, ours, targets);
      }
    }
  }

  /** Beside what people do today, and how many connections it takes. */
  private void byHand(Served sandbox, Path config, Measured ours, long targets) throws Exception {
    Measured writes =
        sandbox.measured(
            "bare program, role and write alone",
            latency,
            program.line(
                sandbox.endpoint(), "" + atOnce, String.join(",", regions), "writes", "writes"),
            sandbox.client());
    int some = Math.min(members, 10);
    Path accounts = sandbox.folder().resolve("accounts");
    Files.writeString(
        accounts,
        Served.said(
                sandbox.folder(),
                sandbox.orgsh("accounts", "--output", "csv").toArray(String[]::new))
            .lines()
            .filter(line -> line.contains("ACTIVE"))
            .map(line -> line.replaceAll(".*?([0-9]{12}).*", "$1"))
            .filter(id -> !id.equals("111111111111") && !id.equals("222222222222"))
            .limit(some)
            .collect(Collectors.joining("\n", "", "\n")));
    Measured loop =
        sandbox.measured(
            "shell loop over aws, " + some + " accounts",
            latency,
            List.of("sh", "-c", LOOP, "loop", accounts.toString(), String.join(" ", regions)),
            with(sandbox.client(), "ENDPOINT", sandbox.endpoint()));
    System.out.printf(
        "the loop takes %.1f s an account, orgsh %.3f s: %.0f x (it also checks and proves);"
            + " the role and the write alone %.3f s%n",
        loop.wall() / some,
        ours.wall() / members,
        loop.wall() / some / (ours.wall() / members),
        writes.wall() / members);
    try (var counting = new Counting(sandbox.port())) {
      List<String> line =
          Stream.concat(
                  Stream.of(
                      orgsh,
                      "--endpoint-url",
                      "http://127.0.0.1:" + counting.port(),
                      "--state",
                      sandbox.folder().resolve("counted").toString()),
                  rest(config, "counted").stream())
              .toList();
      Measured.of(line, sandbox.client(), sandbox.folder(), sandbox.folder().resolve("answer"));
      verified(sandbox, targets);
      System.out.printf(
          "connections opened in the same run: %d (bar: one per account, region and service, %d)%n",
          counting.opened(), targets + targets / regions.size());
    }
  }

  private List<String> line(Served sandbox, Path config, String topic) {
    List<String> line = sandbox.orgsh();
    line.addAll(rest(config, topic));
    return line;
  }

  private List<String> rest(Path config, String topic) {
    return List.of(
        "--runbooks",
        config.resolveSibling("runbooks").toString(),
        "--config",
        config.toString(),
        "start",
        "topic",
        "--yes",
        "--set",
        "topic=" + topic,
        "--set",
        "places=" + String.join(",", regions),
        "--output",
        "json");
  }

  private static void verified(Served sandbox, long targets) throws IOException {
    long verified =
        Files.readString(sandbox.folder().resolve("answer")).split("\"verified\"", -1).length - 1;
    if (verified < targets) {
      throw new IllegalStateException(verified + " of " + targets + " targets are verified");
    }
  }

  private static Map<String, String> with(Map<String, String> some, String name, String value) {
    var all = new java.util.HashMap<>(some);
    all.put(name, value);
    return all;
  }

  private static final String LOOP =
      """
      set -e
      key=$AWS_ACCESS_KEY_ID secret=$AWS_SECRET_ACCESS_KEY
      while read -r account; do
        given=$(AWS_ACCESS_KEY_ID=$key AWS_SECRET_ACCESS_KEY=$secret \\
          /usr/bin/aws --endpoint-url "$ENDPOINT" sts assume-role --role-session-name loop --output text \\
          --role-arn "arn:aws:iam::$account:role/OrganizationAccountAccessRole" \\
          --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]')
        set -- "$1" "$2" $given
        for region in $2; do
          AWS_ACCESS_KEY_ID=$3 AWS_SECRET_ACCESS_KEY=$4 AWS_SESSION_TOKEN=$5 \\
            /usr/bin/aws --endpoint-url "$ENDPOINT" --region "$region" sns create-topic --name loop >/dev/null
        done
      done <"$1"
      """;

  private String runbook() {
    return """
    runbook: topic
    title: {en: "A topic everywhere", ja: "全アカウントにトピックを作成する"}
    about: {en: "One write for each account and region.", ja: "アカウントとリージョンごとに1回書き込みます。"}
    parameters:
      topic: {type: text, default: bench, title: {en: "Topic", ja: "トピック名"}}
      places: {type: regions, default: ["ap-northeast-1"], title: {en: "Regions", ja: "リージョン"}}
    steps:
      - id: topic
        title: {en: "Make the topic", ja: "トピックを作成する"}
        why: {en: "To measure.", ja: "測定のためです。"}
        in: member
        regions: ${places}
        check:
          call: sns:GetTopicAttributes
          with: {TopicArn: "arn:aws:sns:${region}:${account.id}:${topic}"}
          holds: "Attributes.TopicArn"
          absent: [{error: NotFoundException}, {error: NotFound}]
        do:
          - call: sns:CreateTopic
            with: {Name: "${topic}"}
        undo:
          - call: sns:DeleteTopic
            with: {TopicArn: "arn:aws:sns:${region}:${account.id}:${topic}"}
    """;
  }
}
