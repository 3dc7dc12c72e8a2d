package cn.siduan.bench.load;

import cn.siduan.bench.load.Screens.Seen;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the database holds of the orders of a measurement, to compare with what was said outside.
 */
final class Truth {

  private final Map<String, Long> committed = new HashMap<>();
  private final Set<Long> orders = new HashSet<>();
  private final Set<Long> assigned = new HashSet<>();
  private final Set<String> offered = new HashSet<>();
  private int twiceAssigned;

  private Truth() {}

  /**
   * @param from id of the first order
   */
  static Truth read(Connection database, long from) throws SQLException {
    Truth truth = new Truth();
    each(
        database,
        "select id from service_order where id >= ?",
        from,
        r -> truth.orders.add(r.getLong(1)));
    each(
        database,
        "select order_id, count(*) from assignment where order_id >= ? and ended_at is null group"
            + " by 1, task_no",
        from,
        r -> {
          truth.assigned.add(r.getLong(1));
          truth.twiceAssigned += r.getInt(2) > 1 ? 1 : 0;
        });
    // PostgreSQL notes the time before the commit record is flushed, so the flush is in what is
    // measured from it
    each(
        database,
        """
        select order_id, seq, type, data ->> 'offer_no', (extract(epoch from pg_xact_commit_timestamp(xmin)) * 1e6)::bigint
        from order_event where order_id >= ?\
        """,
        from,
        truth::event);
    return truth;
  }

  private void event(ResultSet row) throws SQLException {
    long order = row.getLong(1);
    committed.put(order + "/v" + row.getInt(2), row.getLong(5));
    if (row.getString(3).equals("TaskOffered")) {
      committed.put(order + "/o" + row.getString(4), row.getLong(5));
      offered.add(order + "/o" + row.getString(4));
    }
  }

  /** Adds, for each event on a screen, the time since the commit that it tells of. */
  void measure(Collection<Seen> seen, Latencies into) {
    for (Seen s : seen) {
      Long at = committed.get(key(s));
      if (at != null) {
        into.add(s.atMicros() - at);
      }
    }
  }

  /** Acknowledged and not there, or there and not on the screen it is for. */
  int lost(Set<String> opened, Set<String> accepted, Collection<Seen> seen) {
    Set<String> shown = new HashSet<>();
    seen.stream().filter(s -> s.type().equals("offer.made")).forEach(s -> shown.add(key(s)));
    return (int)
        (opened.stream().filter(n -> !orders.contains(id(n))).count()
            + accepted.stream().filter(n -> !assigned.contains(id(n))).count()
            + offered.stream().filter(o -> !shown.contains(o)).count());
  }

  /** In two hands, shown twice, or made twice: more orders than were asked for. */
  int twice(Collection<Seen> seen, int asked) {
    Set<String> shown = new HashSet<>();
    long again =
        seen.stream()
            .filter(s -> s.type().equals("offer.made"))
            .filter(s -> !shown.add(key(s)))
            .count();
    return twiceAssigned + (int) again + Math.max(0, orders.size() - asked);
  }

  private static String key(Seen seen) {
    long order = id(seen.data().path("number").asText());
    return seen.type().equals("offer.made")
        ? order + "/o" + seen.data().path("offer_no").asInt()
        : order + "/v" + seen.data().path("version").asInt(-1);
  }

  /** An order's number is its id and a check digit. */
  private static long id(String number) {
    return number.length() < 2 ? 0 : Long.parseLong(number.substring(0, number.length() - 1));
  }

  private interface Row {
    void read(ResultSet row) throws SQLException;
  }

  private static void each(Connection database, String sql, long from, Row row)
      throws SQLException {
    try (PreparedStatement query = database.prepareStatement(sql)) {
      query.setLong(1, from);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          row.read(rows);
        }
      }
    }
  }

  /** The id of the next order, without taking it. */
  static long nextOrder(Connection database) throws SQLException {
    try (PreparedStatement query =
            database.prepareStatement("select coalesce(max(id), 0) + 1 from service_order");
        ResultSet rows = query.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
