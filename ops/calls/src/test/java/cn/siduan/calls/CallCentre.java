package cn.siduan.calls;

import static org.awaitility.Awaitility.await;

import cn.siduan.dispatch.DispatchMain;
import cn.siduan.telephony.AdapterMain;
import cn.siduan.telephony.AdapterSettings;
import cn.siduan.telephony.asterisk.AsteriskSettings;
import cn.siduan.telephony.asterisk.AsteriskSettings.Waiting;
import cn.siduan.telephony.fixture.AsteriskFixture;
import cn.siduan.telephony.fixture.Sipp;
import cn.siduan.telephony.fixture.Sound;
import cn.siduan.telephony.fixture.TcpProxy;
import cn.siduan.telephony.link.ClusterSettings;
import cn.siduan.testkit.PostgresFixture;
import cn.siduan.testkit.TestDatabase;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Core, adapter and standby adapter, each a process of its own, a real Asterisk, callers and
 * telephones by SIPp, and a proxy between adapter and Asterisk's manager interface.
 */
final class CallCentre implements AutoCloseable {

  static final List<String> PHONES = List.of("8001", "8002");

  /** A look each 5 s; eight without an answer, at least 40 s, and the desk phones ring. */
  private static final Waiting WAITING = new Waiting(5, 8, 3, 20, 10, 600);

  private static final Path CONFIG = AsteriskFixture.config();

  final TestDatabase database = PostgresFixture.freshDatabase();
  final long item = Founding.of(database, PHONES);
  final Calls calls = new Calls(database);
  final AsteriskFixture asterisk = AsteriskFixture.start(WAITING);
  final TcpProxy ami = TcpProxy.to(asterisk.settings().ami().port());
  private final int clusterPort = AsteriskFixture.freePort();
  private final int httpPort = AsteriskFixture.freePort();
  private final Map<String, Integer> phonePorts = new HashMap<>();
  private final List<JavaProcess> adapters = new ArrayList<>();
  private final Path speech;
  private JavaProcess core;

  CallCentre() throws IOException {
    speech = Sound.tone(440, 4).writeAlaw(asterisk.folder().resolve("speech.al"));
    core = startCore();
    for (String phone : PHONES) {
      phonePorts.put(phone, AsteriskFixture.freePort());
    }
    registerPhones();
  }

  private JavaProcess startCore() {
    byte[] key = new byte[32];
    String base64 = Base64.getEncoder().encodeToString(key);
    return JavaProcess.start(
        DispatchMain.class,
        asterisk.folder().resolve("core.log"),
        Map.ofEntries(
            Map.entry("SIDUAN_DATABASE_URL", database.jdbcUrl()),
            Map.entry("SIDUAN_DATABASE_USER", database.user()),
            Map.entry("SIDUAN_DATABASE_PASSWORD", database.password()),
            Map.entry("SIDUAN_HTTP_HOST", "127.0.0.1"),
            Map.entry("SIDUAN_HTTP_PORT", Integer.toString(httpPort)),
            Map.entry("SIDUAN_MANAGEMENT_PORT", "0"),
            Map.entry("SIDUAN_ATTACHMENTS_FOLDER", folder("attachments").toString()),
            Map.entry("SIDUAN_FIELD_KEYS", "1:" + base64),
            Map.entry("SIDUAN_DIGEST_KEY", base64),
            Map.entry("SIDUAN_CLUSTER_NAME", "calls" + clusterPort),
            Map.entry("SIDUAN_CLUSTER_MEMBERS", "127.0.0.1:" + clusterPort),
            Map.entry("SIDUAN_CLUSTER_PORT", Integer.toString(clusterPort)),
            Map.entry("SIDUAN_CLUSTER_DEAD_AFTER", "5s")),
        CONFIG.toString());
  }

  String url() {
    return "http://127.0.0.1:" + httpPort;
  }

  JavaProcess core() {
    return core;
  }

  void startCoreAgain() {
    core = startCore();
  }

