package cn.siduan.testkit;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A migrated, empty database that belongs to one test. */
public record TestDatabase(String jdbcUrl, String user, String password) {

  /** Unpooled: every connection is a new one. */
  public DataSource dataSource() {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(jdbcUrl);
    dataSource.setUser(user);
    dataSource.setPassword(password);
    return dataSource;
  }

  /** A database that is away: connections end, and new ones are refused until it comes back. */
  public void allowConnections(boolean allowed) {
    PostgresFixture.allowConnections(jdbcUrl.replaceAll(".*/|\\?.*", ""), allowed);
  }
}
