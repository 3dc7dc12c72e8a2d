package cn.siduan.dispatch;

import cn.siduan.dispatch.calls.outbound.CallHours;
import cn.siduan.dispatch.calls.outbound.FollowUpsByPhone;
import cn.siduan.dispatch.calls.outbound.OffersByPhone;
import cn.siduan.dispatch.calls.outbound.OutboundSettings;
import cn.siduan.dispatch.catalogue.CatalogueApi;
import cn.siduan.dispatch.catalogue.CatalogueDirectory;
import cn.siduan.dispatch.catalogue.SkillApi;
import cn.siduan.dispatch.catalogue.SlotApi;
import cn.siduan.dispatch.centre.CentreApi;
import cn.siduan.dispatch.centre.CentreDirectory;
import cn.siduan.dispatch.deadline.DeadlineWatcher;
import cn.siduan.dispatch.deadline.Deadlines;
import cn.siduan.dispatch.imports.ImportApi;
import cn.siduan.dispatch.imports.registry.Sheets;
import cn.siduan.dispatch.live.LiveApi;
import cn.siduan.dispatch.live.LiveHub;
import cn.siduan.dispatch.live.TellScreens;
import cn.siduan.dispatch.notify.Notify;
import cn.siduan.dispatch.offer.BringOffers;
import cn.siduan.dispatch.offer.EmergencyMessages;
import cn.siduan.dispatch.offer.Offering;
import cn.siduan.dispatch.offer.RouteTasks;
import cn.siduan.dispatch.offer.WebhookLink;
import cn.siduan.dispatch.order.OrderEventHandler;
import cn.siduan.dispatch.order.attachment.AttachmentApi;
import cn.siduan.dispatch.order.attachment.Attachments;
import cn.siduan.dispatch.order.attachment.FileAttachmentStore;
import cn.siduan.dispatch.order.command.Askers;
import cn.siduan.dispatch.order.command.MergeOrders;
import cn.siduan.dispatch.order.command.OpenOrders;
import cn.siduan.dispatch.order.command.Orders;
import cn.siduan.dispatch.order.command.Slots;
import cn.siduan.dispatch.order.command.TaskParties;
import cn.siduan.dispatch.order.http.OrderApi;
import cn.siduan.dispatch.order.http.TaskApi;
import cn.siduan.dispatch.order.http.ViewersApi;
import cn.siduan.dispatch.order.view.OrderQueries;
import cn.siduan.dispatch.order.view.OrderViews;
import cn.siduan.dispatch.order.view.Tracking;
import cn.siduan.dispatch.outbox.Outbox;
import cn.siduan.dispatch.outbox.Relay;
import cn.siduan.dispatch.outbox.Retention;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.cluster.Cluster;
import cn.siduan.dispatch.platform.crypto.AesFieldCipher;
import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.http.Admission;
import cn.siduan.dispatch.platform.http.ApiContract;
import cn.siduan.dispatch.platform.http.ApiOperation.Rate;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.http.ApiServer;
import cn.siduan.dispatch.platform.http.Authenticator;
import cn.siduan.dispatch.platform.http.ClientAddress;
import cn.siduan.dispatch.platform.http.CommandRunner;
import cn.siduan.dispatch.platform.http.ConsolePages;
import cn.siduan.dispatch.platform.http.DocsPages;
import cn.siduan.dispatch.platform.http.Health;
import cn.siduan.dispatch.platform.http.HttpEndpoint;
import cn.siduan.dispatch.platform.http.MetricsPage;
import cn.siduan.dispatch.platform.http.RateLimiter;
import cn.siduan.dispatch.platform.http.RateLimiter.Limit;
import cn.siduan.dispatch.platform.http.SecurityHeaders;
import cn.siduan.dispatch.platform.net.Destinations;
import cn.siduan.dispatch.platform.registry.ConfiguredCodes;
import cn.siduan.dispatch.privacy.ForgetPeople;
import cn.siduan.dispatch.provider.ProviderApi;
import cn.siduan.dispatch.provider.WorkerApi;
import cn.siduan.dispatch.report.CloseUnsampled;
import cn.siduan.dispatch.report.HistoryApi;
import cn.siduan.dispatch.report.KeepFollowUps;
import cn.siduan.dispatch.report.ReportApi;
import cn.siduan.dispatch.report.TakeFigures;
import cn.siduan.dispatch.resident.ExclusionApi;
import cn.siduan.dispatch.resident.HouseholdApi;
import cn.siduan.dispatch.resident.OwnHouseholdApi;
import cn.siduan.dispatch.resident.ResidentApi;
import cn.siduan.dispatch.resident.UnmaskApi;
import cn.siduan.dispatch.routing.http.DecisionWords;
import cn.siduan.dispatch.routing.http.PolicyApi;
import cn.siduan.dispatch.routing.http.RoutingApi;
import cn.siduan.dispatch.routing.store.Policies;
import cn.siduan.dispatch.routing.store.ProviderHours;
import cn.siduan.dispatch.routing.store.Providers;
import cn.siduan.dispatch.routing.store.Router;
import cn.siduan.dispatch.routing.whatif.WhatIf;
import cn.siduan.dispatch.security.Security;
import cn.siduan.dispatch.sla.Alarms;
import cn.siduan.dispatch.sla.ClockRunsOut;
import cn.siduan.dispatch.sla.KeepClocks;
import cn.siduan.dispatch.sla.OrderClocks;
import cn.siduan.dispatch.sla.RecomputeClocks;
import cn.siduan.dispatch.sla.ShowClocks;
import cn.siduan.dispatch.sla.SlaApi;
import cn.siduan.dispatch.sla.TimeLimitsApi;
import cn.siduan.dispatch.visit.VisitApi;
import cn.siduan.dispatch.watch.NodeFigures;
import cn.siduan.dispatch.workqueue.HandOver;
import cn.siduan.dispatch.workqueue.HazelcastHandOver;
import cn.siduan.dispatch.workqueue.LocalHandOver;
import cn.siduan.dispatch.workqueue.Upkeep;
import cn.siduan.dispatch.workqueue.WorkApi;
import cn.siduan.dispatch.workqueue.WorkQueue;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One node of the dispatch core: everything is made and joined here, by hand, in order. */
public final class DispatchServer implements AutoCloseable {

