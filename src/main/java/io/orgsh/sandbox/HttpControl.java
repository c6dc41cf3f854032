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
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The control of a sandbox, over HTTP: the same for one's own and for another process's. */
final class HttpControl implements SandboxControl {
  private static final JsonMapper JSON = JsonMapper.builder().build();

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
  public void reset() {
    send("POST", "reset", "");
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
        String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        if (status >= 400) {
          throw new IOException("the sandbox at " + endpoint + " answered " + status + ": " + text);
        }
        return JSON.readTree(text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
