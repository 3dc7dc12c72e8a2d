package cn.siduan.dispatch.calls;

import static cn.siduan.dispatch.calls.CallStore.instant;

import cn.siduan.dispatch.platform.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Who is there to answer. Every change that races is one conditional update. */
final class PresenceStore {

  /**
   * @param fence of the operator's latest reservation
   */
  record Presence(
      long accountId,
      String name,
      PresenceState state,
      String reason,
      String extension,
      int fence,
      @Nullable String callId,
      Instant since,
      int missed) {}

  private static final String SELECT =
      """
      select p.*, a.name from operator_presence p join account a on a.id = p.account_id
      """;

  private PresenceStore() {}

  static Optional<Presence> find(Handle handle, long accountId) {
    return handle
        .createQuery(SELECT + "where p.account_id = :id")
        .bind("id", accountId)
        .map((rs, _) -> presence(rs))
        .findOne();
  }

  static Optional<Presence> findByExtension(Handle handle, String extension) {
    return handle
        .createQuery(SELECT + "where p.extension = :extension and p.state <> 'OFFLINE'")
        .bind("extension", extension)
        .map((rs, _) -> presence(rs))
        .findOne();
  }

  static List<Presence> list(Handle handle) {
    return handle
        .createQuery(SELECT + "where p.state <> 'OFFLINE' order by a.name, a.id limit 1000")
        .map((rs, _) -> presence(rs))
        .list();
  }

  /**
   * What an operator says of themselves. During a call or the ringing before it, nothing is
   * changed.
   *
   * @return false if there is a call
   */
  static boolean say(
      Tx tx, long accountId, PresenceState state, String reason, String extension, Instant now) {
    return tx.handle()
            .createUpdate(
                """
                insert into operator_presence as p (account_id, state, reason, extension, since)
                values (:id, :state, :reason, :extension, :now)
                on conflict (account_id) do update
                set state = excluded.state, reason = excluded.reason, extension = excluded.extension,
                    since = excluded.since, missed = 0, call_id = null
                where p.state not in ('RESERVED', 'TALKING')
                """)
            .bind("id", accountId)
            .bind("state", state)
            .bind("reason", reason)
            .bind("extension", extension)
            .bind("now", now)
            .execute()
        == 1;
  }

  /**
   * @return the fence of the reservation and the telephone to ring; empty if the operator is not
   *     free any more
   */
  static Optional<Presence> reserve(Tx tx, long accountId, String callId, Instant now) {
    return tx.handle()
        .createQuery(
            """
            with reserved as (
              update operator_presence
              set state = 'RESERVED', fence = fence + 1, call_id = :call, since = :now
              where account_id = :id and state = 'AVAILABLE'
              returning *)
            select r.*, a.name from reserved r join account a on a.id = r.account_id
            """)
        .bind("id", accountId)
        .bind("call", callId)
        .bind("now", now)
        .map((rs, _) -> presence(rs))
        .findOne();
  }

  /**
   * The operator picked up.
   *
   * @return false if the reservation is not that one any more
   */
  static boolean talk(Tx tx, String callId, String extension, int fence, Instant now) {
    return tx.handle()
            .createUpdate(
                """
                update operator_presence
                set state = 'TALKING', since = :now, missed = 0, last_call_at = :now
                where extension = :extension and fence = :fence and call_id = :call
                  and state = 'RESERVED'
                """)
            .bind("extension", extension)
            .bind("fence", fence)
            .bind("call", callId)
            .bind("now", now)
            .execute()
        == 1;
  }

  /**
   * The telephone was not picked up: free again, or paused after too many.
   *
   * @return false if the reservation is not that one any more
   */
  static boolean miss(
      Tx tx, String callId, String extension, int fence, int missesToPause, Instant now) {
    return tx.handle()
            .createUpdate(
                """
                update operator_presence
                set missed = missed + 1, call_id = null, since = :now,
                    state = case when missed + 1 >= :most then 'PAUSED' else 'AVAILABLE' end,
                    reason = case when missed + 1 >= :most then 'NO_ANSWER' else '' end
                where extension = :extension and fence = :fence and call_id = :call
                  and state = 'RESERVED'
                """)
            .bind("extension", extension)
            .bind("fence", fence)
            .bind("call", callId)
            .bind("most", missesToPause)
            .bind("now", now)
            .execute()
        == 1;
  }

