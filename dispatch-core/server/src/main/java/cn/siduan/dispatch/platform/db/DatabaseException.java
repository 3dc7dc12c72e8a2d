package cn.siduan.dispatch.platform.db;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** An error PostgreSQL reported, with the names a caller may want to know. */
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String sqlState;
  private final @Nullable String constraint;

  private DatabaseException(SQLException cause) {
    super(cause);
    sqlState = Objects.requireNonNullElse(cause.getSQLState(), "");
    ServerErrorMessage server = cause instanceof PSQLException p ? p.getServerErrorMessage() : null;
    constraint = server == null ? null : server.getConstraint();
  }

  static DatabaseException of(SQLException cause) {
    return new DatabaseException(cause);
  }

  /** The SQL error below any exception (JDBI wraps them), if there is one. */
  public static Optional<DatabaseException> in(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof DatabaseException d) {
        return Optional.of(d);
      }
      if (t instanceof SQLException s) {
        return Optional.of(new DatabaseException(s));
      }
    }
    return Optional.empty();
  }

  /** SQLSTATE 23505. */
  public boolean isUniqueViolation(String constraintName) {
    return sqlState.equals("23505") && constraintName.equals(constraint);
  }

  public boolean isUniqueViolation() {
    return sqlState.equals("23505");
  }

  /** SQLSTATE 23503: something referred to does not exist. */
  public boolean isForeignKeyViolation() {
    return sqlState.equals("23503");
  }

  /** Serialisation failure or deadlock: the same transaction may well succeed when run again. */
  public boolean isRetryable() {
    return sqlState.equals("40001") || sqlState.equals("40P01");
  }

  /** No connection, or it broke: whether a commit went through is unknown. */
  public boolean isConnectionLoss() {
    return sqlState.startsWith("08") || sqlState.startsWith("57P");
  }

  /** SQLSTATE 53100. */
  public boolean isDiskFull() {
    return sqlState.equals("53100");
  }

  public @Nullable String constraint() {
    return constraint;
  }
}
