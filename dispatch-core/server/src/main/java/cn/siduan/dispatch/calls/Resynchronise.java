package cn.siduan.dispatch.calls;

import cn.siduan.contract.call.AsteriskSnapshot;
import cn.siduan.contract.call.AsteriskSnapshot.Caller;
import cn.siduan.contract.call.CallEvent;
import cn.siduan.dispatch.calls.Comparison.Mend;
import cn.siduan.dispatch.calls.Comparison.Operator;
import cn.siduan.dispatch.calls.Comparison.Row;
import cn.siduan.dispatch.calls.asterisk.AsteriskLeases;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the rows into line with what is really going on in an Asterisk. */
public final class Resynchronise {

  private static final Logger LOG = LoggerFactory.getLogger(Resynchronise.class);

  /** Of Q.850: normal, unspecified. */
  private static final int CAUSE_UNKNOWN = 31;

  private static final String CAUSE_LOST = "LOST";

  /** An operator may say that they are there before their telephone has. */
  private static final Duration REGISTERS_WITHIN = Duration.ofSeconds(30);

  private final Platform platform;
  private final CallIntake intake;
  private final CallDesk desk;

  public Resynchronise(Platform platform, CallIntake intake, CallDesk desk) {
    this.platform = platform;
    this.intake = intake;
    this.desk = desk;
  }

  /**
   * Each difference is put right in a transaction of its own, and each looks again whether it is
   * one: what an event says meanwhile is not undone.
   *
   * @return false if the picture was not taken by the owner of the Asterisk
   */
  public boolean by(AsteriskSnapshot snapshot) {
    long fence =
        platform.database().read(handle -> AsteriskLeases.fence(handle, snapshot.asterisk()));
    if (fence != snapshot.fence()) {
      LOG.warn(
          "a picture of {} under fence {} is refused; the fence is {}",
          snapshot.asterisk(),
          snapshot.fence(),
          fence);
      return false;
    }
    List<Row> rows = platform.database().read(handle -> listRows(handle, snapshot.asterisk()));
    List<Mend> mends = Comparison.of(rows, snapshot);
    stillThere(snapshot);
    telephones(snapshot);
    for (Mend mend : mends) {
      LOG.info("{}: {}", snapshot.asterisk(), mend);
      mend(mend, snapshot);
    }
    if (!mends.isEmpty()) {
      desk.distribute();
    }
    return true;
  }

  private void stillThere(AsteriskSnapshot snapshot) {
    String[] waiting =
        snapshot.callers().stream()
            .filter(c -> c.where() == AsteriskSnapshot.Where.LOOP)
            .map(Caller::callId)
            .toArray(String[]::new);
    platform
        .database()
        .transaction(
            tx ->
                tx.handle()
                    .createUpdate(
                        """
                        update call set seen_at = :at
                        where id = any(:ids) and state = 'WAITING' and seen_at < :at
                        """)
                    .bind("at", snapshot.at())
                    .bind("ids", waiting)
                    .execute());
  }

  /**
   * An operator whose telephone is not registered would only keep callers waiting; once it is back,
   * so is the operator.
   */
  private void telephones(AsteriskSnapshot snapshot) {
    platform
        .database()
        .transaction(
            tx -> {
              PresenceStore.telephones(
                      tx,
                      extensions(snapshot, false),
                      extensions(snapshot, true),
                      snapshot.at().minus(REGISTERS_WITHIN),
                      desk.now())
                  .forEach(operator -> desk.tellPresence(tx, operator));
              return null;
            });
  }

  private static String[] extensions(AsteriskSnapshot snapshot, boolean reachable) {
    return snapshot.phones().stream()
        .filter(p -> p.reachable() == reachable)
        .map(AsteriskSnapshot.Phone::extension)
        .toArray(String[]::new);
  }

  private void mend(Mend mend, AsteriskSnapshot snapshot) {
    Instant at = snapshot.at();
    switch (mend) {
      case Mend.Adopt m -> {
        Caller c = m.caller();
        var _ =
            intake.handle(
                new CallEvent.Arrived(
                    c.callId(), at, snapshot.asterisk(), c.channel(), c.line(), c.number()));
      }
      case Mend.End m -> {
        var _ = intake.handle(new CallEvent.Ended(m.callId(), at, CAUSE_UNKNOWN));
      }
      case Mend.Part m -> {
        var _ =
            intake.handle(
                new CallEvent.Parted(m.callId(), at, m.extension(), m.fence(), CAUSE_LOST));
      }
      case Mend.LookedAfter m -> change(m.callId(), CallState.ANSWERED);
      case Mend.PutBack m -> change(m.callId(), CallState.WAITING);
    }
  }

  private void change(String callId, CallState state) {
    platform
        .database()
        .transaction(
            tx -> {
              CallStore.lock(tx.handle(), callId)
                  .filter(c -> c.endedAt() == null)
                  .ifPresent(c -> change(tx, c, state));
              return null;
            });
  }

  /** Whose operator is free again; that an operator was not joined is not held against them. */
  private void change(Tx tx, Call call, CallState state) {
    PresenceStore.release(tx, call.id(), desk.now())
        .forEach(p -> desk.tellPresence(tx, p.accountId()));
    if (PresenceStore.wrapUp(tx, call.id(), desk.now()) && call.operatorId() != null) {
      desk.tellPresence(tx, call.operatorId());
    }
    tx.batch().add("update call set state = ?, answered_at = null where id = ?", state, call.id());
    desk.tell(tx, call.id(), state, null);
  }

  private static List<Row> listRows(Handle handle, String asterisk) {
    return handle
        .createQuery(
            """
            select c.id, c.state, p.extension, p.fence, p.state as presence,
                   greatest(c.seen_at, c.arrived_at, p.since) as changed
            from call c left join operator_presence p on p.call_id = c.id
            where c.asterisk = :asterisk and c.ended_at is null
            """)
        .bind("asterisk", asterisk)
        .map((rs, _) -> row(rs))
        .list();
  }

  private static Row row(ResultSet rs) throws SQLException {
    return new Row(
        rs.getString("id"),
        CallState.valueOf(rs.getString("state")),
        operator(rs),
        CallStore.instant(rs, "changed").orElseThrow());
  }

  private static @Nullable Operator operator(ResultSet rs) throws SQLException {
    String extension = rs.getString("extension");
    return extension == null
        ? null
        : new Operator(
            extension, rs.getInt("fence"), PresenceState.valueOf(rs.getString("presence")));
  }
}
