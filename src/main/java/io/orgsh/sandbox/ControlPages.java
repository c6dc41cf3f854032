package io.orgsh.sandbox;

import io.orgsh.sandbox.service.InboxState;
import io.orgsh.sandbox.service.Service;
import io.orgsh.sandbox.wire.HttpReply;
import io.orgsh.sandbox.wire.HttpRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
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
  private final Course course;
  private final byte[] token;

  ControlPages(StoredWorld world, Services services, Course course, String token) {
    this.world = world;
    this.services = services;
    this.course = course;
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
      world.tick();
      long before = world.version();
      answer = answer(request.method() + " " + request.path().substring(ROOT.length()), request);
      world.note();
      version = world.version() == before ? 0 : world.version();
    } catch (IllegalArgumentException
        | DateTimeException
        | ArithmeticException
        | JacksonException e) {
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
    course.advance();
    return switch (page) {
      case "GET status" -> status();
      case "GET world" -> visible();
      case "GET keys" -> keys();
      case "GET letters" -> letters();
      case "POST follow" -> {
        world.rewrite();
        yield follow(Integer.parseInt(request.text()));
      }
      case "POST leap" -> {
        Duration duration = Duration.parse(request.text());
        if (duration.isNegative()) {
          throw new IllegalArgumentException("the world's time leaps forward only");
        }
        world.note();
        world.leap(duration);
        course.advance();
        yield status();
      }
      case "POST press" -> {
        world.rewrite();
        press(request.query().replaceFirst("^button=", ""));
        yield status();
      }
      case "GET faults" -> FaultBook.json(world.faults().report());
      case "POST faults" -> {
        world.faults().plan(FaultBook.of(JSON.readTree(request.text())).plan());
        world.rewrite();
        yield FaultBook.json(world.faults().report());
      }
      case "POST reset" -> {
        world.reset(JSON.readValue(request.text(), ObjectNode.class));
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

  private ObjectNode letters() {
    ObjectNode page = JSON.createObjectNode();
    ArrayNode list = page.putArray("letters");
    for (InboxState.Letter letter : services.inbox().letters()) {
      list.addObject()
          .put("number", list.size())
          .put("at", letter.at.toString())
          .put("from", letter.sender)
          .put("to", letter.address)
          .put("subject", letter.subject)
          .put("text", letter.text)
          .put("link", letter.link)
          .put("followed", letter.followed);
    }
    return page;
  }

  private ObjectNode follow(int number) {
    List<InboxState.Letter> letters = services.inbox().letters();
    boolean did =
        number >= 1
            && number <= letters.size()
            && !letters.get(number - 1).link.isEmpty()
            && services.inbox().confirm(letters.get(number - 1).link, world.now());
    return JSON.createObjectNode().put("did", did);
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
      keys.remove(List.of("sessions", "seed", "issued"));
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
