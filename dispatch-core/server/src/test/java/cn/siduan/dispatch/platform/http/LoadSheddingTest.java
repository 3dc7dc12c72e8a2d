package cn.siduan.dispatch.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Role;
import cn.siduan.dispatch.fixture.HeaderAuthenticator;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.http.RateLimiter.Limit;
import cn.siduan.testkit.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Four requests at once, so one stranger; public tracking takes as long as the test wants. */
class LoadSheddingTest {

  private static final String PUBLIC = "/api/v1/track/abcdefghijklmnopqrstuv";
  private static final String STAFF = "/api/v1/presence";
  private static final String OPERATOR = Json.write(Actor.staff(Role.OPERATOR, 11, "op"));

  private final SettableClock clock =
      SettableClock.at(Instant.parse("2026-03-11T02:00:00Z"), ZoneId.of("Asia/Shanghai"));
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private final CountDownLatch inside = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicInteger lookedUp = new AtomicInteger();
  private final HttpEndpoint http = new HttpEndpoint(vertx, HttpSettings.local());

  LoadSheddingTest() {
    ApiRouter router =
        new ApiRouter(ApiContract.load("/dispatch-api.yaml"))
            .on("trackOrder", _ -> waitInside())
            .on("getPresence", _ -> ApiReply.ok(Map.of()));
    ApiServer server =
        new ApiServer(
            router,
            new CountingAuthenticator(),
            new RateLimiter(
                Map.of(
                    ApiOperation.Rate.NORMAL, new Limit(5, 1),
                    ApiOperation.Rate.GUESSABLE, new Limit(5, 1)),
                clock),
            new ClientAddress(0),
            new SimpleMeterRegistry(),
            clock,
            new Admission(4, clock));
    http.mount(routes -> server.mount(routes, "/api/v1"));
    http.start();
  }

  @AfterEach
  void stop() {
    release.countDown();
    http.close();
    vertx.close().await();
  }

  @Test
  void a_crowd_at_the_public_pages_waits_among_itself_and_an_operator_is_served() throws Exception {
    assertThat(get(STAFF, OPERATOR).statusCode()).isEqualTo(200);
    CompletableFuture<HttpResponse<String>> first = client.sendAsync(request(PUBLIC, null), text());
    inside.await();

    HttpResponse<String> second = get(PUBLIC, null);
    assertThat(second.statusCode()).isEqualTo(503);
    assertThat(second.headers().firstValue("Retry-After")).contains("1");
    assertThat(get(STAFF, OPERATOR).statusCode()).isEqualTo(200);

    release.countDown();
    assertThat(first.join().statusCode()).isEqualTo(200);
    assertThat(get(PUBLIC, null).statusCode()).as("the place is free again").isEqualTo(200);
  }

  @Test
  void who_has_not_been_seen_for_a_while_is_a_stranger_again() throws Exception {
    assertThat(get(STAFF, OPERATOR).statusCode()).isEqualTo(200);
    clock.advance(Duration.ofMinutes(11));
    CompletableFuture<HttpResponse<String>> crowd = client.sendAsync(request(PUBLIC, null), text());
    inside.await();

    assertThat(get(STAFF, OPERATOR).statusCode()).isEqualTo(503);
    assertThat(crowd).isNotDone();
  }

  @Test
  void made_up_credentials_stop_being_looked_up_once_their_sender_has_used_up_its_calls()
      throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(get(STAFF, "\"nonsense " + i + "\"").statusCode()).isEqualTo(401);
    }
    int before = lookedUp.get();
    assertThat(get(STAFF, "\"nonsense 6\"").statusCode()).isEqualTo(429);
    assertThat(lookedUp).hasValue(before);
  }

  private ApiReply waitInside() {
    inside.countDown();
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ApiReply.ok(Map.of());
  }

  private HttpResponse<String> get(String path, @Nullable String credential)
      throws IOException, InterruptedException {
    return client.send(request(path, credential), text());
  }

  private HttpRequest request(String path, @Nullable String credential) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + path))
            .timeout(Duration.ofSeconds(20));
    if (credential != null) {
      request.header(HeaderAuthenticator.HEADER, credential);
    }
    return request.build();
  }

  private static HttpResponse.BodyHandler<String> text() {
    return BodyHandlers.ofString();
  }

  /** Knows who writes an actor's JSON into the header; anything else is nobody. */
  private final class CountingAuthenticator implements Authenticator {
    private final HeaderAuthenticator believing = new HeaderAuthenticator();

    @Override
    public Optional<Actor> authenticate(HttpServerRequest request) {
      lookedUp.incrementAndGet();
      String given = credential(request);
      return given == null || given.startsWith("\"")
          ? Optional.empty()
          : believing.authenticate(request);
    }

    @Override
    public @Nullable String credential(HttpServerRequest request) {
      return believing.credential(request);
    }
  }
}
