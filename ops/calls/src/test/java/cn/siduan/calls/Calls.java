package cn.siduan.calls;

import cn.siduan.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is written down of calls, read beside the core. */
record Calls(TestDatabase database) {

  record Row(
      String id,
      String number,
      String state,
      Instant place,
      Instant seen,
      @Nullable Instant ended,
      int ends) {}

  /** Of numbers that begin so, in their order. */
  List<Row> of(String prefix) {
    String sql =
        """
        select id, number, state, queued_at, seen_at, ended_at,
               (select count(*) from call_event e where e.call_id = c.id and e.type = 'ended') as ends
        from call c where number like ? order by queued_at, id
        """;
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, prefix + "%");
      List<Row> rows = new ArrayList<>();
      ResultSet found = query.executeQuery();
      while (found.next()) {
        rows.add(
            new Row(
                found.getString("id"),
                found.getString("number"),
                found.getString("state"),
                instant(found, "queued_at"),
                instant(found, "seen_at"),
                found.getObject("ended_at") == null ? null : instant(found, "ended_at"),
                found.getInt("ends")));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  long count(String prefix, String state) {
    return of(prefix).stream().filter(r -> r.state().equals(state)).count();
  }

  /** How many of these are still on the line with the place they had. */
  long keptPlaces(List<Row> before) {
    return before.stream()
        .filter(
            b ->
                of(b.number()).stream()
                    .anyMatch(
                        r ->
                            r.id().equals(b.id())
                                && r.place().equals(b.place())
                                && r.ended() == null))
        .count();
  }

  long ordersOf(String number) {
    return number("select count(*) from service_order where contact_phone = '" + number + "'");
  }

  long callBacksOf(String number) {
    return number("select count(*) from work_item where subject = 'call-back/" + number + "'");
  }

  /** Operators whom a call holds. */
  long busyOperators() {
    return number("select count(*) from operator_presence where state in ('RESERVED', 'TALKING')");
  }

  /** The call an operator is in, or reserved for. */
  String callOf(String extension) {
    return text(
        """
        select coalesce(max(call_id), '') from operator_presence
        where extension = '%s' and state in ('RESERVED', 'TALKING')
        """
            .formatted(extension));
  }

  String owner() {
    return text("select coalesce(max(owner || ' ' || fence), '') from asterisk_lease");
  }

  /** When the operator's latest reservation began. */
  Instant reserved(String extension) {
    return Instant.parse(
        text(
            """
            select to_char(max(t.begins) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
            from operator_time t join operator_presence p using (account_id)
            where t.state = 'RESERVED' and p.extension = '%s'
            """
                .formatted(extension)));
  }

  /** Calls of a number that are not over. */
  long open(String number) {
    return number("select count(*) from call where ended_at is null and number = '" + number + "'");
  }

  boolean allOver() {
    return number("select count(*) from call where ended_at is null") == 0;
  }

  private long number(String sql) {
    return Long.parseLong(text(sql));
  }

  private String text(String sql) {
    try (Connection connection = database.dataSource().getConnection();
        ResultSet found = connection.createStatement().executeQuery(sql)) {
      return found.next() ? found.getString(1) : "";
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Instant instant(ResultSet rs, String column) throws SQLException {
    return rs.getObject(column, OffsetDateTime.class).toInstant();
  }
}
