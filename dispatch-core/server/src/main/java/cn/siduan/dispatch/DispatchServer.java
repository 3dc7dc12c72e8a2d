package cn.siduan.dispatch;

import cn.siduan.dispatch.catalogue.CatalogueApi;
import cn.siduan.dispatch.catalogue.CatalogueDirectory;
import cn.siduan.dispatch.catalogue.SlotApi;
import cn.siduan.dispatch.centre.CentreApi;
import cn.siduan.dispatch.centre.CentreDirectory;
import cn.siduan.dispatch.deadline.DeadlineWatcher;
import cn.siduan.dispatch.deadline.Deadlines;
import cn.siduan.dispatch.order.attachment.AttachmentApi;
import cn.siduan.dispatch.order.attachment.FileAttachmentStore;
import cn.siduan.dispatch.order.command.Askers;
import cn.siduan.dispatch.order.command.MergeOrders;
import cn.siduan.dispatch.order.command.OpenOrders;
import cn.siduan.dispatch.order.command.Orders;
import cn.siduan.dispatch.order.command.Slots;
import cn.siduan.dispatch.order.command.TaskParties;
import cn.siduan.dispatch.order.http.OrderApi;
import cn.siduan.dispatch.order.http.TaskApi;
import cn.siduan.dispatch.order.view.OrderQueries;
import cn.siduan.dispatch.order.view.OrderViews;
import cn.siduan.dispatch.order.view.Tracking;
import cn.siduan.dispatch.outbox.Outbox;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.crypto.AesFieldCipher;
import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.http.ApiContract;
import cn.siduan.dispatch.platform.http.ApiOperation;
import cn.siduan.dispatch.platform.http.ApiOperation.Rate;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.http.ApiServer;
import cn.siduan.dispatch.platform.http.Authenticator;
import cn.siduan.dispatch.platform.http.CommandRunner;
import cn.siduan.dispatch.platform.http.HttpEndpoint;
import cn.siduan.dispatch.platform.http.RateLimiter;
import cn.siduan.dispatch.platform.http.RateLimiter.Limit;
import cn.siduan.dispatch.sla.Alarms;
import cn.siduan.dispatch.sla.ClockRunsOut;
import cn.siduan.dispatch.sla.KeepClocks;
import cn.siduan.dispatch.sla.OrderClocks;
import cn.siduan.dispatch.sla.RecomputeClocks;
import cn.siduan.dispatch.sla.ShowClocks;
import cn.siduan.dispatch.sla.SlaApi;
import cn.siduan.dispatch.workqueue.LocalHandOver;
import cn.siduan.dispatch.workqueue.Upkeep;
import cn.siduan.dispatch.workqueue.WorkQueue;
import cn.siduan.dispatch.workqueue.WorkQueueSettings;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One node of the dispatch core: everything is made and joined here, by hand, in order. */
public final class DispatchServer implements AutoCloseable {

  private static final String API = "/api/v1";
  private static final ZoneId DISTRICT_ZONE = ZoneId.of("Asia/Shanghai");
  private static final Map<Rate, Limit> RATES =
      Map.of(
          Rate.NORMAL, new Limit(400, 200),
          Rate.GUESSABLE, new Limit(20, 1),
          Rate.HEAVY, new Limit(10, 0.5));

  private final Vertx vertx;
  private final Database database;
  private final ApiServer api;
  private final HttpEndpoint http;
  private final WorkQueue workQueues;
  private final Upkeep workUpkeep;
  private final DeadlineWatcher deadlines;

  private DispatchServer(ServerSettings settings, Clock clock, Authenticator authenticator) {
    vertx = Vertx.vertx();
    database = new Database(settings.database());
    database.migrate();
    var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Platform platform =
        new Platform(
            vertx,
            database,
            new CommandRunner(database, clock),
            new AesFieldCipher(settings.keys()),
            metrics,
            clock);

    ApiRouter router = new ApiRouter(ApiContract.load("/dispatch-api.yaml"));
    CatalogueDirectory catalogue = new CatalogueDirectory(database, clock);
    CentreDirectory centres = new CentreDirectory(database, clock);
    workQueues =
        new WorkQueue(
            database, clock, metrics, new LocalHandOver(10_000), WorkQueueSettings.defaults());
    workUpkeep = Upkeep.start(workQueues);
    // ---- features register their operations here, one line each ----
    Outbox outbox = new Outbox(() -> {});
    OrderViews views = new OrderViews(database, catalogue, centres);
    deadlines = new DeadlineWatcher(database, clock, metrics, settings.deadlines());
    OrderClocks clocks = new OrderClocks(settings.serviceLevels(), catalogue);
    KeepClocks keepClocks = new KeepClocks(clocks, new Deadlines(deadlines::hint));
    OrderQueries queries =
        new OrderQueries(database, views, centres, List.of(new ShowClocks(clocks, clock)));
    Orders orders = new Orders(platform, views, List.of(new Slots(), keepClocks));
    new OrderApi(
            orders,
            new OpenOrders(platform, orders, views, catalogue, new Askers(centres)),
            new MergeOrders(orders, views),
            queries,
            catalogue)
        .register(router, new Tracking(database, views));
    new TaskApi(orders, views, queries, new TaskParties(database), clock).register(router);
    new SlaApi(database, orders, settings.serviceLevels(), centres, clock).register(router);
    new AttachmentApi(platform, orders, new FileAttachmentStore(settings.attachments().folder()))
        .register(router);
    new CentreApi(platform, centres).register(router);
    new CatalogueApi(platform, catalogue).register(router);
    new SlotApi(platform, DISTRICT_ZONE).register(router);

    api =
        new ApiServer(
            router.contract(),
            router.complete(servedElsewhere(router)),
            authenticator,
            new RateLimiter(RATES, clock),
            metrics,
            clock,
            settings.http().mostInFlight());
    http = new HttpEndpoint(platform.vertx(), settings.http());
    http.mount(routes -> api.mount(routes, API));
    http.start();
    new RecomputeClocks(database, clocks, keepClocks).run();
    deadlines.start(
        List.of(new ClockRunsOut(orders, clocks, keepClocks, new Alarms(outbox), clock)));
  }

  public static DispatchServer start(
      ServerSettings settings, Clock clock, Authenticator authenticator) {
    return new DispatchServer(settings, clock, authenticator);
  }

  /** Operations that are not request and reply: streams. */
  private static Set<String> servedElsewhere(ApiRouter router) {
    return router.contract().listOperations().stream()
        .map(ApiOperation::id)
        .collect(java.util.stream.Collectors.toSet());
  }

  /** Fires what has fallen due by a move of the clock; for tests, whose clock stands still. */
  public void clockMoved() {
    deadlines.runDue();
  }

  public int port() {
    return http.port();
  }

  /** Takes no new requests, finishes those under way, then lets go of the database. */
  @Override
  public void close() {
    http.close();
    try {
      api.drain(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    deadlines.close();
    workUpkeep.close();
    vertx.close().await();
    database.close();
  }
}
