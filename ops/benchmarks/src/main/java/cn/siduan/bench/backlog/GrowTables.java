package cn.siduan.bench.backlog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Fills the tables with copies of the demo district's orders, each for another household and under
 * another number, the closed ones spread over five years.
 */
final class GrowTables {

  private static final List<String> TABLES =
      List.of("service_order", "task", "offer", "assignment", "order_event", "deadline");

  private static final int AT_ONCE = 50_000;

  /** What differs from the order that is copied; by table and column, or by column. */
  private static final Map<String, String> OPEN =
      Map.of(
          "provider_id", "case when s.provider_id is null then null else 1 + n.id % 300 end",
          // null where the clock does not run
          "deadline.try_at",
              "s.try_at - s.try_at + now() + (n.id % 2000000 + 86400) * interval '1 second'",
          "deadline.fires_at", "now() + (n.id % 2000000 + 86400) * interval '1 second'");

  private static final Map<String, String> ALL =
      Map.of(
          "service_order.id", "n.id",
          "order_id", "n.id",
          "tracking_token", "'copy-' || n.id",
          "device_ref", "null",
          "resident_id", "1 + n.id * 104729 % 50000",
          "household_id", "1 + n.id * 7919 % 20000",
          "contact_phone", "'15' || lpad((n.id % 1000000000)::text, 9, '0')",
          "deadline.key", "replace(s.key, s.order_id || '/', n.id || '/')");

  private final Connection database;
  private long nextId = 100_000_000;

  GrowTables(Connection database) {
    this.database = database;
  }

  /** In a provider's hands, with their clocks running. */
  void open(long count) throws SQLException {
    grow(
        count,
        """
        select o.id from service_order o
        where o.state = 'IN_PROGRESS' and o.id < 100000000
          and exists (select 1 from assignment a where a.order_id = o.id and a.ended_at is null)\
        """,
        OPEN,
        "interval '0'");
  }

  void closed(long count) throws SQLException {
    grow(
        count,
        "select id from service_order where state = 'CLOSED' and id < 100000000 and answer is null",
        Map.of(),
        // the demo's past is 90 days long
        "(n.id % 20) * interval '90 days'");
  }

  private void grow(long count, String originals, Map<String, String> differences, String earlier)
      throws SQLException {
    execute("set session_replication_role = replica");
    execute("set synchronous_commit = off");
    execute("drop table if exists original");
    execute(
        "create temp table original as select id, row_number() over (order by id) - 1 as no from ("
            + originals
            + ") o");
    execute("analyze original");
    for (long from = 0; from < count; from += AT_ONCE) {
      long some = Math.min(AT_ONCE, count - from);
      for (String table : TABLES) {
        copy(table, nextId, some, differences, earlier);
      }
      nextId += some;
    }
    execute("reset session_replication_role");
  }

  private void copy(
      String table, long from, long count, Map<String, String> differences, String earlier)
      throws SQLException {
    List<String> columns = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (Map.Entry<String, String> column : columns(table).entrySet()) {
      columns.add(column.getKey());
      values.add(value(table, column.getKey(), column.getValue(), differences, earlier));
    }
    execute(
        """
        insert into %s (%s)
        select %s
        from generate_series(%d::bigint, %d) as n (id)
        join original o on o.no = n.id %% (select count(*) from original)
        join %s s on s.%s = o.id\
        """
            .formatted(
                table,
                String.join(", ", columns),
                String.join(", ", values),
                from,
                from + count - 1,
                table,
                table.equals("service_order") ? "id" : "order_id"));
  }

  private static String value(
      String table, String column, String type, Map<String, String> differences, String earlier) {
    for (Map<String, String> some : List.of(differences, ALL)) {
      String value = some.getOrDefault(table + "." + column, some.get(column));
      if (value != null) {
        return value;
      }
    }
    return type.startsWith("timestamp") ? "s." + column + " - " + earlier : "s." + column;
  }

  /** Those that are not numbered by the table itself, with their types. */
  private Map<String, String> columns(String table) throws SQLException {
    Map<String, String> columns = new java.util.LinkedHashMap<>();
    try (Statement statement = database.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select column_name, data_type from information_schema.columns where table_name = '"
                    + table
                    + "' and table_schema = 'public' and is_identity = 'NO' and is_generated ="
                    + " 'NEVER' order by ordinal_position")) {
      while (rows.next()) {
        columns.put(rows.getString(1), rows.getString(2));
      }
    }
    return columns;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }
}
