package cn.siduan.bench.storm;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a district would notice, and from when on it would call it broken. */
enum Strain {
  REFUSED("orders refused", 0),
  SLOW("seconds for an answer, p99 of an hour", 1),
  SCREENS_LATE("seconds that screens are behind", 5),
  PLACING_LATE("seconds an order waits for the router", 30);

  private final String what;
  private final double bearable;

  Strain(String what, double bearable) {
    this.what = what;
    this.bearable = bearable;
  }

  String what() {
    return what;
  }

  boolean isBroken(double measured) {
    return measured > bearable;
  }

  /** How it stands in the database. */
  static Map<Strain, Double> look(Connection database) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select (select coalesce(extract(epoch from now() - min(created_at)), 0) from outbox),
                  (select coalesce(extract(epoch from now() - min(not_before)), 0) from work_item
                   where queue = 'routing' and state = 'WAITING' and not_before <= now())\
                """)) {
      row.next();
      Map<Strain, Double> seen = new LinkedHashMap<>();
      seen.put(SCREENS_LATE, row.getDouble(1));
      seen.put(PLACING_LATE, row.getDouble(2));
      return seen;
    }
  }
}
