package cn.siduan.standalone.smoke;

import cn.siduan.dispatch.platform.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Somebody at a browser: keeps the session cookie and the CSRF token of their log-in. */
public final class Caller {

  private static final String API = "/api/v1";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What was answered, with the status it came with. */
  public record Answer(int status, JsonNode json) {}

  private final String base;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  /**
   * By hand: the JDK's own sends those with an age in a form of the year 2000 that nobody reads.
   */
  private final Map<String, String> cookies = new ConcurrentHashMap<>();

  private String csrf = "";
  private JsonNode session = Json.object();

  /**
   * @param base for example {@code http://127.0.0.1:8080}
   */
  public Caller(String base) {
    this.base = base;
  }

  /** Staff, by log-in name and password. */
  public Caller logIn(String login, String password) {
    return welcome(post("/login", Map.of("login", login, "password", password)));
  }

  Caller welcome(Answer answer) {
    session = answer.json();
    csrf = session.path("csrf_token").asText();
    return this;
  }

  /** Who the caller is, as the API said at log-in. */
  public JsonNode session() {
    return session;
  }

  public JsonNode get(String path) {
    return send("GET " + path, request(API + path).GET()).json();
  }

  /** A command under a key of its own. */
  public Answer post(String path, Object body) {
    return send(
        "POST " + path,
        request(API + path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .header("X-CSRF-Token", csrf)
            .POST(BodyPublishers.ofString(Json.write(body))));
  }

  /** Sets something, under a key of its own. */
  public Answer put(String path, Object body) {
    return send(
        "PUT " + path,
        request(API + path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .header("X-CSRF-Token", csrf)
            .PUT(BodyPublishers.ofString(Json.write(body))));
  }

  /** Replaces something registered, as it was read. */
  Answer put(String path, int version, Object body) {
    return send(
        "PUT " + path,
        request(API + path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .header("If-Match", "\"" + version + "\"")
            .header("X-CSRF-Token", csrf)
            .PUT(BodyPublishers.ofString(Json.write(body))));
  }

  /** An answer that has nothing. */
  public static JsonNode nothing() {
    return object();
  }

  static ObjectNode object() {
    return Json.object();
  }

  /** Outside the API, for example {@code /docs/}. */
  public String page(String path) {
    return text("GET " + path, request(path).GET()).body();
  }

  /** Lines of the live stream, as they come; ends when the reader closes it. */
  Stream<String> openLive() {
    try {
      HttpResponse<Stream<String>> response =
          client.send(
              HttpRequest.newBuilder(URI.create(base + API + "/live"))
                  .header("Cookie", cookieHeader())
                  .build(),
              BodyHandlers.ofLines());
      if (response.statusCode() != 200) {
        throw new SmokeFailed("the live stream answered " + response.statusCode());
      }
      return response.body();
    } catch (IOException e) {
      throw new SmokeFailed("the live stream could not be opened: " + e, e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(PATIENCE)
        .header("Cookie", cookieHeader())
        .header("Accept-Language", "en");
  }

  private void keep(String cookie) {
    String pair = cookie.substring(0, cookie.indexOf(';'));
    cookies.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
  }

  private String cookieHeader() {
    return cookies.entrySet().stream()
        .map(c -> c.getKey() + "=" + c.getValue())
        .collect(Collectors.joining("; "));
  }

  private Answer send(String what, HttpRequest.Builder request) {
    HttpResponse<String> response = text(what, request);
    return new Answer(
        response.statusCode(),
        response.body().isEmpty() ? Json.object() : Json.tree(response.body()));
  }

  private HttpResponse<String> text(String what, HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
      response.headers().allValues("Set-Cookie").forEach(this::keep);
      if (response.statusCode() >= 400) {
        throw new SmokeFailed(
            what + " was refused with " + response.statusCode() + ": " + response.body());
      }
      return response;
    } catch (IOException e) {
      throw new SmokeFailed(what + " was not answered: " + e, e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static SmokeFailed interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new SmokeFailed("interrupted", e);
  }
}
