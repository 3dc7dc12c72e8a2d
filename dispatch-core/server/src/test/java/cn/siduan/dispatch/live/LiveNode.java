package cn.siduan.dispatch.live;

import cn.siduan.contract.Actor;
import cn.siduan.dispatch.fixture.HeaderAuthenticator;
import cn.siduan.dispatch.fixture.LiveReader;
import cn.siduan.dispatch.outbox.Relay;
import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.db.DatabaseSettings;
import cn.siduan.dispatch.platform.http.Admission;
import cn.siduan.dispatch.platform.http.ApiContract;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.http.ApiServer;
import cn.siduan.dispatch.platform.http.ClientAddress;
import cn.siduan.dispatch.platform.http.HttpEndpoint;
import cn.siduan.dispatch.platform.http.HttpSettings;
import cn.siduan.dispatch.platform.http.RateLimiter;
import cn.siduan.testkit.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The live part of one node; several may stand on one database. */
final class LiveNode implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  final Database database;
  final LiveHub hub;
  private final Relay relay;
  private final LiveApi api;
  private final HttpEndpoint http;
  volatile boolean loggedOut;

  LiveNode(TestDatabase db, Clock clock, LiveSettings settings) {
    database = new Database(DatabaseSettings.of(db.jdbcUrl(), db.user(), db.password()));
    hub = new LiveHub(database, metrics, clock, settings);
    relay = new Relay(database, metrics, clock, hub::hint);
    ApiRouter router = new ApiRouter(ApiContract.load("/dispatch-api.yaml"));
    HeaderAuthenticator believing = new HeaderAuthenticator();
    api = new LiveApi(hub, r -> loggedOut ? Optional.empty() : believing.authenticate(r), settings);
    api.register(router);
    ApiServer server =
        new ApiServer(
            router,
            believing,
            new RateLimiter(Map.of(), clock),
            new ClientAddress(0),
            metrics,
            clock,
            new Admission(1000, clock));
    http = new HttpEndpoint(vertx, HttpSettings.local());
    http.mount(routes -> server.mount(routes, "/api/v1"));
    http.start();
  }

  LiveReader read(Actor actor, @Nullable Long lastEventId) {
    return LiveReader.open(URI.create("http://127.0.0.1:" + port()), actor, lastEventId);
  }

  int port() {
    return http.port();
  }

  /** Leaves an event as a transaction of a node that then died would: nobody is told. */
  void leave(String audience, String payload) {
    database.transaction(
        tx ->
            tx.handle()
                .execute(
                    """
                    insert into outbox (type, audiences, payload, created_at)
                    values ('order.changed', array[?], ?::jsonb, '2026-03-11T02:00:00Z')\
                    """,
                    audience,
                    payload));
  }

  void hint() {
    relay.hint();
  }

  @Override
  public void close() {
    api.close();
    relay.close();
    hub.close();
    http.close();
    vertx.close().await();
    database.close();
  }
}
