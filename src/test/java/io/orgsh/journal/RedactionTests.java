package io.orgsh.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** What never enters a journal. */
class RedactionTests {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String SECRET = "s3c\"ret";

  private final Redaction redaction = new Redaction(List.of(SECRET, "4711", " ", ""));

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ';',
      value = {
        "{'SecretAccessKey':'x'}; {'SecretAccessKey':'********'}",
        "{'C':{'SessionToken':'x','AccessKeyId':'A'}};"
            + " {'C':{'SessionToken':'********','AccessKeyId':'A'}}",
        "{'MasterUserPassword':'x'}; {'MasterUserPassword':'********'}",
        "{'TokenCode':123456}; {'TokenCode':'********'}",
        "{'AllowUsersToChangePassword':true}; {'AllowUsersToChangePassword':true}",
        "{'n':4711}; {'n':'********'}",
        "{'n':47110}; {'n':47110}",
        "{'list':['a4711b',1,null,true]}; {'list':['a********b',1,null,true]}",
        "{'url':'https://x/?t=s3c%22ret'}; {'url':'https://x/?t=********'}",
      })
  void secretsAreMasked(String given, String expected) {
    assertThat(redaction.mask(json(given))).isEqualTo(json(expected));
  }

  @Test
  void aSecretIsMaskedInsideAPolicyThatIsItselfAText() {
    String policy = JSON.writeValueAsString(List.of(SECRET));

    assertThat(redaction.mask(JsonNodeFactory.instance.objectNode().put("Policy", policy)))
        .isEqualTo(JsonNodeFactory.instance.objectNode().put("Policy", "[\"********\"]"));
  }

  @Test
  void aSecretIsMaskedAsAName() {
    assertThat(redaction.mask(JsonNodeFactory.instance.objectNode().put(SECRET, 1)))
        .isEqualTo(JsonNodeFactory.instance.objectNode().put("********", 1));
  }

  @Test
  void aSecretThatIsAPieceOfAnotherOneLeavesNoRest() {
    assertThat(new Redaction(List.of("abc", "abcdef")).mask("x abcdef y"))
        .isEqualTo("x ******** y");
  }

  @Test
  void whatWasMaskedIsKnownAgain() {
    assertThat(Redaction.masked(json("{'a':['x ******** y']}"))).isTrue();
    assertThat(Redaction.masked(json("{'a':['*']}"))).isFalse();
  }

  private static JsonNode json(String text) {
    return JSON.readTree(text.replace('\'', '"'));
  }
}
