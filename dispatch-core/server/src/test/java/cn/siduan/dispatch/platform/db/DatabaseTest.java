package cn.siduan.dispatch.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.testkit.PostgresFixture;
import cn.siduan.testkit.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DatabaseTest {

  private static Database database;

  @BeforeAll
  static void start() {
    TestDatabase fresh = PostgresFixture.freshDatabase();
    database =
        new Database(
            new DatabaseSettings(
                fresh.jdbcUrl(),
                fresh.user(),
                fresh.password(),
                1,
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10)));
    database.transaction(tx -> tx.handle().execute("create table note (text text)"));
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  private static long count() {
    return database.read(
        handle -> handle.createQuery("select count(*) from note").mapTo(Long.class).one());
  }

  @Test
  void a_read_within_a_read_or_a_transaction_is_part_of_it_and_needs_no_second_connection() {
    long inside =
        database.transaction(
            tx -> {
              tx.handle().execute("insert into note values ('a')");
              return count();
            });
    assertThat(inside).isEqualTo(1);
    assertThat(database.<Long>read(_ -> count())).isEqualTo(1);
  }
}
