package cn.siduan.dispatch.offer;

import cn.siduan.dispatch.centre.Centre;
import cn.siduan.dispatch.order.Intake;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.routing.store.Router;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A text message to every emergency contact of the resident, in the words of {@code messages.yaml};
 * once for each order, whatever becomes of it. Sending is the message queue's.
 */
public final class EmergencyMessages implements EmergencyCall {

  private static final String TEMPLATE = "SOS_ALARM";
  private static final String HOTLINE = "12345";
  private static final String CHINESE = "zh-CN";

  private final String text;
  private final Router router;
  private final DateTimeFormatter time;

  /**
   * @param text with {placeholders}
   */
  public EmergencyMessages(String text, Router router, ZoneId zone) {
    this.text = text;
    this.router = router;
    time = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(zone);
  }

  @Override
  public void call(Tx tx, Order order, Instant at) {
    Intake in = order.intake();
    if (in.residentId() == null) {
      return;
    }
    tx.batch()
        .add(
            """
            insert into message (dedup_key, channel, template, language, recipient, resident_id, order_id, safety, body,
              state, due_at, created_at)
            select ? || c.position, 'SMS', ?, ?, c.phone, c.resident_id, ?::bigint, true, ?, 'WAITING', t.at, t.at
            from emergency_contact c, (select ?::timestamptz as at) t where c.resident_id = ?::bigint
            on conflict (dedup_key) do nothing\
            """,
            "order " + order.id() + " emergency ",
            TEMPLATE,
            CHINESE,
            order.id(),
            words(in, at),
            at,
            in.residentId());
  }

  private String words(Intake in, Instant at) {
    return text.replace("{resident}", in.contactName())
        .replace("{time}", time.format(at))
        .replace("{phone}", phone(in.centreId()));
  }

  /** Of the nearest centre that has one. */
  private String phone(long centreId) {
    return router.listAbove(centreId).stream()
        .map(Centre::phone)
        .filter(phone -> !phone.isEmpty())
        .findFirst()
        .orElse(HOTLINE);
  }
}
