package cn.siduan.calls;

import cn.siduan.dispatch.security.password.HashCost;
import cn.siduan.dispatch.security.password.PasswordHasher;
import cn.siduan.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The least a district needs for its hotline: a centre, something to order, operators. */
final class Founding {

  static final String PASSWORD = "a long enough password 7";

  private Founding() {}

  /**
   * @param operators log-ins, supervisors all
   * @return the id of what can be ordered
   */
  static long of(TestDatabase database, List<String> operators) {
    try (Connection connection = database.dataSource().getConnection()) {
      String hash = new PasswordHasher(HashCost.owasp(), 1).hash(PASSWORD);
      for (String login : operators) {
        insert(
            connection,
            """
            account (login, name, role, password_hash, updated_at)
            values (?, 'Operator', 'SUPERVISOR', ?, now())
            """,
            login,
            hash);
      }
      return found(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long found(Connection connection) throws SQLException {
    long district =
        insert(
            connection,
            "centre (code, tier, path, name, updated_at) values ('D', 'DISTRICT', '/', '澄江区',"
                + " now())");
    insert(
        connection,
        """
        centre (code, tier, parent_id, path, name, updated_at)
        values ('C', 'COMMUNITY', %d, '/', '柳荫社区', now())
        """
            .formatted(district));
    try (var statement = connection.createStatement()) {
      statement.execute(
          "update centre set path = '/' || coalesce(parent_id || '/', '') || id || '/'");
    }
    long category =
        insert(connection, "service_category (code, name, updated_at) values ('K', '家政', now())");
    long item =
        insert(
            connection,
            """
            service_item (code, category_id, name, kind, service_level, routing_policy, updated_at)
            values ('M', %d, '日常保洁', 'MENU', 'ORDINARY', 'DEFAULT', now())
            """
                .formatted(category));
    insert(
        connection,
        """
        item_form (item_id, version, schema, created_at) values (%d, 1, '{"type":"object"}', now())
        """
            .formatted(item));
    return item;
  }

  /** Of every table here the first column is what others refer to it by. */
  private static long insert(Connection connection, String what, String... values)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("insert into " + what + " returning *")) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      ResultSet row = statement.executeQuery();
      row.next();
      return row.getLong(1);
    }
  }
}
