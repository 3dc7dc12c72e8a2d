package cn.siduan.dispatch.platform.db;

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
}
