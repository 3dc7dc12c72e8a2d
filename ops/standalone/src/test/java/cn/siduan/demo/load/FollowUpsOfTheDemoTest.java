package cn.siduan.demo.load;

import static cn.siduan.demo.Districts.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.demo.config.ConfigFolder;
import cn.siduan.dispatch.DispatchServer;
import cn.siduan.dispatch.ServerSettings;
import cn.siduan.dispatch.catalogue.FirstCatalogue;
import cn.siduan.dispatch.platform.crypto.AesFieldCipher;
import cn.siduan.dispatch.platform.crypto.FieldKeys;
import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.db.DatabaseSettings;
import cn.siduan.testkit.PostgresFixture;
import cn.siduan.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders brought with their past are followed up as if they had been here all along. */
class FollowUpsOfTheDemoTest {

  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
  private static final FieldKeys KEYS = FieldKeys.of("1:" + KEY, KEY);
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String OPEN =
      "select count(*) from follow_up where followed_up_at is null and closed_at is null";

  private static void assertSame(Database database, String one, String other) {
    long[] counts =
        database.read(
            h ->
                h.createQuery("select (" + one + ") as a, (" + other + ") as b")
                    .map((rs, _) -> new long[] {rs.getLong("a"), rs.getLong("b")})
                    .one());
    assertThat(counts[0]).as(one).isEqualTo(counts[1]).isPositive();
  }

  /** The server goes on meanwhile, so each comparison is one query. */
  @Test
  void every_handled_round_has_its_row_and_what_was_drawn_and_waits_is_work(
      @TempDir Path attachments) {
    TestDatabase test = PostgresFixture.freshDatabase();
    DatabaseSettings settings = DatabaseSettings.of(test.jdbcUrl(), test.user(), test.password());
    try (Database database = new Database(settings)) {
      database.migrate();
      new FirstCatalogue(database, CLOCK).loadIfNone(ConfigFolder.find().resolve("catalogue.yaml"));
      try (DispatchServer server =
          DispatchServer.start(
              ServerSettings.local(ConfigFolder.find(), settings, attachments, KEYS).withRouters(0),
              CLOCK)) {
        new LoadDistrict(database, new AesFieldCipher(KEYS), server.followers(), NOW)
            .load("no hash at all");
        assertSame(
            database,
            "select count(*) from follow_up",
            "select count(*) from order_event where type = 'OrderHandled'");
        assertSame(
            database,
            "select count(*) from follow_up where followed_up_at is not null",
            "select count(*) from order_event where type = 'FollowedUp'");
        assertSame(database, OPEN, "select count(*) from service_order where state = 'FOLLOW_UP'");
        assertSame(
            database,
            OPEN + " and sampled",
            """
            select count(*) from work_item where subject like '%/follow-up/%' and state = 'WAITING'\
            """);
        assertSame(
            database,
            OPEN + " and not sampled",
            "select count(*) from deadline where kind = 'FOLLOW_UP_END' and state = 'WAITING'");
      }
    }
  }
}
