package cn.siduan.dispatch.resident;

import cn.siduan.dispatch.platform.audit.AuditTrail;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.ApiRequest;
import java.time.Instant;
import java.util.Map;

/**
 * Puts on record who looked for whom. The searcher does not wait for the disk: should PostgreSQL
 * itself break down, what was searched in its last half second may be missing (decision 0042).
 */
final class SearchAudit {

  private SearchAudit() {}

  /**
   * @param by what was searched by
   * @param masked the value searched for, so that only who knows it already can tell it
   */
  static void add(Tx tx, Instant at, ApiRequest request, String by, String masked, int hits) {
    tx.batch().add("set local synchronous_commit to off");
    AuditTrail.add(
        tx,
        at,
        request.actor(),
        request.operation().id(),
        "resident",
        "",
        null,
        Map.of("by", by, "value", masked, "hits", hits),
        request.id());
  }

  /** The last four digits of a number that is longer than seven, else the last two. */
  static String maskedNumber(String number) {
    int shown = number.length() > 7 ? 4 : Math.min(2, number.length() / 2);
    return "*".repeat(number.length() - shown) + number.substring(number.length() - shown);
  }

  /** The first character: mostly the family name. */
  static String maskedName(String name) {
    int first = name.offsetByCodePoints(0, 1);
    return name.substring(0, first) + "*".repeat(name.codePointCount(first, name.length()));
  }
}
