package cn.siduan.dispatch.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.siduan.testkit.PostgresFixture;
import cn.siduan.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
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

  @Test
  void a_statement_is_a_transaction_of_its_own_but_within_one_a_part_of_it() {
    database.<Integer>statement(handle -> handle.execute("create table own (text text)"));
    database.<Integer>statement(handle -> handle.execute("insert into own values ('kept')"));
    assertThatThrownBy(
            () ->
                database.transaction(
                    tx -> {
                      database.<Integer>statement(
                          handle -> handle.execute("insert into own values ('dropped')"));
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    List<String> notes =
        database.read(
            handle -> handle.createQuery("select text from own").mapTo(String.class).list());
    assertThat(notes).containsExactly("kept");
  }
}
