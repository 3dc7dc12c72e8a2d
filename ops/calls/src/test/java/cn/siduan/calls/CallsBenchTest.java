package cn.siduan.calls;

import static org.awaitility.Awaitility.await;

import cn.siduan.telephony.fixture.AsteriskFixture;
import cn.siduan.telephony.fixture.Sipp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The four figures of the hotline; {@code ops/bench calls}. */
@Tag("asterisk")
@EnabledIfSystemProperty(named = "bench", matches = "calls")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CallsBenchTest {

  private static final String STATIC = "99999";
  private static final int ANSWERS = 200;
  private static final int POPS = 100;
  private static final String PHONE = CallCentre.PHONES.getFirst();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int CONCURRENT = 200;
  private static final int RATE = 10;
  private static final int CALLS = 500;

  private static CallCentre centre;
  private static JavaProcess adapter;

  @BeforeAll
  static void start() throws IOException {
    centre = new CallCentre();
    adapter = centre.startAdapter();
    staticAnswer();
    centre.awaitReady();
  }

  @AfterAll
  static void stop() {
    centre.close();
  }

  /** A number that the same Asterisk answers with nothing of ours behind it. */
  private static void staticAnswer() throws IOException {
    Path dialplan = centre.asterisk.settings().folder().resolve("extensions.conf");
    Files.writeString(
        dialplan,
        """

        [from-trunk]
        exten => %s,1,Answer()
         same => n,Wait(5)
         same => n,Hangup()
        """
            .formatted(STATIC),
        StandardOpenOption.APPEND);
    centre.asterisk.cli("dialplan reload");
  }

  private static double percentile(List<Double> values, double share) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.min(sorted.size() - 1, Math.ceil(share * sorted.size()) - 1));
  }

  @Test
  @Order(1)
  void answer() {
    List<Double> ours = new ArrayList<>();
    List<Double> plain = new ArrayList<>();
    try (SipCaller caller = new SipCaller(centre.asterisk.settings().sip().port())) {
      for (int i = 0; i < 20; i++) {
        caller.call(STATIC);
        caller.call(AsteriskFixture.HOTLINE);
      }
      // by turns, so that whatever else the machine does meets both alike
      for (int i = 0; i < ANSWERS; i++) {
        plain.add(caller.call(STATIC) / 1e6);
        ours.add(caller.call(AsteriskFixture.HOTLINE) / 1e6);
      }
    }
    System.out.printf(
        "answer: overhead_p50_ms=%.1f overhead_p99_ms=%.1f%n",
        percentile(ours, 0.5) - percentile(plain, 0.5),
        percentile(ours, 0.99) - percentile(plain, 0.99));
  }

  @Test
  @Order(2)
  void pop() throws Exception {
    OperatorClient operator = centre.logIn(PHONE);
    var _ = centre.phone(PHONE, Duration.ofMinutes(10));
    List<Double> pops = new ArrayList<>();
    try (Screen screen = new Screen(operator)) {
      for (int i = 0; i < POPS; i++) {
        operator.presence("AVAILABLE");
        pops.add(pop("1394000%04d".formatted(i), screen));
        centre.asterisk.cli("channel request hangup all");
        await().atMost(PATIENCE).until(centre.calls::allOver);
      }
    }
    operator.presence("OFFLINE");
    System.out.printf("pop: p99_ms=%.0f%n", percentile(pops, 0.99));
  }

  /**
   * From the reservation, after which the telephone is told to ring, to the event on the screen.
   */
  private static double pop(String number, Screen screen) {
    var _ = centre.silentCallers(number, 1, 1, Duration.ofSeconds(30));
    await().atMost(PATIENCE).until(() -> centre.calls.count(number, "TALKING") == 1);
    String id = centre.calls.of(number).getFirst().id();
    await().atMost(PATIENCE).until(() -> screen.rang(id).isPresent());
    Duration took = Duration.between(centre.calls.reserved(PHONE), screen.rang(id).orElseThrow());
    return took.toNanos() / 1e6;
  }

  /** 200 who wait for 20 s each, ten more a second: everyone is answered and has one record. */
  @Test
  @Order(3)
  void load() {
    String number = "13950000001";
    Sipp callers = centre.silentCallers(number, CALLS, RATE, Duration.ofSeconds(CONCURRENT / RATE));
    AtomicLong most = new AtomicLong();
    await()
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              most.accumulateAndGet(centre.calls.open(number), Math::max);
              return callers.isDone();
            });
    boolean good = isGood(callers);
    await().atMost(Duration.ofMinutes(1)).until(() -> centre.calls.open(number) == 0);
    int missing = CALLS - centre.calls.of(number).size();
    System.out.printf(
        "load: concurrent=%d calls_per_s=%d failed=%d%n",
        most.get(), RATE, good ? missing : Math.max(1, missing));
  }

  private static boolean isGood(Sipp callers) {
    try {
      callers.await();
      return true;
    } catch (AssertionError e) {
      System.out.println(e.getMessage());
      return false;
    }
  }

  @Test
  @Order(4)
  void failover() {
    String number = "13960000001";
    int waiting = 20;
    JavaProcess standby = centre.startAdapter();
    standby.awaitSaying("has another owner");
    var _ = centre.silentCallers(number, waiting, 4, Duration.ofSeconds(50));
    await()
        .atMost(Duration.ofSeconds(40))
        .until(() -> centre.calls.count(number, "WAITING") == waiting);
    List<Calls.Row> before = centre.calls.of(number);
    String owner = centre.calls.owner();
    Instant killed = Instant.now();

    adapter.kill();

    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () ->
                !centre.calls.owner().equals(owner)
                    && centre.calls.of(number).stream()
                        .allMatch(r -> r.ended() != null || r.seen().isAfter(killed)));
    double seconds = Duration.between(killed, Instant.now()).toMillis() / 1000.0;
    System.out.printf(
        "failover: seconds=%.1f lost=%d%n", seconds, waiting - centre.calls.keptPlaces(before));
  }
}
