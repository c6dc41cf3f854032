package io.orgsh.org;

import io.orgsh.aws.Region;
import io.orgsh.problem.Language;
import io.orgsh.problem.Text;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Turns the nodes of orgsh.yaml into a {@link Configuration} and notes every mistake. */
final class ConfigurationReading {
  // The forms that Systems Manager takes for MaxConcurrency and MaxErrors.
  private static final Pattern STATE =
      Pattern.compile("s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/.*)?|(?!.*://).*");

  private final ConfigurationMistakes mistakes;
  private final ConfigurationNodes nodes;

  ConfigurationReading(ConfigurationMistakes mistakes) {
    this.mistakes = mistakes;
    this.nodes = new ConfigurationNodes(mistakes);
  }

  /** What the file says; only right when no mistake was noted. */
  Configuration configuration(Path file, Optional<Node> root) {
    Map<String, Node> keys =
        root.map(node -> nodes.values(node, ConfigurationKeys.FILE)).orElse(Map.of());
    Configuration none = Configuration.none();
    var accounts = new AccountsReading(mistakes, nodes);
    Optional.ofNullable(keys.get("accounts")).ifPresent(accounts::accounts);
    WayIn.AssumedRole members =
        Optional.ofNullable(keys.get("members")).map(accounts::members).orElse(none.members());
    return new Configuration(
        Optional.of(file),
        accounts.roles(),
        accounts.ways(),
        members,
        Optional.ofNullable(keys.get("home-region")).flatMap(this::region),
        Optional.ofNullable(keys.get("regions")).map(this::regions).orElse(none.regions()),
        Optional.ofNullable(keys.get("language")).flatMap(this::language),
        Optional.ofNullable(keys.get("state")).map(this::state).orElse(none.state()),
        Optional.ofNullable(keys.get("pace")).map(this::pace).orElse(none.pace()));
  }

  private Configuration.Regions regions(Node node) {
    Optional<List<Node>> list = nodes.list(node);
    if (list.isEmpty()) {
      nodes
          .text(node)
          .filter(word -> !word.equals("enabled"))
          .ifPresent(
              word ->
                  mistakes.wrongWord(
                      node, word, List.of("enabled"), Text.of("a list of regions", "リージョンのリスト")));
      return new Configuration.Regions.Enabled();
    }
    if (list.get().isEmpty()) {
      mistakes.missing(
          node,
          Text.of(
              "The list is empty, so runbooks would do nothing. Expected: regions, or \"enabled\".",
              "リストが空のため、ランブックは何も実行しません。リージョンのリストまたは「enabled」を指定してください。"));
    }
    var regions = new LinkedHashSet<Region>();
    for (Node element : list.get()) {
      region(element)
          .filter(region -> !regions.add(region))
          .ifPresent(
              region ->
                  mistakes.twice(
                      element, Text.of("%s is in the list twice.", "%sが重複しています。").with(region)));
    }
    return new Configuration.Regions.Listed(List.copyOf(regions));
  }

  private Optional<Region> region(Node node) {
    Optional<String> text = nodes.text(node);
    if (text.isPresent() && !Region.isRegion(text.get())) {
      mistakes.wrong(
          node,
          Text.of(
                  "\"%s\" is not the code of a region. Expected: a code like ap-northeast-1.",
                  "「%s」はリージョンコードではありません。ap-northeast-1のように指定してください。")
              .with(text.get()));
      return Optional.empty();
    }
    return text.map(Region::new);
  }

  private Optional<Language> language(Node node) {
    List<String> codes = Arrays.stream(Language.values()).map(Language::code).toList();
    Optional<String> text = nodes.text(node);
    if (text.isPresent() && !codes.contains(text.get())) {
      mistakes.wrongWord(
          node, text.get(), codes, Text.of("a language that orgsh speaks", "orgshの表示言語"));
    }
    return Arrays.stream(Language.values())
        .filter(language -> text.filter(language.code()::equals).isPresent())
        .findFirst();
  }

  /** A place alone, or a place with what its bucket is entered with. */
  private Configuration.State state(Node node) {
    if (!(node instanceof MappingNode)) {
      return new Configuration.State(place(node), Optional.empty(), Optional.empty());
    }
    Map<String, Node> keys = nodes.values(node, ConfigurationKeys.STATE);
    if (!keys.containsKey("place")) {
      mistakes.missing(
          node,
          Text.of(
              "Where runs are kept is not said. Expected: place with a folder, or"
                  + " s3://BUCKET/PREFIX.",
              "保存先の指定がありません。place にフォルダ、またはs3://BUCKET/PREFIXを指定してください。"));
    }
    Optional<String> place = Optional.ofNullable(keys.get("place")).flatMap(this::place);
    if (place.isPresent() && !place.get().startsWith("s3://") && keys.size() > 1) {
      mistakes.wrong(
          node,
          Text.of(
              "A folder takes neither a profile nor a region: they are for a bucket.",
              "profile と region はバケットを保存先にする場合だけ指定できます。"));
    }
    return new Configuration.State(
        place,
        Optional.ofNullable(keys.get("profile")).flatMap(nodes::text),
        Optional.ofNullable(keys.get("region")).flatMap(this::region));
  }

  private Optional<String> place(Node node) {
    return nodes.text(
        node,
        STATE,
        Text.of(
            "\"%s\" is not a place for runs. Expected: a folder, or s3://BUCKET/PREFIX.",
            "「%s」には実行状態を保存できません。フォルダ、またはs3://BUCKET/PREFIXを指定してください。"));
  }

  private Configuration.Pace pace(Node node) {
    Map<String, Node> keys = nodes.values(node, ConfigurationKeys.PACE);
    return new Configuration.Pace(
        Optional.ofNullable(keys.get("max-concurrency"))
            .flatMap(
                value ->
                    nodes.text(
                        value,
                        Configuration.Limit.CONCURRENCY,
                        Text.of(
                            "\"%s\" is no number of targets. Expected: a number from 1, or a"
                                + " percentage like 10%%.",
                            "「%s」は同時実行数として使えません。1以上の数、または10%%のような割合を指定してください。")))
            .flatMap(Configuration.Limit::concurrency),
        Optional.ofNullable(keys.get("max-errors"))
            .flatMap(
                value ->
                    nodes.text(
                        value,
                        Configuration.Limit.ERRORS,
                        Text.of(
                            "\"%s\" is no number of errors. Expected: a number from 0, or a"
                                + " percentage like 10%%.",
                            "「%s」はエラー数の上限として使えません。0以上の数、または10%%のような割合を指定してください。")))
            .flatMap(Configuration.Limit::errors));
  }
}
