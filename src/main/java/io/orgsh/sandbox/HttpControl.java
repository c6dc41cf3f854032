package io.orgsh.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The control of a sandbox, over HTTP: the same for one's own and for another process's. */
final class HttpControl implements SandboxControl {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final int MOST_BYTES = 512 * 1024 * 1024;

  private final URI endpoint;
  private final String token;

  HttpControl(EndpointFile.Endpoint endpoint) {
    this.endpoint = endpoint.uri();
    this.token = endpoint.token();
  }

  @Override
  public Status status() {
    JsonNode page = send("GET", "status", "");
    var mutations = new TreeMap<String, Long>();
    page.path("mutations")
        .properties()
        .forEach(entry -> mutations.put(entry.getKey(), entry.getValue().asLong()));
    return new Status(
        Instant.parse(page.path("now").asString()),
        page.path("organization").asString(),
        page.path("accounts").asInt(),
        page.path("requests").asLong(),
        mutations);
  }

  @Override
  public List<Letter> letters() {
    var letters = new ArrayList<Letter>();
    for (JsonNode letter : send("GET", "letters", "").path("letters")) {
      letters.add(
          new Letter(
              letter.path("number").asInt(),
              Instant.parse(letter.path("at").asString()),
              letter.path("from").asString(),
              letter.path("to").asString(),
              letter.path("subject").asString(),
              letter.path("text").asString(),
              letter.path("link").asString(),
              letter.path("followed").asBoolean()));
    }
    return List.copyOf(letters);
  }

  @Override
  public boolean follow(int letter) {
    return send("POST", "follow", Integer.toString(letter)).path("did").asBoolean();
  }

  @Override
  public void leap(Duration duration) {
    send("POST", "leap", duration.toString());
  }

  @Override
  public void press(String button) {
    send("POST", "press?button=" + URLEncoder.encode(button, StandardCharsets.UTF_8), "");
  }

  @Override
  public FaultReport faults() {
    return FaultBook.of(send("GET", "faults", ""));
  }

  @Override
  public void faults(FaultPlan plan) {
    send("POST", "faults", JSON.writeValueAsString(FaultBook.json(FaultBook.fresh(plan))));
  }

  @Override
  public void reset(Preset preset) {
    ObjectNode differences = JSON.createObjectNode();
    preset.supportPlan().ifPresent(plan -> differences.put("supportPlan", plan.name()));
    preset.era().ifPresent(era -> differences.put("era", era.word()));
    preset.people().ifPresent(people -> differences.put("people", people.word()));
    send("POST", "reset", JSON.writeValueAsString(differences));
  }

  @Override
  public ObjectNode world() {
    return (ObjectNode) send("GET", "world", "");
  }

  /** Profile name to key. */
  SortedMap<String, AccessKey> keys() {
    var keys = new TreeMap<String, AccessKey>();
    for (var entry : send("GET", "keys", "").properties()) {
      JsonNode key = entry.getValue();
      keys.put(
          entry.getKey(),
          new AccessKey(
              key.path("id").asString(),
              key.path("secret").asString(),
              key.path("account").asString()));
    }
    return Collections.unmodifiableSortedMap(keys);
  }

  private JsonNode send(String method, String page, String body) {
    try {
      var connection =
          (HttpURLConnection)
              endpoint.resolve(ControlPages.ROOT + page).toURL().openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout(5_000);
      connection.setReadTimeout(60_000);
      connection.setRequestMethod(method);
      connection.setRequestProperty(ControlPages.TOKEN, token);
      if (method.equals("POST")) {
        connection.setDoOutput(true);
        connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
      }
      int status = connection.getResponseCode();
      try (InputStream in =
          status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
        byte[] bytes = in == null ? new byte[0] : in.readNBytes(MOST_BYTES);
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (status == 400) {
          throw new IllegalArgumentException(text.strip());
        }
        if (status >= 400) {
          throw new IOException("the sandbox at " + endpoint + " answered " + status + ": " + text);
        }
        return JSON.readTree(text);
      }
    } catch (JacksonException e) {
      throw new UncheckedIOException(
          new IOException("what answers at " + endpoint + " is no sandbox", e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