  private static final String API = "/api/v1";
  private static final Map<Rate, Limit> RATES =
      Map.of(
          Rate.NORMAL, new Limit(400, 200),
          Rate.GUESSABLE, new Limit(60, 5),
          Rate.HEAVY, new Limit(10, 0.5));

  private static final Duration DRAIN = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final Database database;
  private final Security security;
  private final ApiServer api;
  private final HttpEndpoint http;
  private final HandOver handOver;
  private final Upkeep workUpkeep;
  private final Offering offering;
  private final DeadlineWatcher deadlines;
  private final Orders orders;
  private final HttpEndpoint management;
  private final Health health;
  private final NodeFigures figures;
  private final Duration notice;
  private final LiveHub hub;
  private final LiveApi live;
  private final Relay relay;
  private final Notify messages;
  private final Retention retention;
  private final ForgetPeople forgetPeople;
  private final Hotline hotline;

  private DispatchServer(
      ServerSettings settings, Clock clock, @Nullable Authenticator authenticator) {
    // before the others hear of this node: one without a database is of no use to them
    database = new Database(settings.database());
    database.migrate();
    Cluster cluster =
        Cluster.join(
            settings.cluster(),
            config -> HazelcastHandOver.configure(config, settings.workQueues().bound()));
    vertx = cluster.vertx();
    var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Platform platform =
        new Platform(
            vertx,
            database,
            new CommandRunner(database, clock),
            new AesFieldCipher(settings.keys()),
            metrics,
            clock);

    hub = new LiveHub(database, metrics, clock, settings.live());
    relay = new Relay(database, metrics, clock, hub::hint);
    retention = new Retention(database, clock, settings.retention());
    forgetPeople = new ForgetPeople(database, clock, settings.privacy());
    Outbox outbox = new Outbox(relay::hint);

    ApiRouter router = new ApiRouter(ApiContract.load("/dispatch-api.yaml"));
    ZoneId zone = settings.district().zone();
    ConfiguredCodes codes =
        ConfiguredCodes.of(
            settings.serviceLevels().calendars().codes(),
            settings.serviceLevels().codes(),
            settings.district().skills());
    Destinations webhooks = settings.notifications().webhooks();
    CatalogueDirectory catalogue = new CatalogueDirectory(database, clock);
    CentreDirectory centres = new CentreDirectory(database, clock);
    handOver =
        cluster
            .hazelcast()
            .<HandOver>map(hazelcast -> new HazelcastHandOver(hazelcast, metrics))
            .orElseGet(() -> new LocalHandOver(settings.workQueues().bound()));
    WorkQueue workQueues =
        new WorkQueue(database, clock, metrics, handOver, outbox, settings.workQueues());
    workUpkeep = Upkeep.start(workQueues);
    // ---- features register their operations here, one line each ----
    messages = new Notify(platform, settings.notifications(), settings.messageTexts(), outbox);
    messages.register(router);
    OrderViews views = new OrderViews(database, catalogue, centres);
    deadlines = new DeadlineWatcher(database, clock, metrics, settings.deadlines());
    OrderClocks clocks = new OrderClocks(settings.serviceLevels(), catalogue);
    Deadlines timers = new Deadlines(deadlines::hint);
    KeepClocks keepClocks = new KeepClocks(clocks, timers);
    KeepFollowUps keepFollowUps =
        new KeepFollowUps(settings.followUp(), catalogue, timers, workQueues);
    OrderQueries queries =
        new OrderQueries(database, views, centres, List.of(new ShowClocks(clocks, clock)));
    CallHours callHours = hours(settings.calls().outbound(), zone);
    orders =
        new Orders(
            platform,
            views,
            List.of(
                new Slots(),
                keepClocks,
                keepFollowUps,
                new FollowUpsByPhone(settings.calls().outbound(), callHours),
                new TellScreens(outbox, centres),
                new RouteTasks(workQueues),
                new BringOffers(
                    Map.of(
                        "WEBHOOK",
                        new WebhookLink(messages.offers(catalogue, centres)),
                        "TELEPHONE",
                        new OffersByPhone())),
                messages.tellPeople(catalogue, centres)));
    new OrderApi(
            orders,
            new OpenOrders(platform, orders, views, catalogue, new Askers(centres)),
            new MergeOrders(orders, views),
            queries,
            catalogue)
        .register(router, new Tracking(database, views));
    new ViewersApi(database, clock).register(router);
    new TaskApi(
            orders,
            views,
            queries,
            new TaskParties(database),
            clock,
            settings.serviceLevels().extension().days())
        .register(router);
    new SlaApi(database, orders, settings.serviceLevels(), centres, clock).register(router);
    new TimeLimitsApi(settings.serviceLevels(), settings.folder()).register(router);
    new WorkApi(workQueues, platform.commands(), centres).register(router);
    new ReportApi(platform, centres, settings.rates(), zone).register(router);
    new HistoryApi(platform, centres, zone).register(router);
    Policies policies = new Policies(settings.routing(), database, clock);
    policies.requireNamed(database);
    Providers providers =
        new Providers(database, clock, new ProviderHours(settings.serviceLevels().calendars()));
    Router placing = new Router(catalogue, centres, providers, policies, zone);
    new PolicyApi(platform, policies, new WhatIf(placing)).register(router);
    new RoutingApi(database, new DecisionWords(catalogue, centres, zone)).register(router);
    offering =
        Offering.start(
            platform,
            router,
            orders,
            placing,
            workQueues,
            new EmergencyMessages(settings.messageTexts().emergencyText(), placing, zone),
            settings.workQueues().routers());
    Attachments attachments =
        new Attachments(new FileAttachmentStore(settings.attachments().folder()), clock);
    new AttachmentApi(database, orders, attachments).register(router);
    new VisitApi(platform, orders, views, attachments).register(router);
    new CentreApi(platform, centres).register(router);
    new CatalogueApi(platform, catalogue, policies.codes(), codes).register(router);
    new SkillApi(settings.folder()).register(router);
    new SlotApi(platform, zone).register(router);
    hotline =
        Hotline.start(platform, router, settings, outbox, orders, catalogue, workQueues, callHours);
    new ProviderApi(platform, codes, webhooks).register(router);
    new WorkerApi(platform, codes.skills()).register(router);
    new HouseholdApi(platform).register(router);
    new ResidentApi(platform).register(router);
    new ExclusionApi(platform).register(router);
    new UnmaskApi(platform).register(router);
    new OwnHouseholdApi(database).register(router);
    security =
        new Security(platform, settings.security(), messages.codes(), settings.keys().newest());
    security.register(router);
    new ImportApi(
            platform,
            new Sheets(
                centres,
                catalogue,
                policies.codes(),
                codes,
                webhooks,
                zone,
                platform.cipher(),
                security::accountsChanged))
        .register(router);
    Authenticator callers = authenticator == null ? security.authenticator(API) : authenticator;
    live = new LiveApi(hub, callers, settings.live());
    live.register(router);

    api =
        new ApiServer(
            router.complete(),
            callers,
            new RateLimiter(RATES, clock),
            new ClientAddress(settings.security().trustedProxies()),
            metrics,
            clock,
            new Admission(settings.http().mostInFlight(), clock));
    health = new Health().check("database", hub::isListening);
    http = new HttpEndpoint(platform.vertx(), settings.http());
    http.everyAnswer(headers -> SecurityHeaders.add(headers, settings.security().secure()));
    http.mount(routes -> api.mount(routes, API));
    http.mount(health::mount);
    http.mount(new DocsPages()::mount);
    http.mount(new ConsolePages("/siduan-console", settings.browserPhone().origin())::mount);
    figures =
        NodeFigures.start(
            database,
            metrics,
            clock,
            () -> cluster.hazelcast().map(h -> h.getCluster().getMembers().size()).orElse(1),
            hub::isListening);
    management = new HttpEndpoint(vertx, settings.management().http());
    management.mount(health::mount);
    management.mount(new MetricsPage(metrics)::mount);
    notice = settings.management().notice();
    management.start();
    http.start();
    new RecomputeClocks(database, clocks, keepClocks).run();
    TakeFigures takeFigures = new TakeFigures(timers, clock);
    takeFigures.begin(database);
    deadlines.start(
        List.of(
            new ClockRunsOut(
                orders,
                clocks,
                keepClocks,
                new Alarms(outbox, workQueues, centres, messages.clocks(catalogue)),
                clock),
            new CloseUnsampled(orders, clock),
            takeFigures));
  }

