package cn.siduan.dispatch.platform.db;

import cn.siduan.dispatch.platform.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.postgres.PostgresPlugin;

/**
 * PostgreSQL. Blocking, so called from virtual threads only; the pool's size is the number of
 * transactions at once.
 */
public final class Database implements AutoCloseable {

  private final DatabaseSettings settings;
  private final HikariDataSource dataSource;
  private final Jdbi jdbi;

  public Database(DatabaseSettings settings) {
    this.settings = settings;
    HikariConfig config = new HikariConfig();
    config.setPoolName("siduan");
    config.setJdbcUrl(settings.url());
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(settings.poolSize());
    config.setConnectionTimeout(settings.waitForConnection().toMillis());
    config.addDataSourceProperty("ApplicationName", "siduan");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    // PostgreSQL's details say whole rows, and so would the log
    config.addDataSourceProperty("logServerErrorDetail", "false");
    config.addDataSourceProperty("connectTimeout", "5");
    // a peer that vanished without a word is noticed by this, not by an operator
    config.addDataSourceProperty(
        "socketTimeout", Long.toString(settings.socketTimeout().toSeconds()));
    config.addDataSourceProperty(
        "options", "-c statement_timeout=" + settings.statementTimeout().toMillis());
    dataSource = new HikariDataSource(config);
    jdbi = Jdbi.create(dataSource).installPlugin(new PostgresPlugin());
    // an error in the log must not carry what people are called and where they live
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    jdbi.registerArgument(new JsonArgument());
    jdbi.registerColumnMapper(
        JsonNode.class,
        (rs, column, _) -> {
          String text = rs.getString(column);
          return text == null ? null : Json.tree(text);
        });
  }

  /** Brings the schema up to date. */
  public void migrate() {
    Flyway.configure().dataSource(dataSource).locations("classpath:db/migration").load().migrate();
  }

  /**
   * Runs work in one transaction. What {@code work} put into {@link Tx#batch()} is written in one
   * round trip at the end; what it asked for by {@link Tx#afterCommit} is done once the commit is
   * durable. An exception rolls back.
   */
  public <T> T transaction(Function<Tx, T> work) {
    Tx tx = new Tx();
    T result =
        jdbi.inTransaction(
            handle -> {
              T value = tx.run(handle, work);
              tx.batch().flush(handle);
              return value;
            });
    tx.committed();
    return result;
  }

  /**
   * Reads only; each statement sees what was committed when it began. Within a transaction of the
   * same thread it is part of that one, and borrows no second connection.
   */
  public <T> T read(Function<Handle, T> query) {
    return jdbi.withHandle(
        handle -> {
          if (handle.isInTransaction()) {
            return query.apply(handle);
          }
          handle.setReadOnly(true);
          try {
            return handle.inTransaction(query::apply);
          } finally {
            handle.setReadOnly(false);
          }
        });
  }

  /**
   * One statement, which is a transaction of its own: one round trip instead of two. Within a
   * transaction of the same thread it is part of that one.
   */
  public <T> T statement(Function<Handle, T> statement) {
    return jdbi.withHandle(statement::apply);
  }

  /** Work that may take longer than a request: imports, the demo district. */
  public <T> T longTransaction(Duration limit, Function<Tx, T> work) {
    return transaction(
        tx -> {
          tx.handle().execute("set local statement_timeout = " + limit.toMillis());
          return work.apply(tx);
        });
  }

  /**
   * Calls {@code heard} after each {@code notify} on a channel, and whenever one may have been
   * missed. A hint, quick and never the only sign.
   *
   * @param channel a plain SQL identifier
   */
  public Listening listen(String channel, Runnable heard) {
    return new Listening(settings, channel, heard);
  }

  @Override
  public void close() {
    dataSource.close();
  }
}
