package cn.siduan.dispatch.platform.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection of its own, outside the pool, that hears what is notified on a channel. It connects
 * again by itself, and calls the listener after each time it had to, because it may have missed
 * something.
 */
public final class Listening implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Listening.class);
  private static final int CHECK_MILLIS = 2000;

  private final DatabaseSettings settings;
  private final String channel;
  private final Runnable heard;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean connected;

  Listening(DatabaseSettings settings, String channel, Runnable heard) {
    this.settings = settings;
    this.channel = channel;
    this.heard = heard;
    thread = Thread.ofVirtual().name("listen-" + channel).start(this::run);
  }

  /** Whether the database answered on this connection within the last few seconds. */
  public boolean isConnected() {
    return connected;
  }

  private void run() {
    while (closing.getCount() > 0) {
      try (Connection connection = connect()) {
        listen(connection);
      } catch (SQLException e) {
        if (closing.getCount() > 0) {
          LOG.warn("not listening to the database, trying again in a second: {}", e.getMessage());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } finally {
        connected = false;
      }
      try {
        if (closing.await(1, TimeUnit.SECONDS)) {
          return;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", settings.user());
    properties.setProperty("password", settings.password());
    properties.setProperty("ApplicationName", "siduan-listen");
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "10");
    properties.setProperty("tcpKeepAlive", "true");
    return DriverManager.getConnection(settings.url(), properties);
  }

  private void listen(Connection connection) throws SQLException, InterruptedException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("listen " + channel);
    }
    PGConnection postgres = connection.unwrap(PGConnection.class);
    connected = true;
    heard.run();
    while (closing.getCount() > 0) {
      var notifications = postgres.getNotifications(CHECK_MILLIS);
      if (notifications != null && notifications.length > 0) {
        heard.run();
      } else if (!connection.isValid(2)) {
        throw new SQLException("the database does not answer");
      }
    }
  }

  @Override
  public void close() {
    closing.countDown();
    thread.interrupt();
    try {
      thread.join(java.time.Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
