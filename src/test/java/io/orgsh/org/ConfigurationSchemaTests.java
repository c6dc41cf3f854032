package io.orgsh.org;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schema for editors, the page and the reader say the same. */
class ConfigurationSchemaTests {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern EXAMPLE = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

  static Stream<String> examples() throws IOException {
    return EXAMPLE
        .matcher(Files.readString(Path.of("docs/configuration.md")))
        .results()
        .map(result -> result.group(1));
  }

  @Test
  void theSchemaHasTheKeysOfTheReader() throws IOException {
    JsonNode schema = JSON.readTree(Files.readString(Path.of("docs/schema/orgsh.schema.json")));

    assertThat(keys(schema)).isEqualTo(ConfigurationKeys.FILE);
    assertThat(keys(schema.at("/properties/accounts"))).isEqualTo(ConfigurationKeys.ACCOUNTS);
    assertThat(keys(schema.at("/properties/members"))).isEqualTo(ConfigurationKeys.MEMBERS);
    assertThat(keys(schema.at("/properties/state/anyOf/3"))).isEqualTo(ConfigurationKeys.STATE);
    assertThat(keys(schema.at("/properties/pace"))).isEqualTo(ConfigurationKeys.PACE);
    assertThat(keys(schema.at("/$defs/account/anyOf/1"))).isEqualTo(ConfigurationKeys.ACCOUNT);
    assertThat(keys(schema.at("/$defs/way"))).isEqualTo(ConfigurationKeys.WAY);
  }

  @Test
  void thePageHasAnExampleOfEveryKey() throws IOException {
    String examples = String.join("\n", examples().toList());
    var missing = new ArrayList<String>();
    Stream.of(
            ConfigurationKeys.FILE,
            ConfigurationKeys.ACCOUNTS,
            ConfigurationKeys.ACCOUNT,
            ConfigurationKeys.MEMBERS,
            ConfigurationKeys.STATE,
            ConfigurationKeys.PACE)
        .flatMap(List::stream)
        .filter(key -> !examples.contains(key + ":"))
        .forEach(missing::add);

    assertThat(missing).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleOfThePageIsRightForReaderAndSchema(String example) throws IOException {
    assertThat(ConfigurationFile.parse(Path.of("orgsh.yaml"), example))
        .isInstanceOf(ConfigurationFile.Outcome.Read.class);
    assertThat(complaints(example)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acounts: {}",
        "accounts: {audit: 2222}",
        "accounts: {audit: {profile: x}}",
        "members: {from: audit}",
        "members: {overrides: {'333333333333': {}}}",
        "regions: all",
        "regions: []",
        "home-region: tokyo",
        "language: jp",
        "state: ftp://x",
        "state: {profile: x}",
        "state: {place: runs, profile: x}",
        "state: {place: 's3://runs', region: tokyo}",
        "pace: {max-concurrency: 0}",
        "pace: {max-errors: 200%}",
      })
  void whatTheReaderRefusesTheSchemaRefusesToo(String text) throws IOException {
    assertThat(ConfigurationFile.parse(Path.of("orgsh.yaml"), text))
        .isInstanceOf(ConfigurationFile.Outcome.Faulty.class);
    assertThat(complaints(text)).isNotEmpty();
  }

  private static List<String> complaints(String yaml) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(Path.of("docs/schema/orgsh.schema.json")));
    Object value = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return schema.validate(JSON.valueToTree(value)).stream().map(Object::toString).toList();
  }

  private static List<String> keys(JsonNode object) {
    return List.copyOf(object.path("properties").propertyNames());
  }
}
