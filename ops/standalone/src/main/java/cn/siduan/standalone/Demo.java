package cn.siduan.standalone;

import cn.siduan.demo.load.LoadDistrict;
import cn.siduan.dispatch.DispatchServer;
import cn.siduan.dispatch.ServerSettings;
import cn.siduan.dispatch.calendar.WorkingCalendar;
import cn.siduan.dispatch.catalogue.FirstCatalogue;
import cn.siduan.dispatch.platform.config.ConfigException;
import cn.siduan.dispatch.platform.config.FixedLayer;
import cn.siduan.dispatch.platform.crypto.AesFieldCipher;
import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.db.DatabaseSettings;
import cn.siduan.dispatch.security.password.HashCost;
import cn.siduan.dispatch.security.password.PasswordHasher;
import cn.siduan.standalone.OwnAsterisk.Engine;
import cn.siduan.telephony.asterisk.AsteriskSettings;
import cn.siduan.telephony.asterisk.AsteriskSettings.Phone;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A running Siduan with the demo district, and all it stands on. Closing stops everything. */
final class Demo implements AutoCloseable {

  /** How Asterisk is run here, as ops/demo found out; empty without. */
  private static final String PHONE = Objects.requireNonNullElse(System.getenv("DEMO_PHONE"), "");

  private final DataFolder folder;
  private final SecretsFile secrets;
  private volatile boolean open = true;
  private volatile @Nullable OwnPostgres postgres;
  private volatile @Nullable DispatchServer server;
  private volatile List<OwnAsterisk> asterisks = List.of();
  private volatile @Nullable RunSipp sipp;

  private Demo(DataFolder folder, SecretsFile secrets) {
    this.folder = folder;
    this.secrets = secrets;
  }