  /** The conversation is over, whoever ended it. */
  static boolean wrapUp(Tx tx, String callId, Instant now) {
    return tx.handle()
            .createUpdate(
                """
                update operator_presence set state = 'WRAP_UP', since = :now, call_id = null
                where call_id = :call and state = 'TALKING'
                """)
            .bind("call", callId)
            .bind("now", now)
            .execute()
        == 1;
  }

  /** The conversation of that reservation is over; a later one is not touched. */
  static boolean wrapUp(Tx tx, String callId, String extension, int fence, Instant now) {
    return tx.handle()
            .createUpdate(
                """
                update operator_presence set state = 'WRAP_UP', since = :now, call_id = null
                where call_id = :call and extension = :extension and fence = :fence
                  and state = 'TALKING'
                """)
            .bind("call", callId)
            .bind("extension", extension)
            .bind("fence", fence)
            .bind("now", now)
            .execute()
        == 1;
  }

  /** An operator takes a call of their own choosing, whatever they do but talk. */
  static Optional<Presence> reserveOwn(Tx tx, long accountId, String callId, Instant now) {
    return tx.handle()
        .createQuery(
            """
            with reserved as (
              update operator_presence
              set state = 'RESERVED', fence = fence + 1, call_id = :call, since = :now
              where account_id = :id and state in ('AVAILABLE', 'WRAP_UP', 'PAUSED')
              returning *)
            select r.*, a.name from reserved r join account a on a.id = r.account_id
            """)
        .bind("id", accountId)
        .bind("call", callId)
        .bind("now", now)
        .map((rs, _) -> presence(rs))
        .findOne();
  }

  /** The operator has filed what was said. */
  static void ready(Tx tx, long accountId, Instant now) {
    tx.handle()
        .createUpdate(
            """
            update operator_presence set state = 'AVAILABLE', since = :now
            where account_id = :id and state = 'WRAP_UP'
            """)
        .bind("id", accountId)
        .bind("now", now)
        .execute();
  }

  /** Whoever was reserved for a call that is no more. */
  static List<Presence> release(Tx tx, String callId, Instant now) {
    return tx.handle()
        .createQuery(
            """
            with released as (
              update operator_presence set state = 'AVAILABLE', since = :now, call_id = null
              where call_id = :call and state = 'RESERVED'
              returning *)
            select r.*, a.name from released r join account a on a.id = r.account_id
            """)
        .bind("call", callId)
        .bind("now", now)
        .map((rs, _) -> presence(rs))
        .list();
  }

  /**
   * @return how many operators are ready again after their wrap-up
   */
  static int endWrapUps(Tx tx, Instant begunBefore, Instant now) {
    return tx.handle()
        .createUpdate(
            """
            update operator_presence set state = 'AVAILABLE', since = :now
            where state = 'WRAP_UP' and since <= :before
            """)
        .bind("before", begunBefore)
        .bind("now", now)
        .execute();
  }

  /** Reservations whose telephone must have stopped ringing: the answer was lost on its way. */
  static List<Presence> listOverdue(Handle handle, Instant reservedBefore) {
    return handle
        .createQuery(SELECT + "where p.state = 'RESERVED' and p.since <= :before limit 500")
        .bind("before", reservedBefore)
        .map((rs, _) -> presence(rs))
        .list();
  }

  /**
   * Free operators whose telephone is gone do not take calls until it is back.
   *
   * @return whose presence has changed
   */
  static List<Long> telephones(
      Tx tx, String[] gone, String[] there, Instant freeBefore, Instant now) {
    return tx.handle()
        .createQuery(
            """
            update operator_presence
            set state = case when state = 'AVAILABLE' then 'PAUSED' else 'AVAILABLE' end,
                reason = case when state = 'AVAILABLE' then 'NO_TELEPHONE' else '' end, since = :now
            where state = 'AVAILABLE' and extension = any(:gone) and since <= :before
               or state = 'PAUSED' and reason = 'NO_TELEPHONE' and extension = any(:there)
            returning account_id
            """)
        .bind("now", now)
        .bind("gone", gone)
        .bind("there", there)
        .bind("before", freeBefore)
        .mapTo(Long.class)
        .list();
  }

  private static Presence presence(ResultSet rs) throws SQLException {
    return new Presence(
        rs.getLong("account_id"),
        rs.getString("name"),
        PresenceState.valueOf(rs.getString("state")),
        rs.getString("reason"),
        rs.getString("extension"),
        rs.getInt("fence"),
        rs.getString("call_id"),
        instant(rs, "since").orElseThrow(),
        rs.getInt("missed"));
  }
}
