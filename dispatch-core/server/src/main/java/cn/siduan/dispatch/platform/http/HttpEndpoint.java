package cn.siduan.dispatch.platform.http;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The listening socket, served by several event loops with the same routes. */
public final class HttpEndpoint implements AutoCloseable {

  /** In bytes. */
  static final int MOST_HEADER = 16 * 1024;

  /** In bytes. */
  static final int MOST_REQUEST_LINE = 8 * 1024;

  private static final int IDLE_SECONDS = 60;

  private final Vertx vertx;
  private final HttpServerOptions options;
  private final int eventLoops;
  private final ReceiveLimits receive;
  private Consumer<MultiMap> everyAnswer = _ -> {};
  private final List<Consumer<Router>> routes = new ArrayList<>();
  private volatile int actualPort;
  private volatile String deployment = "";
  private volatile Duration patience = Duration.ZERO;

  public HttpEndpoint(Vertx vertx, HttpSettings settings) {
    this.vertx = vertx;
    eventLoops = settings.eventLoops();
    receive = settings.receive();
    options =
        new HttpServerOptions()
            .setHost(settings.host())
            .setPort(settings.port())
            .setMaxHeaderSize(MOST_HEADER)
            .setMaxInitialLineLength(MOST_REQUEST_LINE)
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS)
            .setCompressionSupported(true)
            // a connection is ours from its first moment, and browsers speak HTTP/2 to proxies only
            .setHttp2ClearTextEnabled(false);
  }

  /** Adds routes; called before start, run once for each event loop. */
  public void mount(Consumer<Router> part) {
    routes.add(part);
  }

  /** Headers of every answer, also of those no route is asked for. */
  public void everyAnswer(Consumer<MultiMap> headers) {
    everyAnswer = headers;
  }

  public void start() {
    deployment =
        vertx
            .deployVerticle(Listener::new, new DeploymentOptions().setInstances(eventLoops))
            .await();
  }

  public int port() {
    return actualPort;
  }

  /** Takes no new connections, answers what is under way, then closes; at most this long. */
  public void drain(Duration atMost) {
    patience = atMost;
    close();
  }

  @Override
  public void close() {
    if (!deployment.isEmpty()) {
      vertx.undeploy(deployment).await();
      deployment = "";
    }
  }

  private final class Listener extends AbstractVerticle {
    private @Nullable HttpServer server;

    @Override
    public void start(Promise<Void> started) {
      Router router = Router.router(vertx);
      routes.forEach(r -> r.accept(router));
      SlowConnections slow = new SlowConnections(receive, EarlyRefusals::tooLate);
      slow.watch(vertx);
      HttpServer listening =
          vertx
              .createHttpServer(options)
              .connectionHandler(slow::connected)
              .invalidRequestHandler(request -> refuse(request, EarlyRefusals::unreadable))
              .requestHandler(request -> receive(request, slow, router));
      server = listening;
      listening
          .listen()
          .onSuccess(s -> actualPort = s.actualPort())
          .<Void>mapEmpty()
          .onComplete(started);
    }

    private void receive(HttpServerRequest request, SlowConnections slow, Router router) {
      slow.began(request);
      if (EarlyRefusals.lacksHost(request)) {
        refuse(request, EarlyRefusals::withoutHost);
      } else {
        everyAnswer.accept(request.response().headers());
        router.handle(request);
      }
    }

    private void refuse(HttpServerRequest request, Consumer<HttpServerRequest> refusal) {
      everyAnswer.accept(request.response().headers());
      refusal.accept(request);
    }

    @Override
    public void stop(Promise<Void> stopped) {
      if (server == null) {
        stopped.complete();
      } else {
        server.shutdown(patience.toMillis(), TimeUnit.MILLISECONDS).onComplete(stopped);
      }
    }
  }
}
