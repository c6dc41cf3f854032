package io.orgsh.sandbox;

import io.orgsh.sandbox.service.Service;
import io.orgsh.sandbox.wire.HttpReply;
import io.orgsh.sandbox.wire.HttpRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The control of a sandbox, as its server answers it at {@code /_sandbox/…}. */
final class ControlPages {
  /** Where they begin. */
  static final String ROOT = "/_sandbox/";

  /** The header that carries the endpoint file's token. */
  static final String TOKEN = "x-sandbox-token";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final StoredWorld world;
  private final Services services;
  private final byte[] token;

  ControlPages(StoredWorld world, Services services, String token) {
    this.world = world;
    this.services = services;
    this.token = token.getBytes(StandardCharsets.UTF_8);
  }

  /** The reply to a request below {@link #ROOT}. */
  HttpReply answer(HttpRequest request) {
    byte[] given = request.header(TOKEN).getBytes(StandardCharsets.UTF_8);
    if (!Front.isLocal(request) || !MessageDigest.isEqual(token, given)) {
      return HttpReply.of(403, "text/plain", "The control wants the endpoint file's token.\n");
    }
    JsonNode answer;
    long version;
    world.lock.lock();
    try {
      long before = world.version();
      answer = answer(request.method() + " " + request.path().substring(ROOT.length()), request);
      version = world.version() == before ? 0 : world.version();
    } catch (IllegalArgumentException | DateTimeParseException | JacksonException e) {
      return HttpReply.of(400, "text/plain", e.getMessage() + "\n");
    } finally {
      world.lock.unlock();
    }
    try {
      world.save(version);
    } catch (IOException e) {
      return HttpReply.of(500, "text/plain", "The sandbox cannot save its world: " + e + "\n");
    }
    return HttpReply.of(200, "application/json", JSON.writeValueAsString(answer));
  }

  private JsonNode answer(String page, HttpRequest request) {
    services.advance(world.now());
    return switch (page) {
      case "GET status" -> status();
      case "GET world" -> visible();
      case "GET keys" -> keys();
      case "POST leap" -> {
        Duration duration = Duration.parse(request.text());
        if (duration.isNegative()) {
          throw new IllegalArgumentException("the world's time leaps forward only");
        }
        world.leap(duration);
        services.advance(world.now());
        yield status();
      }
      case "POST press" -> {
        press(request.query().replaceFirst("^button=", ""));
        yield status();
      }
      case "GET faults" -> FaultBook.json(world.faults().report());
      case "POST faults" -> {
        world.faults().plan(FaultBook.of(JSON.readTree(request.text())).plan());
        world.touched();
        yield FaultBook.json(world.faults().report());
      }
      case "POST reset" -> {
        world.reset();
        yield status();
      }
      default -> throw new IllegalArgumentException("no such page: " + page);
    };
  }

  private void press(String button) {
    Runnable pressed = services.buttons().get(button);
    if (pressed == null) {
      throw new IllegalArgumentException(
          "no such button: "
              + button
              + "; there are: "
              + new TreeSet<>(services.buttons().keySet()));
    }
    pressed.run();
  }

  private ObjectNode status() {
    SandboxControl.Status status = world.status();
    ObjectNode page = JSON.createObjectNode();
    page.put("now", status.now().toString());
    page.put("organization", status.organization());
    page.put("accounts", status.accounts());
    page.put("requests", status.requests());
    ObjectNode mutations = page.putObject("mutations");
    status.mutations().forEach(mutations::put);
    return page;
  }

  private ObjectNode visible() {
    ObjectNode states = world.tree();
    states.remove("inbox");
    if (states.path("keys") instanceof ObjectNode keys) {
      keys.remove("sessions");
    }
    for (Service service : services.all()) {
      if (states.path(service.name()) instanceof ObjectNode state) {
        service.forgetTraces(state);
      }
    }
    states.values().forEach(ControlPages::prune);
    prune(states);
    return states;
  }

  /** A service that was asked but holds nothing is to callers as one that was never asked. */
  private static void prune(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.removeIf(member -> member.isContainer() && member.isEmpty());
    }
  }

  private ObjectNode keys() {
    ObjectNode keys = JSON.createObjectNode();
    world
        .keys()
        .users
        .forEach(
            (id, key) ->
                keys.putObject(world.organization().account(key.account).name)
                    .put("id", id)
                    .put("secret", key.secret)
                    .put("account", key.account));
    return keys;
  }
}
