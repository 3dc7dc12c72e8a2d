package cn.siduan.dispatch.platform.db;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/**
 * Statements sent to PostgreSQL in one round trip, in the order they were added.
 *
 * <p>The driver sends "a; b; c" as one pipeline of prepared statements. That is what makes a
 * command cheap: however many rows it writes, it waits once.
 */
public final class WriteBatch {

  private record Statement(String sql, @Nullable Object[] values, boolean fence) {}

  private final List<Statement> statements = new ArrayList<>();

  /** Adds a statement with {@code ?} for each value. */
  public WriteBatch add(String sql, @Nullable Object... values) {
    statements.add(new Statement(sql, values, false));
    return this;
  }

  /**
   * Adds a statement that must hit exactly one row; otherwise {@link StaleWriteException} and
   * nothing is written.
   */
  public WriteBatch addFence(String sql, @Nullable Object... values) {
    statements.add(new Statement(sql, values, true));
    return this;
  }

  void flush(Handle handle) {
    if (statements.isEmpty()) {
      return;
    }
    String sql = String.join(";\n", statements.stream().map(Statement::sql).toList());
    try (PreparedStatement prepared = handle.getConnection().prepareStatement(sql)) {
      int index = 1;
      for (Statement statement : statements) {
        for (Object value : statement.values()) {
          bind(handle.getConnection(), prepared, index++, value);
        }
      }
      prepared.execute();
      checkFences(prepared);
    } catch (SQLException e) {
      throw DatabaseException.of(e);
    }
    statements.clear();
  }

  private void checkFences(PreparedStatement prepared) throws SQLException {
    for (Statement statement : statements) {
      if (statement.fence() && prepared.getUpdateCount() != 1) {
        throw new StaleWriteException(statement.sql());
      }
      prepared.getMoreResults();
    }
  }

  private static void bind(
      Connection connection, PreparedStatement prepared, int index, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> prepared.setNull(index, Types.NULL);
      case Instant i -> prepared.setObject(index, i.atOffset(ZoneOffset.UTC));
      case Enum<?> e -> prepared.setString(index, e.name());
      case JsonNode n -> prepared.setObject(index, jsonb(n.toString()));
      case Jsonb j -> prepared.setObject(index, jsonb(j.text()));
      case Collection<?> c -> prepared.setArray(index, array(connection, c));
      default -> prepared.setObject(index, value);
    }
  }

  private static java.sql.Array array(Connection connection, Collection<?> values)
      throws SQLException {
    boolean numbers = !values.isEmpty() && values.stream().allMatch(v -> v instanceof Number);
    return connection.createArrayOf(
        numbers ? "bigint" : "text",
        values.stream().map(v -> v instanceof Enum<?> e ? e.name() : v).toArray());
  }

  static PGobject jsonb(String text) throws SQLException {
    PGobject object = new PGobject();
    object.setType("jsonb");
    object.setValue(text);
    return object;
  }

  /** Text that is JSON already. */
  public record Jsonb(String text) {}
}
