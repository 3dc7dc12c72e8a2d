package cn.siduan.demo.load;

import static cn.siduan.demo.Districts.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.contract.OrderNumber;
import cn.siduan.demo.config.ConfigFolder;
import cn.siduan.demo.plan.OrderPlan;
import cn.siduan.dispatch.catalogue.CatalogueDirectory;
import cn.siduan.dispatch.catalogue.FirstCatalogue;
import cn.siduan.dispatch.catalogue.Item;
import cn.siduan.dispatch.deadline.Deadlines;
import cn.siduan.dispatch.order.Intake;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.command.OrderStore;
import cn.siduan.dispatch.platform.crypto.AesFieldCipher;
import cn.siduan.dispatch.platform.crypto.FieldCipher;
import cn.siduan.dispatch.platform.crypto.FieldKeys;
import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.db.DatabaseSettings;
import cn.siduan.dispatch.sla.KeepClocks;
import cn.siduan.dispatch.sla.OrderClocks;
import cn.siduan.dispatch.sla.ServiceLevels;
import cn.siduan.testkit.PostgresFixture;
import cn.siduan.testkit.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LoadDistrictTest {

  private static final Logger LOG = LoggerFactory.getLogger(LoadDistrictTest.class);
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
  private static final FieldCipher CIPHER = new AesFieldCipher(FieldKeys.of("1:" + KEY, KEY));

  private static Database database;
  private static List<Past> pasts;

  @BeforeAll
  static void load() {
    TestDatabase test = PostgresFixture.freshDatabase();
    database = new Database(DatabaseSettings.of(test.jdbcUrl(), test.user(), test.password()));
    long began = System.nanoTime();
    new FirstCatalogue(database, CLOCK).loadIfNone(ConfigFolder.find().resolve("catalogue.yaml"));
    OrderClocks clocks =
        new OrderClocks(ServiceLevels.defaults(), new CatalogueDirectory(database, CLOCK));
    KeepClocks keepClocks = new KeepClocks(clocks, new Deadlines(_ -> {}));
    LoadDistrict loader = new LoadDistrict(database, CIPHER, List.of(keepClocks), NOW);
    assertThat(loader.isLoaded()).isFalse();
    pasts = loader.load("no hash at all");
    assertThat(loader.isLoaded()).isTrue();
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    LOG.warn("the demo district was loaded in {} ms", took.toMillis());
    assertThat(took).isLessThan(Duration.ofMinutes(1));
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void it_has_the_size_of_a_district() {
    assertThat(count("centre where tier = 'DISTRICT'")).isEqualTo(1);
    assertThat(count("centre where tier = 'SUBDISTRICT'")).isEqualTo(8);
    assertThat(count("centre where tier = 'COMMUNITY'")).isEqualTo(64);
    assertThat(count("service_category")).isEqualTo(12);
    assertThat(count("service_item")).isEqualTo(120);
    assertThat(count("provider")).isEqualTo(300);
    assertThat(count("worker")).isEqualTo(2_000);
    assertThat(count("resident")).isEqualTo(50_000);
    assertThat(count("service_order")).isEqualTo(pasts.size()).isBetween(5_000, 7_500);
    assertThat(count("slot where starts_at > '" + NOW + "'")).isGreaterThan(10_000);
  }

  @Test
  void every_order_stands_in_the_database_as_its_events_lead_to() {
    List<Order> orders = pasts.stream().map(Past::order).toList();
    List<Long> ids = orders.stream().map(Order::id).toList();
    List<Order> stored =
        database.read(handle -> OrderStore.list(handle, ids)).stream()
            .sorted(Comparator.comparing(Order::id))
            .toList();
    assertThat(stored).hasSameSizeAs(orders);
    for (int i = 0; i < stored.size(); i++) {
      assertThat(stored.get(i)).isEqualTo(orders.get(i));
    }
  }

  @Test
  void every_history_is_whole_and_ends_with_the_version_of_its_order() {
    assertThat(
            count(
                """
                service_order o where o.version <> (select count(*) from order_event e where e.order_id = o.id)
                  or o.version <> (select max(seq) from order_event e where e.order_id = o.id)\
                """))
        .isZero();
    assertThat(count("order_event where recorded_at > '" + NOW + "'")).isZero();
  }

  @Test
  void orders_are_numbered_without_gaps_and_the_next_follows() {
    long last = pasts.getLast().order().id();
    assertThat(last).isEqualTo(1_000_000L + pasts.size());
    assertThat(pasts).allMatch(p -> OrderNumber.parse(p.order().number().toString()).isPresent());
    assertThat(database.<Long>transaction(tx -> OrderStore.nextId(tx.handle())))
        .isEqualTo(last + 1);
  }

  @Test
  void every_form_is_filled_in_as_its_item_asks() {
    CatalogueDirectory catalogue = new CatalogueDirectory(database, CLOCK);
    for (Past past : pasts) {
      Intake intake = past.order().intake();
      Item item = catalogue.find(intake.itemId()).orElseThrow();
      assertThat(item.checkForm(intake.form())).as(item.code()).isEmpty();
    }
  }

  @Test
  void no_place_of_a_slot_is_held_twice() {
    assertThat(count("booking where released_at is null")).isGreaterThan(100);
    assertThat(
            count(
                """
                (select slot_id, place from booking where released_at is null
                 group by slot_id, place having count(*) > 1) twice\
                """))
        .isZero();
  }

  @Test
  void card_numbers_and_health_notes_cannot_be_read_in_the_database() {
    byte[] card =
        database.read(
            handle ->
                handle
                    .createQuery("select id_card from resident where id = 1")
                    .mapTo(byte[].class)
                    .one());
    assertThat(CIPHER.decrypt(card)).matches("[0-9]{17}[0-9X]");
    assertThat(count("resident where health_note is not null")).isGreaterThan(1_000);
  }

  @Test
  void whatever_is_still_to_be_done_has_its_deadline() {
    assertThat(
            count(
                """
                service_order o where o.state in ('RECEIVED', 'IN_PROGRESS', 'REOPENED') and not exists (
                  select from deadline d where d.order_id = o.id and d.state in ('WAITING', 'PAUSED'))\
                """))
        .isZero();
    assertThat(count("deadline where state = 'WAITING' and due_at > '" + NOW + "'"))
        .isGreaterThan(100);
  }

  @Test
  void the_last_minutes_have_orders_in_every_state() {
    assertThat(
            count(
                "(select distinct state from service_order where updated_at > '"
                    + NOW.minus(Duration.ofDays(2))
                    + "') s"))
        .isEqualTo(7);
    assertThat(OrderPlan.DAYS).isEqualTo(90);
  }

  private static int count(String what) {
    return database.read(
        (Handle handle) ->
            handle.createQuery("select count(*) from " + what).mapTo(Integer.class).one());
  }
}
