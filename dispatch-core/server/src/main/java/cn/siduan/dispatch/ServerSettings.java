package cn.siduan.dispatch;

import cn.siduan.dispatch.calls.CallSettings;
import cn.siduan.dispatch.calls.browser.BrowserPhoneSettings;
import cn.siduan.dispatch.catalogue.CatalogueFile;
import cn.siduan.dispatch.deadline.DeadlineSettings;
import cn.siduan.dispatch.live.LiveSettings;
import cn.siduan.dispatch.notify.MessageTexts;
import cn.siduan.dispatch.notify.NotifySettings;
import cn.siduan.dispatch.order.attachment.AttachmentSettings;
import cn.siduan.dispatch.outbox.Retention;
import cn.siduan.dispatch.platform.cluster.ClusterSettings;
import cn.siduan.dispatch.platform.config.ConfigFiles;
import cn.siduan.dispatch.platform.config.ConfigLayer;
import cn.siduan.dispatch.platform.config.ConfigReader;
import cn.siduan.dispatch.platform.config.EnvironmentLayer;
import cn.siduan.dispatch.platform.config.FixedLayer;
import cn.siduan.dispatch.platform.config.YamlLayer;
import cn.siduan.dispatch.platform.crypto.FieldKeys;
import cn.siduan.dispatch.platform.db.DatabaseSettings;
import cn.siduan.dispatch.platform.http.HttpSettings;
import cn.siduan.dispatch.privacy.ForgetPeople;
import cn.siduan.dispatch.report.FollowUpSettings;
import cn.siduan.dispatch.report.RateSettings;
import cn.siduan.dispatch.routing.config.RoutingFile;
import cn.siduan.dispatch.security.SecuritySettings;
import cn.siduan.dispatch.sla.ServiceLevels;
import cn.siduan.dispatch.workqueue.WorkQueueSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one node needs to know to start: the settings of every feature, each read by its owner.
 *
 * @param folder holds dispatch.yaml, catalogue.yaml, service-levels.yaml, calendars.yaml and
 *     messages.yaml
 * @param keys of sensitive fields; there is no default
 * @param management where the node is watched
 */
public record ServerSettings(
    Path folder,
    DistrictSettings district,
    HttpSettings http,
    DatabaseSettings database,
    AttachmentSettings attachments,
    DeadlineSettings deadlines,
    ServiceLevels serviceLevels,
    ClusterSettings cluster,
    WorkQueueSettings workQueues,
    FollowUpSettings followUp,
    RateSettings rates,
    FieldKeys keys,
    ManagementSettings management,
    LiveSettings live,
    Retention.Settings retention,
    ForgetPeople.Settings privacy,
    SecuritySettings security,
    NotifySettings notifications,
    MessageTexts messageTexts,
    RoutingFile routing,
    CallSettings calls,
    BrowserPhoneSettings browserPhone) {

  /** Read by logback.xml, before there are settings. */
  private static final Set<String> LOG_VARIABLES = Set.of("SIDUAN_LOG", "SIDUAN_LOG_LEVEL");

  /** The defaults on a given database; for tests. */
  public static ServerSettings local(
      Path folder, DatabaseSettings database, Path attachments, FieldKeys keys) {
    return local(folder, database, attachments, keys, SecuritySettings.defaults());
  }

  public static ServerSettings local(
      Path folder,
      DatabaseSettings database,
      Path attachments,
      FieldKeys keys,
      SecuritySettings security) {
    return new ServerSettings(
        folder,
        DistrictSettings.defaults(),
        HttpSettings.local(),
        database,
        new AttachmentSettings(attachments),
        DeadlineSettings.defaults(),
        ServiceLevels.defaults(),
        ClusterSettings.alone(),
        WorkQueueSettings.defaults(),
        FollowUpSettings.defaults(),
        RateSettings.defaults(),
        keys,
        ManagementSettings.onAnyPort(),
        LiveSettings.defaults(),
        Retention.Settings.defaults(),
        ForgetPeople.Settings.defaults(),
        security,
        NotifySettings.defaults(),
        MessageTexts.defaults(),
        routing(folder),
        CallSettings.defaults(),
        BrowserPhoneSettings.none());
  }

  /** With another number of tasks that a node places at once. */
  public ServerSettings withRouters(int count) {
    return new ServerSettings(
        folder,
        district,
        http,
        database,
        attachments,
        deadlines,
        serviceLevels,
        cluster,
        workQueues.withRouters(count),
        followUp,
        rates,
        keys,
        management,
        live,
        retention,
        privacy,
        security,
        notifications,
        messageTexts,
        routing,
        calls,
        browserPhone);
  }

  /**
   * @param environment usually {@code System.getenv()}
   * @param given what the program says itself where neither the environment nor the file does
   * @throws cn.siduan.dispatch.platform.config.ConfigException telling all faults together
   */
  public static ServerSettings load(
      Path folder, Map<String, String> environment, FixedLayer given) {
    List<ConfigLayer> layers =
        List.of(
            new EnvironmentLayer(environment, LOG_VARIABLES),
            YamlLayer.read(folder.resolve("dispatch.yaml")),
            given);
    ConfigReader reader = ConfigReader.over(layers);
    ServerSettings settings = read(folder, reader);
    reader.done();
    return settings;
  }

  /** A line for each feature: its section, and the record that reads it. */
  public static ServerSettings read(Path folder, ConfigReader in) {
    ConfigFiles files = new ConfigFiles(folder);
    ServerSettings settings = read(folder, files, in);
    CatalogueFile.check(
        files.read("catalogue.yaml"),
        new CatalogueFile.Known(
            settings.district().skills(),
            settings.serviceLevels().codes(),
            settings.routing().codes()),
        files.faults());
    files.tell(in);
    return settings;
  }

  private static ServerSettings read(Path folder, ConfigFiles files, ConfigReader in) {
    return new ServerSettings(
        folder,
        DistrictSettings.read(files, in),
        HttpSettings.read(in.section("http", "The listening socket.")),
        DatabaseSettings.read(in.section("database", "How to reach PostgreSQL.")),
        AttachmentSettings.read(in.section("attachments", "Photos, recordings, signatures.")),
        DeadlineSettings.read(in.section("deadlines", "Timers: clocks, offers, escalations.")),
        ServiceLevels.read(files),
        ClusterSettings.read(in.section("cluster", "Nodes that share the work.")),
        WorkQueueSettings.read(in.section("work_queues", "How work is handed out.")),
        FollowUpSettings.read(in.section("follow_up", "Which orders are followed up.")),
        RateSettings.read(in.section("rates", "How the three rates are counted.")),
        FieldKeys.read(in),
        ManagementSettings.read(in.section("management", "Metrics and health, for who runs it.")),
        LiveSettings.read(in.section("live", "Screens that are told what changes.")),
        Retention.Settings.read(in.section("retention", "How long what is not history is kept.")),
        ForgetPeople.Settings.read(
            in.section("privacy", "How long what is known of people beside their orders is kept.")),
        SecuritySettings.read(in.section("security", "Log-in and sessions.")),
        NotifySettings.read(in.section("notify", "Text messages and webhooks.")),
        MessageTexts.read(files),
        RoutingFile.read(files),
        CallSettings.read(in.section("calls", "The hotline.")),
        BrowserPhoneSettings.read(in.section("browser_phone", "The browser as a telephone.")));
  }

  private static RoutingFile routing(Path folder) {
    ConfigFiles files = new ConfigFiles(folder);
    RoutingFile routing = RoutingFile.read(files);
    files.faults().throwIfAny();
    return routing;
  }
}
