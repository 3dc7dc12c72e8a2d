package cn.siduan.dispatch.notify;

import cn.siduan.dispatch.notify.Template.Channel;
import cn.siduan.dispatch.order.Intake;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.db.Tx;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Adds message rows to a transaction, without asking the database anything first: the row itself
 * picks the reader's language and is not written for a reader who has no such channel.
 */
final class Compose {

  /**
   * Why a message is written.
   *
   * @param key the same for the same event and reader, so that it is written once
   * @param expiresAt from when on it is of no use
   */
  record Occasion(Order order, String key, Instant now, @Nullable Instant expiresAt) {}

  private static final String INSERT =
      """
      insert into message (dedup_key, channel, template, language, recipient, resident_id, provider_id, account_id,
        order_id, safety, body, state, due_at, created_at, expires_at, sent_at)
      """;

  private final MessageTexts texts;
  private final Runnable hint;

  /**
   * @param hint called after each commit that left something to send
   */
  Compose(MessageTexts texts, Runnable hint) {
    this.texts = texts;
    this.hint = hint;
  }

  MessageTexts texts() {
    return texts;
  }

  /** To the telephone the asker gave. */
  void toAsker(Tx tx, Occasion on, Wording wording, Words words) {
    Template template = texts.get(wording.name());
    if (!template.channels().contains(Channel.SMS)) {
      return;
    }
    Intake in = on.order().intake();
    Instant due = template.safety() ? on.now() : texts.quietHours().next(on.now());
    tx.batch()
        .add(
            INSERT
                + """
                select ?, 'SMS', ?, l.language, ?, ?::bigint, null, null, ?::bigint, ?::boolean,
                  case l.language when 'en' then ? else ? end, 'WAITING', ?::timestamptz, ?::timestamptz,
                  ?::timestamptz, null
                from (select coalesce((select case language when 'en' then 'en' else 'zh-CN' end
                                       from resident where id = ?::bigint), 'zh-CN') as language) l
                on conflict (dedup_key) do nothing\
                """,
            on.key() + " asker",
            template.code(),
            in.contactPhone(),
            in.residentId(),
            on.order().id(),
            template.safety(),
            template.text(Template.ENGLISH, words.english()),
            template.text(Template.CHINESE, words.chinese()),
            due,
            on.now(),
            on.expiresAt(),
            in.residentId());
    tx.afterCommit(hint);
  }

  /**
   * On its screen always; by telephone or to its own system if that is how it takes offers.
   *
   * @param facts for its own system; null if that is told in another way
   */
  void toProvider(
      Tx tx,
      Occasion on,
      long providerId,
      Wording wording,
      Words words,
      @Nullable ObjectNode facts) {
    Template template = texts.get(wording.name());
    String text = template.text(Template.CHINESE, words.chinese());
    for (Channel channel : template.channels()) {
      if (channel == Channel.WEBHOOK && facts == null) {
        continue;
      }
      tx.batch()
          .add(
              INSERT
                  + """
                  select ?, ?, ?, 'zh-CN', %s, null, p.id, null, ?::bigint, ?::boolean, ?,
                    %s, t.now, t.now, ?::timestamptz, %s
                  from provider p, (select ?::timestamptz as now) t where p.id = ?::bigint and %s
                  on conflict (dedup_key) do nothing\
                  """
                      .formatted(
                          recipient(channel),
                          channel == Channel.IN_APP ? "'SENT'" : "'WAITING'",
                          channel == Channel.IN_APP ? "t.now" : "null",
                          takes(channel, template.safety())),
              on.key() + " provider " + providerId + " " + channel,
              channel,
              template.code(),
              on.order().id(),
              template.safety(),
              facts != null && channel == Channel.WEBHOOK
                  ? webhookBody(template, text, facts)
                  : text,
              on.expiresAt(),
              on.now(),
              providerId);
    }
    tx.afterCommit(hint);
  }

  private static String recipient(Channel channel) {
    return switch (channel) {
      case SMS -> "p.phone";
      case WEBHOOK -> "p.webhook_url";
      case IN_APP -> "''";
    };
  }

