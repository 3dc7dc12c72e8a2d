package cn.siduan.demo.load;

import static cn.siduan.demo.Districts.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.demo.config.ConfigFolder;
import cn.siduan.dispatch.catalogue.CatalogueDirectory;
import cn.siduan.dispatch.catalogue.FirstCatalogue;
import cn.siduan.dispatch.deadline.Deadlines;
import cn.siduan.dispatch.order.Happened;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderState;
import cn.siduan.dispatch.order.command.OrderHistory;
import cn.siduan.dispatch.platform.crypto.AesFieldCipher;
import cn.siduan.dispatch.platform.crypto.FieldKeys;
import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.db.DatabaseSettings;
import cn.siduan.dispatch.sla.ClockState;
import cn.siduan.dispatch.sla.KeepClocks;
import cn.siduan.dispatch.sla.OrderClocks;
import cn.siduan.dispatch.sla.ServiceLevels;
import cn.siduan.testkit.PostgresFixture;
import cn.siduan.testkit.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The deadlines of ninety days, written change by change, against the histories. */
class ClocksOfTheDemoTest {

  /** A clock, as a row and as it is computed. */
  private record Row(
      int round,
      String clock,
      String level,
      Instant startedAt,
      Instant warnAt,
      Instant dueAt,
      @Nullable Instant pausedAt,
      @Nullable Instant stoppedAt,
      boolean dropped) {

    static Row of(ClockState c) {
      return new Row(
          c.round(),
          c.clock().name(),
          c.level().code(),
          c.startedAt(),
          c.warnAt(),
          c.dueAt(),
          c.pausedAt(),
          c.stoppedAt(),
          c.dropped());
    }
  }

  private static final int TOGETHER = 100;
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

  private static Database database;
  private static OrderClocks clocks;
  private static List<Past> pasts;

  @BeforeAll
  static void load() {
    TestDatabase test = PostgresFixture.freshDatabase();
    database = new Database(DatabaseSettings.of(test.jdbcUrl(), test.user(), test.password()));
    new FirstCatalogue(database, CLOCK).loadIfNone(ConfigFolder.find().resolve("catalogue.yaml"));
    pasts =
        new LoadDistrict(
                database, new AesFieldCipher(FieldKeys.of("1:" + KEY, KEY)), List.of(), NOW)
            .load("no hash at all");
    clocks = new OrderClocks(ServiceLevels.defaults(), new CatalogueDirectory(database, CLOCK));
    KeepClocks keep = new KeepClocks(clocks, new Deadlines(_ -> {}));
    for (int i = 0; i < pasts.size(); i += TOGETHER) {
      List<Past> some = pasts.subList(i, Math.min(i + TOGETHER, pasts.size()));
      database.transaction(
          tx -> {
            some.forEach(past -> past.changes().forEach(change -> keep.on(tx, change)));
            return true;
          });
    }
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void stored_deadlines_are_those_of_a_recomputation_from_the_history_for_every_order() {
    Map<Long, List<Row>> stored = database.read(ClocksOfTheDemoTest::stored);
    Map<Long, List<Happened>> histories =
        database.read(
            handle -> OrderHistory.read(handle, pasts.stream().map(p -> p.order().id()).toList()));
    int compared = 0;
    for (Past past : pasts) {
      Order order = past.order();
      List<Row> computed =
          clocks.read(histories.get(order.id()), Optional.empty()).stream().map(Row::of).toList();
      if (past.changes().getFirst().after().state() == OrderState.CLOSED) {
        assertThat(stored).as("answered at once").doesNotContainKey(order.id());
      } else {
        assertThat(stored.get(order.id())).as(order.number().digits()).isEqualTo(computed);
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(2_000);
    assertThat(stored).hasSize(compared);
  }

  @Test
  void among_them_are_clocks_of_every_kind() {
    List<Row> all =
        database.read(ClocksOfTheDemoTest::stored).values().stream().flatMap(List::stream).toList();
    assertThat(all).anyMatch(r -> r.pausedAt() != null);
    assertThat(all).anyMatch(r -> r.round() == 2);
    assertThat(all).anyMatch(Row::dropped);
    assertThat(all).anyMatch(r -> r.level().equals("EMERGENCY"));
    assertThat(all).anyMatch(r -> r.stoppedAt() != null && r.stoppedAt().isBefore(r.dueAt()));
  }

  private static Map<Long, List<Row>> stored(Handle handle) {
    Map<Long, List<Row>> rows = new HashMap<>();
    handle
        .createQuery("select * from deadline where kind = 'CLOCK' order by order_id, round, id")
        .map(
            (rs, _) ->
                Map.entry(
                    rs.getLong("order_id"),
                    new Row(
                        rs.getInt("round"),
                        rs.getString("clock"),
                        rs.getString("level"),
                        rs.getTimestamp("started_at").toInstant(),
                        rs.getTimestamp("warn_at").toInstant(),
                        rs.getTimestamp("due_at").toInstant(),
                        instant(rs.getTimestamp("paused_at")),
                        instant(rs.getTimestamp("stopped_at")),
                        rs.getBoolean("dropped"))))
        .forEach(e -> rows.computeIfAbsent(e.getKey(), _ -> new ArrayList<>()).add(e.getValue()));
    return rows;
  }

  private static @Nullable Instant instant(java.sql.@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }
}
