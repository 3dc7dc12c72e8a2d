package cn.siduan.dispatch.platform.db;

import cn.siduan.dispatch.platform.config.ConfigReader;
import java.time.Duration;

/**
 * How to reach PostgreSQL.
 *
 * @param poolSize transactions at once
 * @param waitForConnection how long a request waits for its turn before it is told to come back
 *     later
 */
public record DatabaseSettings(
    String url,
    String user,
    String password,
    int poolSize,
    Duration waitForConnection,
    Duration statementTimeout,
    Duration socketTimeout) {

  public static DatabaseSettings of(String url, String user, String password) {
    return new DatabaseSettings(
        url,
        user,
        password,
        16,
        Duration.ofSeconds(5),
        Duration.ofSeconds(20),
        Duration.ofSeconds(120));
  }

  public static DatabaseSettings read(ConfigReader in) {
    return new DatabaseSettings(
        in.text("url", "jdbc:postgresql://localhost:5432/siduan", "JDBC URL of PostgreSQL 15+"),
        in.text("user", "siduan", "role that owns the schema"),
        in.secret("password", "its password"),
        in.number("pool_size", 16, 1, 500, "connections, and so transactions at once"),
        in.duration(
            "wait_for_connection",
            Duration.ofSeconds(5),
            Duration.ofMillis(100),
            Duration.ofMinutes(1),
            "how long a request waits for a connection before it is told to come back"),
        in.duration(
            "statement_timeout",
            Duration.ofSeconds(20),
            Duration.ofSeconds(1),
            Duration.ofMinutes(10),
            "after this PostgreSQL gives a statement up"),
        in.duration(
            "socket_timeout",
            Duration.ofSeconds(120),
            Duration.ofSeconds(5),
            Duration.ofMinutes(30),
            "after this silence a connection is taken for dead"));
  }
}