  private static CallHours hours(OutboundSettings settings, ZoneId zone) {
    return new CallHours(settings.begins(), settings.ends(), zone);
  }

  public static DispatchServer start(ServerSettings settings, Clock clock) {
    return new DispatchServer(settings, clock, null);
  }

  /**
   * With another way to find out who calls; for tests of features that are not about logging in.
   */
  public static DispatchServer start(
      ServerSettings settings, Clock clock, Authenticator authenticator) {
    return new DispatchServer(settings, clock, authenticator);
  }

  /** Those who are told of every order, for whoever brings orders with their past. */
  public List<OrderEventHandler> followers() {
    return orders.followers();
  }

  /** Fires what has fallen due by a move of the clock; for tests, whose clock stands still. */
  public void clockMoved() {
    deadlines.runDue();
    messages.hint();
    hotline.clockMoved();
  }

  /** The bus on which telephony adapters of this process speak to the core. */
  public Vertx vertx() {
    return vertx;
  }

  public int port() {
    return http.port();
  }

  /** Where {@code /metrics} is. */
  public int managementPort() {
    return management.port();
  }

  /**
   * Says that it is not ready, sends the live screens elsewhere, takes no new requests, finishes
   * those under way, then lets go of the database.
   */
  @Override
  public void close() {
    health.drain();
    try {
      Thread.sleep(notice);
      hub.drain();
      http.drain(DRAIN);
      api.drain(DRAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    deadlines.close();
    hotline.close();
    offering.close();
    workUpkeep.close();
    management.close();
    figures.close();
    live.close();
    messages.close();
    relay.close();
    hub.close();
    retention.close();
    forgetPeople.close();
    security.close();
    handOver.close();
    vertx.close().await();
    database.close();
  }
}
