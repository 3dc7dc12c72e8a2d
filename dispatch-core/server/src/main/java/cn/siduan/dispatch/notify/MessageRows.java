package cn.siduan.dispatch.notify;

import cn.siduan.dispatch.notify.Template.Channel;
import cn.siduan.dispatch.platform.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes due messages, and writes down what became of them. */
final class MessageRows {

  private MessageRows() {}

  /**
   * Takes what is due so that nobody else does before {@code lease}: whoever took it and died is
   * followed by somebody else then, under the same id.
   */
  static List<Outgoing> take(Tx tx, Channel channel, int most, Instant now, Instant lease) {
    return tx.handle()
        .createQuery(
            """
            with taken as (
              select id from message where state = 'WAITING' and channel = :channel and due_at <= :now
              order by safety desc, due_at limit :most for update skip locked)
            update message m set attempts = m.attempts + 1, due_at = :lease
            from taken where m.id = taken.id
            returning m.id, m.template, m.recipient, m.body, m.safety, m.attempts, m.expires_at,
              (select p.webhook_secret from provider p where p.id = m.provider_id) as secret,
              exists (select 1 from unsubscribed u where u.phone = m.recipient)
                or coalesce((select r.unsubscribed from resident r where r.id = m.resident_id), false)
                as unsubscribed\
            """)
        .bind("channel", channel.name())
        .bind("now", now)
        .bind("most", most)
        .bind("lease", lease)
        .map((rs, _) -> outgoing(rs, channel))
        .list();
  }

  private static Outgoing outgoing(ResultSet rs, Channel channel) throws SQLException {
    OffsetDateTime expires = rs.getObject("expires_at", OffsetDateTime.class);
    return new Outgoing(
        rs.getLong("id"),
        channel,
        rs.getString("template"),
        rs.getString("recipient"),
        rs.getString("body"),
        rs.getBoolean("safety"),
        rs.getBytes("secret"),
        rs.getInt("attempts"),
        expires == null ? null : expires.toInstant(),
        rs.getBoolean("unsubscribed"));
  }

  /** Not an attempt: it waits until later. */
  static void hold(Tx tx, Outgoing message, Instant until) {
    tx.batch()
        .add(
            """
            update message set attempts = attempts - 1, due_at = ?
            where id = ? and state = 'WAITING' and attempts = ?\
            """,
            until,
            message.id(),
            message.attempt());
  }

  static void retry(Tx tx, Outgoing message, Instant at, String why) {
    tx.batch()
        .add(
            """
            update message set due_at = ?, last_error = ?
            where id = ? and state = 'WAITING' and attempts = ?\
            """,
            at,
            shorten(why),
            message.id(),
            message.attempt());
  }

  /** Whoever was slower than their lease and comes late does not undo what another did. */
  static void end(Tx tx, Outgoing message, String state, @Nullable String why, Instant now) {
    tx.batch()
        .add(
            """
            update message set state = ?, last_error = ?, sent_at = case when ? = 'SENT' then ?::timestamptz end
            where id = ? and state = 'WAITING'\
            """,
            state,
            why == null ? null : shorten(why),
            state,
            now,
            message.id());
  }

  private static String shorten(String why) {
    return why.length() <= 300 ? why : why.substring(0, 300);
  }
}
