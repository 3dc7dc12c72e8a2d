package cn.siduan.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Real calls while what serves them is killed, frozen, cut off and flooded; {@code ops/chaos
 * calls}. Core and adapters are processes of their own.
 */
@Tag("asterisk")
@EnabledIfSystemProperty(named = "chaos", matches = "calls")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CallsChaosTest {

  private static final int FLOOD = 20_000;
  private static final String EVENT =
      """
      Event: NewConnectedLine
      Privilege: call,all
      Channel: PJSIP/trunk-x
      ChannelState: 6
      ChannelStateDesc: Up
      CallerIDNum: 1
      Context: wait
      Exten: s
      Priority: 1
      Uniqueid: flood-1
      Linkedid: flood-1

      """
          .replace("\n", "\r\n");

  private static final Table TABLE = new Table();
  private static CallCentre centre;
  private static JavaProcess adapter;
  private static Shift shift;

  @BeforeAll
  static void start() throws Exception {
    centre = new CallCentre();
    adapter = centre.startAdapter();
    centre.awaitReady();
    shift = new Shift(centre);
  }

  @AfterAll
  static void stop() {
    TABLE.print();
    centre.close();
  }

  /** Whatever came of it, the next one begins with nobody on the line and nobody busy. */
  @AfterEach
  void everybodyGoes() throws InterruptedException {
    centre.database.allowConnections(true);
    shift.ends();
  }

  private static void check(String what, String prefix, Shift.Throw thrown) throws Exception {
    Verdict verdict = TABLE.add(shift.under(what, prefix, thrown));
    assertThat(verdict.isGood()).as("%s", verdict).isTrue();
  }

  private static JavaProcess standby() {
    JavaProcess standby = centre.startAdapter();
    standby.awaitSaying("has another owner");
    return standby;
  }

  private static void awaitAnotherOwner(String owner) {
    await().atMost(Duration.ofSeconds(60)).until(() -> !centre.calls.owner().equals(owner));
  }

  @Test
  @Order(1)
  void an_adapter_killed_is_replaced_by_the_one_that_waits() throws Exception {
    JavaProcess standby = standby();
    check("adapter killed with -9", "1391000001", adapter::kill);
    adapter = standby;
  }

  @Test
  @Order(2)
  void a_core_killed_is_waited_for() throws Exception {
    check(
        "core killed with -9, started 5 s later",
        "1391000002",
        () -> {
          centre.core().kill();
          Thread.sleep(5_000);
          centre.startCoreAgain();
        });
  }

  @Test
  @Order(3)
  void a_database_away_for_thirty_seconds_is_waited_for() throws Exception {
    check(
        "PostgreSQL away for 30 s",
        "1391000003",
        () -> {
          centre.database.allowConnections(false);
          Thread.sleep(30_000);
          centre.database.allowConnections(true);
        });
  }

  @Test
  @Order(4)
  void a_manager_interface_cut_silently_is_noticed() throws Exception {
    check("AMI cut without a word", "1391000004", centre.ami::silence);
  }

  @Test
  @Order(5)
  void twenty_thousand_events_drown_nothing() throws Exception {
    check("20,000 AMI events at once", "1391000005", () -> centre.ami.inject(EVENT.repeat(FLOOD)));
  }

  @Test
  @Order(6)
  void of_two_that_both_believe_they_own_an_asterisk_one_is_refused() throws Exception {
    JavaProcess standby = standby();
    String owner = centre.calls.owner();
    check(
        "owner frozen, thawed when replaced: two believe",
        "1391000006",
        () -> {
          adapter.freeze();
          awaitAnotherOwner(owner);
          adapter.thaw();
        });
    assertThat(adapter.isAlive()).isTrue();
    adapter.kill();
    adapter = standby;
  }

  @Test
  @Order(7)
  void a_restarted_asterisk_ends_its_calls_once_and_takes_new_ones() throws Exception {
    String prefix = "1391000007";
    List<Calls.Row> before = shift.busy(prefix);
    try (Orders orders = shift.orders(prefix + "0")) {
      Instant begun = Instant.now();
      centre.asterisk.cli("core restart now");
      Books books = shift.books(prefix, orders);
      String fresh = "13910000079";
      shift.answersNext(fresh);
      double seconds = Duration.between(begun, Instant.now()).toMillis() / 1000.0;
      Verdict verdict =
          TABLE.add(new Verdict("Asterisk restarted: its calls end", books, 0, 0, 0, 0, seconds));
      assertThat(before).hasSize(6);
      assertThat(verdict.isGood()).as("%s", verdict).isTrue();
    }
  }

  @Test
  @Order(8)
  void a_caller_nobody_of_ours_answers_reaches_a_desk_phone_and_keeps_it() throws Exception {
    String number = "13910000080";
    var _ = centre.caller(number, Duration.ofMinutes(5));
    await().atMost(Duration.ofSeconds(20)).until(() -> centre.calls.count(number, "WAITING") == 1);
    try (Orders orders = shift.orders(number)) {
      Instant begun = Instant.now();

      adapter.kill();
      await().atMost(Duration.ofSeconds(90)).until(() -> centre.talkingInAsterisk() == 2);
      double seconds = Duration.between(begun, Instant.now()).toMillis() / 1000.0;
      adapter = centre.startAdapter();
      adapter.awaitSaying("is ours");
      await().atMost(Duration.ofMinutes(2)).until(() -> centre.calls.count(number, "WAITING") == 0);
      shift.begins();
      long goesOn = centre.talkingInAsterisk() / 2;

      centre.putDown("8001");
      centre.putDown("8002");
      Books books = shift.books(List.of(number), orders);
      Verdict verdict =
          TABLE.add(
              new Verdict(
                  "adapter killed, nobody takes over: desk phones",
                  books,
                  1,
                  goesOn,
                  0,
                  0,
                  seconds));
      assertThat(verdict.isGood()).as("%s", verdict).isTrue();
    }
  }
}
