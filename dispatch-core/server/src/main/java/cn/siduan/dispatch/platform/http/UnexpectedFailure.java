package cn.siduan.dispatch.platform.http;

import cn.siduan.dispatch.platform.db.DatabaseException;
import java.sql.SQLTransientConnectionException;

/** What a caller is told of an exception nobody expected. */
final class UnexpectedFailure {

  private UnexpectedFailure() {}

  static Problem problem(RuntimeException thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SQLTransientConnectionException) {
        return Problem.of(503, "overloaded");
      }
    }
    return DatabaseException.in(thrown)
        .filter(DatabaseException::isConnectionLoss)
        .map(_ -> Problem.of(503, "database-away"))
        .orElseGet(() -> Problem.of(500, "unexpected"));
  }
}
