package cn.siduan.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/**
 * One embedded PostgreSQL for all tests of a JVM. The migrations run once into a template; a test
 * gets its own copy of it, which takes tens of milliseconds where migrating takes seconds.
 */
public final class PostgresFixture {

  /** Far from UTC and from the JVM's zone in tests, so that a missing time zone shows. */
  public static final String SESSION_ZONE = "Pacific/Marquesas";

  private static final String OWNER = "postgres";
  private static final Map<String, PostgresFixture> BY_LOCATION = new ConcurrentHashMap<>();
  private static final AtomicInteger COUNTER = new AtomicInteger();

  private final String template;

  private PostgresFixture(String migrations) {
    this.template = createTemplate(migrations);
  }

  /** A copy of the database that {@code classpath:db/migration} builds. */
  public static TestDatabase freshDatabase() {
    return freshDatabase("classpath:db/migration");
  }

  /**
   * A copy of the database that the migrations at a Flyway location build.
   *
   * @param migrations for example {@code classpath:db/migration}
   */
  public static TestDatabase freshDatabase(String migrations) {
    return BY_LOCATION.computeIfAbsent(migrations, PostgresFixture::new).copy();
  }

  private TestDatabase copy() {
    String name = "test_" + COUNTER.incrementAndGet();
    execute("create database " + name + " template " + template);
    return database(name);
  }

  private static String createTemplate(String migrations) {
    String name = "template_" + COUNTER.incrementAndGet();
    execute("create database " + name);
    Flyway.configure()
        .dataSource(database(name).dataSource())
        .locations(migrations)
        .failOnMissingLocations(true)
        .load()
        .migrate();
    return name;
  }

  private static TestDatabase database(String name) {
    return new TestDatabase(Server.RUNNING.getJdbcUrl(OWNER, name), OWNER, OWNER);
  }

  static void allowConnections(String database, boolean allowed) {
    execute("alter database " + database + " allow_connections " + allowed);
    if (!allowed) {
      execute(
          "select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
              + database
              + "'");
    }
  }

  private static void execute(String sql) {
    try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("Could not run `" + sql + "` in the test server.", e);
    }
  }

  /** Started by the first test that asks for a database, stopped by the end of the JVM. */
  private static final class Server {

    private static final EmbeddedPostgres RUNNING = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("timezone", SESSION_ZONE)
            // Tests do not survive a power cut; their data need not either.
            .setServerConfig("fsync", "off")
            .setServerConfig("synchronous_commit", "off")
            .setServerConfig("full_page_writes", "off")
            .setServerConfig("max_connections", "200")
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException("Could not start the embedded PostgreSQL.", e);
      }
    }
  }
}
