package cn.siduan.dispatch.calls.outbound;

import cn.siduan.dispatch.calls.outbound.OutCall.State;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Calls of the centre in PostgreSQL. What races is one conditional update. */
final class OutCallStore {

  /** Lines in use. */
  record Busy(int all, int residents) {}

  private OutCallStore() {}

  static Optional<OutCall> lock(Handle handle, long id) {
    return handle
        .createQuery("select * from outbound_call where id = :id for update")
        .bind("id", id)
        .map((rs, _) -> call(rs))
        .findOne();
  }

  static Busy busy(Handle handle) {
    return handle
        .createQuery(
            """
            select count(*), count(*) filter (where purpose <> 'OFFER')
            from outbound_call where state in ('DIALLING', 'ANSWERED')
            """)
        .map((rs, _) -> new Busy(rs.getInt(1), rs.getInt(2)))
        .one();
  }

  /** Those to be dialled now; from then on they are being dialled. */
  static List<OutCall> takeDue(Tx tx, List<Purpose> purposes, int most, Instant now) {
    List<OutCall> due =
        tx.handle()
            .createQuery(
                """
                with due as (
                  select id from outbound_call
                  where state = 'WAITING' and not_before <= :now and not_after > :now
                    and purpose = any(:purposes)
                  order by array_position(array['OFFER', 'CHECK_IN', 'FOLLOW_UP'], purpose), not_before, id
                  limit :most for update skip locked)
                update outbound_call o set state = 'DIALLING', attempts = attempts + 1, since = :now,
                  step = 0, tries = 0
                from due where o.id = due.id returning o.*
                """)
            .bindArray("purposes", String.class, purposes.stream().map(Enum::name).toArray())
            .bind("most", most)
            .bind("now", now)
            .map((rs, _) -> call(rs))
            .list();
    for (OutCall call : due) {
      tx.batch()
          .add(
              "insert into outbound_attempt (call_id, no, at) values (?, ?, ?)",
              call.id(),
              call.attempts(),
              now);
    }
    return due;
  }

  /** Being dialled or spoken to for longer than that can last: the word of their end was lost. */
  static List<OutCall> listOverdue(Handle handle, Instant dialledBefore, Instant answeredBefore) {
    return handle
        .createQuery(
            """
            select * from outbound_call
            where state = 'DIALLING' and since <= :dialled or state = 'ANSWERED' and since <= :answered
            limit 200 for update skip locked
            """)
        .bind("dialled", dialledBefore)
        .bind("answered", answeredBefore)
        .map((rs, _) -> call(rs))
        .list();
  }

  static List<OutCall> listTooLate(Handle handle, Instant now) {
    return handle
        .createQuery(
            """
            select * from outbound_call where state = 'WAITING' and not_after <= :now
            limit 200 for update skip locked
            """)
        .bind("now", now)
        .map((rs, _) -> call(rs))
        .list();
  }

  static void answered(Tx tx, OutCall call, String asterisk, String channel, Instant now) {
    tx.batch()
        .add(
            """
            update outbound_call set state = 'ANSWERED', since = ?, asterisk = ?, channel = ?
            where id = ?\
            """,
            now,
            asterisk,
            channel,
            call.id());
  }

  static void asked(Tx tx, OutCall call, int step, int tries) {
    tx.batch()
        .add("update outbound_call set step = ?, tries = ? where id = ?", step, tries, call.id());
  }

  static void over(Tx tx, OutCall call, State state, String result, Instant now) {
    tx.batch()
        .add(
            "update outbound_call set state = ?, result = ?, since = ? where id = ?",
            state,
            result,
            now,
            call.id());
    attempt(tx, call, result);
  }

  static void again(Tx tx, OutCall call, String result, Instant next, Instant now) {
    tx.batch()
        .add(
            """
            update outbound_call set state = 'WAITING', result = ?, not_before = ?, since = ?
            where id = ?\
            """,
            result,
            next,
            now,
            call.id());
    attempt(tx, call, result);
  }

  private static void attempt(Tx tx, OutCall call, String result) {
    tx.batch()
        .add(
            "update outbound_attempt set result = ? where call_id = ? and no = ?",
            result,
            call.id(),
            call.attempts());
  }

  private static OutCall call(ResultSet rs) throws SQLException {
    return new OutCall(
        rs.getLong("id"),
        Purpose.valueOf(rs.getString("purpose")),
        rs.getString("number"),
        rs.getString("language"),
        rs.getBoolean("loud"),
        rs.getObject("resident_id", Long.class),
        Json.tree(rs.getString("subject")),
        State.valueOf(rs.getString("state")),
        rs.getObject("not_after", OffsetDateTime.class)
            .withOffsetSameInstant(ZoneOffset.UTC)
            .toInstant(),
        rs.getInt("attempts"),
        rs.getInt("most_attempts"),
        rs.getInt("retry_seconds"),
        rs.getInt("step"),
        rs.getInt("tries"),
        rs.getString("asterisk"),
        rs.getString("channel"),
        rs.getString("result"));
  }
}