  /** The first one has the Asterisk, the others wait for it. */
  JavaProcess startAdapter() {
    String name = "adapter" + adapters.size();
    AsteriskSettings at = asterisk.settings();
    AsteriskSettings behindProxy =
        new AsteriskSettings(
            at.name(),
            folder(name + "-etc"),
            at.state(),
            at.sip(),
            at.http(),
            new AsteriskSettings.Address("127.0.0.1", ami.port()),
            at.agi(),
            at.amiUser(),
            at.amiSecret(),
            at.rtpFirst(),
            at.rtpLast(),
            at.mostCalls(),
            at.waiting(),
            at.hotlines(),
            at.trunks(),
            at.phones());
    ClusterSettings cluster =
        new ClusterSettings(
            "calls" + clusterPort,
            List.of("127.0.0.1:" + clusterPort),
            "127.0.0.1",
            AsteriskFixture.freePort(),
            0);
    // beside the Asterisk, as the journal of whoever looks after it is: the next one delivers it
    Path journal = asterisk.folder().resolve("journal");
    Path file = asterisk.folder().resolve(name + ".yaml");
    write(file, new AdapterSettings(CONFIG, journal, cluster, behindProxy));
    JavaProcess adapter =
        JavaProcess.start(
            AdapterMain.class, asterisk.folder().resolve(name + ".log"), Map.of(), file.toString());
    adapters.add(adapter);
    return adapter;
  }

  private static void write(Path file, AdapterSettings settings) {
    try {
      Files.writeString(
          file,
          YAMLMapper.builder()
              .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
              .build()
              .writeValueAsString(settings));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path folder(String name) {
    try {
      return Files.createDirectories(asterisk.folder().resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until an adapter owns the Asterisk and callers are looked after. */
  void awaitReady() {
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> !calls.owner().isEmpty() && answersScripts());
  }

  private boolean answersScripts() {
    return TcpProxy.isOpen(asterisk.settings().agi().port());
  }

  void registerPhones() {
    phonePorts.forEach(
        (phone, port) ->
            asterisk
                .sipp(
                    "register.xml",
                    "-s",
                    phone,
                    "-key",
                    "password",
                    "secret-" + phone,
                    "-m",
                    "1",
                    "-p",
                    port.toString())
                .await());
  }

  OperatorClient logIn(String extension) throws IOException, InterruptedException {
    return new OperatorClient(url(), extension, Founding.PASSWORD);
  }

  /** The telephone rings, is picked up and speaks, and hangs up after so long, again and again. */
  Sipp phone(String extension, Duration talk) {
    return asterisk.sipp(
        "talking-phone.xml?sound=" + speech,
        "-aa",
        "-timeout",
        "3600s",
        "-p",
        phonePorts.get(extension).toString(),
        "-d",
        Long.toString(talk.toMillis()));
  }

  /** Somebody calls and speaks until they are hung up on, or their patience ends. */
  Sipp caller(String number, Duration patience) {
    return call("talking-caller.xml?sound=" + speech + "&stay=" + patience.toMillis(), number);
  }

  /**
   * So many callers of one number, who do not say a word and hang up after so long.
   *
   * @param rate calls a second
   */
  Sipp silentCallers(String number, int count, int rate, Duration patience) {
    return call(
        "caller.xml",
        number,
        "-m",
        Integer.toString(count),
        "-r",
        Integer.toString(rate),
        "-d",
        Long.toString(patience.toMillis()),
        "-key",
        "keys",
        "");
  }

  private Sipp call(String scenario, String number, String... more) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "-timeout",
                "600s",
                "-m",
                "1",
                "-s",
                AsteriskFixture.HOTLINE,
                "-p",
                Integer.toString(AsteriskFixture.freePort()),
                "-key",
                "number",
                number));
    options.addAll(List.of(more));
    return asterisk.sipp(scenario, options.toArray(String[]::new));
  }

  /** The telephone is put down. */
  void putDown(String extension) {
    asterisk
        .cli("core show channels concise")
        .lines()
        .map(l -> l.substring(0, l.indexOf('!')))
        .filter(c -> c.startsWith("PJSIP/" + extension + "-"))
        .forEach(c -> asterisk.cli("channel request hangup " + c));
  }

  /** Channels that are joined with another one, as Asterisk sees it. */
  long talkingInAsterisk() {
    return asterisk
        .cli("core show channels concise")
        .lines()
        .filter(l -> l.split("!", -1).length > 12 && !l.split("!", -1)[12].isEmpty())
        .count();
  }

  @Override
  public void close() {
    adapters.forEach(JavaProcess::close);
    core.close();
    ami.close();
    asterisk.close();
  }
}
