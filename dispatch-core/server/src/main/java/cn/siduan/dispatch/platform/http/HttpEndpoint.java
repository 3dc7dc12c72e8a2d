package cn.siduan.dispatch.platform.http;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The listening socket, served by several event loops with the same routes. */
public final class HttpEndpoint implements AutoCloseable {

  private static final int MOST_HEADER_BYTES = 16 * 1024;
  private static final int MOST_REQUEST_LINE_BYTES = 8 * 1024;
  private static final int IDLE_SECONDS = 60;

  private final Vertx vertx;
  private final HttpServerOptions options;
  private final int eventLoops;
  private final List<Consumer<Router>> routes = new ArrayList<>();
  private volatile int actualPort;
  private volatile String deployment = "";
  private volatile Duration patience = Duration.ZERO;

  public HttpEndpoint(Vertx vertx, HttpSettings settings) {
    this.vertx = vertx;
    eventLoops = settings.eventLoops();
    options =
        new HttpServerOptions()
            .setHost(settings.host())
            .setPort(settings.port())
            .setMaxHeaderSize(MOST_HEADER_BYTES)
            .setMaxInitialLineLength(MOST_REQUEST_LINE_BYTES)
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS)
            .setCompressionSupported(true);
  }

  /** Adds routes; called before start, run once for each event loop. */
  public void mount(Consumer<Router> part) {
    routes.add(part);
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
      HttpServer listening = vertx.createHttpServer(options).requestHandler(router);
      server = listening;
      listening
          .listen()
          .onSuccess(s -> actualPort = s.actualPort())
          .<Void>mapEmpty()
          .onComplete(started);
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