  /** In danger every way there is. */
  private static String takes(Channel channel, boolean safety) {
    return switch (channel) {
      case SMS -> "p.phone <> ''" + (safety ? "" : " and p.offer_channel = 'TELEPHONE'");
      case WEBHOOK -> "p.webhook_url <> '' and p.offer_channel = 'WEBHOOK'";
      case IN_APP -> "true";
    };
  }

  private static String webhookBody(Template template, String text, ObjectNode facts) {
    ObjectNode body = Json.object();
    body.put("event", template.code());
    body.setAll(facts);
    body.put("text", text);
    return body.toString();
  }

  /** To a worker's telephone, and to the screen of their account. */
  void toWorker(Tx tx, Occasion on, long workerId, Wording wording, Words words) {
    Template template = texts.get(wording.name());
    String english = template.text(Template.ENGLISH, words.english());
    String chinese = template.text(Template.CHINESE, words.chinese());
    if (template.channels().contains(Channel.SMS)) {
      tx.batch()
          .add(
              INSERT
                  + """
                  select ?, 'SMS', ?, 'zh-CN', w.phone, null, w.provider_id, null, ?::bigint, ?::boolean, ?,
                    'WAITING', ?::timestamptz, ?::timestamptz, null, null
                  from worker w where w.id = ?::bigint and w.phone <> ''
                  on conflict (dedup_key) do nothing\
                  """,
              on.key() + " worker SMS",
              template.code(),
              on.order().id(),
              template.safety(),
              chinese,
              on.now(),
              on.now(),
              workerId);
    }
    if (template.channels().contains(Channel.IN_APP)) {
      tx.batch()
          .add(
              INSERT
                  + """
                  select ? || a.id, 'IN_APP', ?, a.language, '', null, null, a.id, ?::bigint, ?::boolean,
                    case a.language when 'en' then ? else ? end, 'SENT', ?::timestamptz, ?::timestamptz, null,
                    ?::timestamptz
                  from account a where a.worker_id = ?::bigint and a.retired_at is null
                  on conflict (dedup_key) do nothing\
                  """,
              on.key() + " account ",
              template.code(),
              on.order().id(),
              template.safety(),
              english,
              chinese,
              on.now(),
              on.now(),
              on.now(),
              workerId);
    }
    tx.afterCommit(hint);
  }

  /** To the supervisors of the place, on their screens and telephones. */
  void toSupervisors(Tx tx, Occasion on, Wording wording, Words words) {
    Template template = texts.get(wording.name());
    if (template.channels().contains(Channel.IN_APP)) {
      toSupervisors(tx, on, template, words, "'IN_APP', ?, a.language, ''", "'SENT'", "true");
    }
    if (template.channels().contains(Channel.SMS)) {
      toSupervisors(
          tx, on, template, words, "'SMS', ?, a.language, a.phone", "'WAITING'", "a.phone <> ''");
    }
    tx.afterCommit(hint);
  }

  private static void toSupervisors(
      Tx tx, Occasion on, Template template, Words words, String to, String state, String who) {
    tx.batch()
        .add(
            INSERT
                + """
                select ? || a.id || %1$s, %2$s, null, null, a.id, ?::bigint, ?::boolean,
                  case a.language when 'en' then ? else ? end, %3$s, t.now, t.now, null,
                  case %3$s when 'SENT' then t.now end
                from account a left join centre own on own.id = a.centre_id, centre place,
                  (select ?::timestamptz as now) t
                where a.role = 'SUPERVISOR' and a.retired_at is null and place.id = ?::bigint
                  and (own.id is null or place.path like own.path || '%%') and %4$s
                on conflict (dedup_key) do nothing\
                """
                    .formatted(state.equals("'SENT'") ? "''" : "' SMS'", to, state, who),
            on.key() + " account ",
            template.code(),
            on.order().id(),
            template.safety(),
            template.text(Template.ENGLISH, words.english()),
            template.text(Template.CHINESE, words.chinese()),
            on.now(),
            on.order().intake().centreId());
  }
}
