package cn.siduan.dispatch.outbox;

import cn.siduan.contract.LiveEvent;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.db.WriteBatch.Jsonb;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;

/** Takes events into the transaction that causes them. */
public final class Outbox {

  private final Runnable hint;

  /**
   * @param hint called after each commit that left something here; {@code Relay::hint}
   */
  public Outbox(Runnable hint) {
    this.hint = hint;
  }

  /**
   * Writes an event with the transaction; it is relayed once that has committed, or never.
   *
   * @param type one of {@link LiveEvent#TYPES}
   * @param audiences who gets it ({@link Audiences}); to nobody, nothing is written
   * @param payload small, and without anything a member of the audiences may not see
   * @param at when it was decided
   */
  public void put(Tx tx, String type, Collection<String> audiences, Object payload, Instant at) {
    if (!LiveEvent.TYPES.containsKey(type)) {
      throw new IllegalArgumentException(
          "live event type \""
              + type
              + "\" is not one of "
              + LiveEvent.TYPES.keySet()
              + ". Maybe add it to LiveEvent and to live-events.yaml.");
    }
    if (audiences.isEmpty()) {
      return;
    }
    tx.batch()
        .add(
            "insert into outbox (type, audiences, payload, created_at) values (?, ?, ?, ?)",
            type,
            Set.copyOf(audiences),
            new Jsonb(Json.write(payload)),
            at);
    tx.afterCommit(hint);
  }

  public void put(Tx tx, Collection<String> audiences, LiveEvent event, Instant at) {
    put(tx, event.type(), audiences, event, at);
  }
}
