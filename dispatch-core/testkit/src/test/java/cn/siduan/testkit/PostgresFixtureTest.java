package cn.siduan.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class PostgresFixtureTest {

  private static final String EXAMPLE = "classpath:db/example";

  @Test
  void a_fresh_database_is_migrated_and_shared_with_nobody() throws SQLException {
    TestDatabase one = PostgresFixture.freshDatabase(EXAMPLE);
    TestDatabase other = PostgresFixture.freshDatabase(EXAMPLE);

    try (Connection connection = one.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("insert into note values (1, '2026-03-02T09:00:00+08:00')");
    }

    assertThat(single(one, "select count(*) from note")).isEqualTo("1");
    assertThat(single(other, "select count(*) from note")).isEqualTo("0");
  }

  @Test
  void the_server_is_postgresql_18() throws SQLException {
    assertThat(single(PostgresFixture.freshDatabase(EXAMPLE), "show server_version"))
        .startsWith("18.");
  }

  @Test
  void neither_the_jvm_nor_the_servers_own_zone_is_utc() throws SQLException {
    TestDatabase database = PostgresFixture.freshDatabase(EXAMPLE);

    assertThat(single(database, "select reset_val from pg_settings where name = 'TimeZone'"))
        .isNotEqualTo("UTC");
    assertThat(ZoneId.systemDefault()).isEqualTo(ZoneId.of("America/St_Johns"));
  }

  private static String single(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