  /** Whatever comes of it, {@link #close} stops what was started so far. */
  static Demo open(Options options) {
    DataFolder folder = DataFolder.open(options.folder());
    try {
      if (options.reset()) {
        folder.empty();
      }
      folder.requireSpace();
      return new Demo(folder, SecretsFile.readOrMake(folder.path(), folder.isNew()));
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  void start(Options options, Clock real, Progress progress) {
    // before anything is started: all that can be wrong with them
    List<AsteriskSettings> telephones = telephones(options);
    ServerSettings checked = settings(options, telephones, DatabaseSettings.of("", "", "none"));
    WorkingCalendar office = checked.serviceLevels().calendars().get("STANDARD");
    Clock clock = DistrictClock.of(folder, options.at(), office, real);
    open = office.isOpen(clock.instant());
    requireFree(checked.http().host(), checked.http().port());
    OwnPostgres own =
        progress.step(
            folder.isNew() ? "making a PostgreSQL" : "starting PostgreSQL",
            () -> OwnPostgres.start(folder, secrets.databasePassword()));
    postgres = own;
    ServerSettings settings = settings(options, telephones, own.settings());
    if (folder.isFilled()) {
      server = progress.step("starting Siduan", () -> DispatchServer.start(settings, clock));
    } else {
      startAndFill(settings, clock, progress);
    }
    if (!telephones.isEmpty()) {
      startPhone(options, telephones, clock, progress);
    }
  }

  /**
   * Without a telephone none. Faults of telephony.yaml are told together with those of the others.
   */
  private List<AsteriskSettings> telephones(Options options) {
    if (options.noPhone() || PHONE.isEmpty()) {
      return List.of();
    }
    try {
      return new DemoPhone(asteriskFolder(), options.smoke())
          .read(options.config(), System.getenv(), secrets);
    } catch (IllegalArgumentException e) {
      String others = "";
      try {
        var _ = settings(options, List.of(), DatabaseSettings.of("", "", "none"));
      } catch (ConfigException also) {
        others = "\n" + also.getMessage();
      }
      throw new CannotStart(e.getMessage() + others, e);
    }
  }

  private Path asteriskFolder() {
    return folder.path().resolve("asterisk");
  }

  /** Without a telephone there is still a demo, so what is in its way is told and no more. */
  private void startPhone(
      Options options, List<AsteriskSettings> telephones, Clock clock, Progress progress) {
    try {
      for (AsteriskSettings one : telephones) {
        OwnAsterisk started =
            progress.step(
                "starting Asterisk " + one.name(),
                () ->
                    OwnAsterisk.start(
                        Engine.of(PHONE, one.folder()),
                        one,
                        options.config(),
                        Objects.requireNonNull(server).vertx(),
                        clock));
        asterisks = Stream.concat(asterisks.stream(), Stream.of(started)).toList();
      }
      PhoneFile file = PhoneFile.of(asterisks.getFirst(), secrets.demoPassword(), residentPhone());
      file.write(asteriskFolder());
      sipp = new RunSipp(file, asteriskFolder());
    } catch (CannotStart e) {
      progress.say("");
      progress.say(String.valueOf(e.getMessage()));
    }
  }

  /** Where telephones of one's own register; none without Asterisk. */
  List<AsteriskSettings> telephones() {
    return asterisks.stream().map(OwnAsterisk::settings).toList();
  }

  /** Callers and telephones; null without Asterisk. */
  @Nullable RunSipp sipp() {
    return sipp;
  }

  /** The district is loaded all or not at all: interrupted, the next start does it again. */
  private void startAndFill(ServerSettings settings, Clock clock, Progress progress) {
    try (Database database = new Database(settings.database())) {
      progress.step(
          "making the tables",
          () -> {
            database.migrate();
            return new FirstCatalogue(database, clock)
                .loadIfNone(settings.folder().resolve("catalogue.yaml"));
          });
      DispatchServer started =
          progress.step("starting Siduan", () -> DispatchServer.start(settings, clock));
      server = started;
      LoadDistrict district =
          new LoadDistrict(
              database, new AesFieldCipher(settings.keys()), started.followers(), clock.instant());
      if (!district.isLoaded()) {
        progress.step("loading the demo district", () -> district.load(passwordHash()));
      }
      folder.markFilled(LoadDistrict.findSomebody(database));
    }
  }

  /** One hash for all accounts: at the cost that production has, 2,400 would take minutes. */
  private String passwordHash() {
    return new PasswordHasher(HashCost.owasp(), 1).hash(secrets.demoPassword());
  }

  /** The environment's own wishes come first, but for the database, which is ours. */
  private ServerSettings settings(
      Options options, List<AsteriskSettings> telephones, DatabaseSettings database) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.putIfAbsent("SIDUAN_HTTP_HOST", "127.0.0.1");
    environment.putIfAbsent("SIDUAN_MANAGEMENT_PORT", "0");
    if (options.smoke()) {
      SmokeRun.hurry(environment);
    } else if (telephones.isEmpty()) {
      environment.putIfAbsent("SIDUAN_CALLS_OUTBOUND_LINES", "0");
    }
    String browsers = DemoPhone.range(telephones, Phone::browser);
    if (!browsers.isEmpty()) {
      environment.putIfAbsent("SIDUAN_BROWSER_PHONE_WEBSOCKET", DemoPhone.websocket(telephones));
      environment.putIfAbsent("SIDUAN_BROWSER_PHONE_EXTENSIONS", browsers);
    }
    environment.putIfAbsent("SIDUAN_ATTACHMENTS_FOLDER", folder.attachments().toString());
    environment.put("SIDUAN_DATABASE_URL", database.url());
    environment.put("SIDUAN_DATABASE_USER", database.user());
    environment.put("SIDUAN_DATABASE_PASSWORD", database.password());
    environment.remove("SIDUAN_DATABASE_PASSWORD_FILE");
    if (options.port() != null) {
      environment.put("SIDUAN_HTTP_PORT", options.port().toString());
    }
    return ServerSettings.load(
        options.config(),
        environment,
        new FixedLayer(
            "secrets.properties",
            Map.of("field_keys", secrets.fieldKeys(), "digest_key", secrets.digestKey())));
  }

  private static void requireFree(String host, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // as the server will: a port that only just became free is free
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, port));
    } catch (IOException e) {
      throw new CannotStart(
          "Port %d of %s cannot be used (%s). Choose another with --port, or stop what listens there."
              .formatted(port, host, e.getMessage()),
          e);
    }
  }

  /** Whether those whom orders go to are at work. */
  boolean isOpen() {
    return open;
  }

  int port() {
    return Objects.requireNonNull(server).port();
  }

  String demoPassword() {
    return secrets.demoPassword();
  }

  /** Of a resident who is the only one to be reached there, for logging in as them. */
  String residentPhone() {
    return folder.filledFor();
  }

  /** The one-time code that was last sent to a telephone. */
  String lastCode(String phone) {
    try (Database database = new Database(Objects.requireNonNull(postgres).settings())) {
      String body =
          database.read(
              handle ->
                  handle
                      .createQuery(
                          """
                          select body from message where recipient = :phone and template = 'LOGIN_CODE'
                          order by id desc limit 1\
                          """)
                      .bind("phone", phone)
                      .mapTo(String.class)
                      .one());
      return body.replaceAll(".*?([0-9]{6}).*", "$1");
    }
  }

  Path folder() {
    return folder.path();
  }

  /** The last started first; what was closed before is left alone. */
  @Override
  public synchronized void close() {
    DispatchServer running = server;
    OwnPostgres own = postgres;
    List<OwnAsterisk> phones = asterisks;
    server = null;
    asterisks = List.of();
    postgres = null;
    try {
      if (!phones.isEmpty()) {
        PhoneFile.remove(asteriskFolder());
        phones.forEach(OwnAsterisk::close);
      }
      if (running != null) {
        running.close();
      }
    } finally {
      try {
        if (own != null) {
          own.close();
        }
      } finally {
        folder.close();
      }
    }
  }
}
