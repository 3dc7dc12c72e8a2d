package cn.siduan.dispatch.notify;

import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.security.code.CodeSender;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** Brings log-in codes to telephones, as messages of safety: somebody is waiting for them. */
final class SendCodes implements CodeSender {

  private final MessageTexts texts;
  private final Clock clock;
  private final Runnable hint;

  SendCodes(MessageTexts texts, Clock clock, Runnable hint) {
    this.texts = texts;
    this.clock = clock;
    this.hint = hint;
  }

  @Override
  public void send(Tx tx, String phone, String code, Duration validity, Locale language) {
    Template template = texts.get(Wording.LOGIN_CODE.name());
    String in = language.equals(Locale.ENGLISH) ? Template.ENGLISH : Template.CHINESE;
    Words words = new Words().put("code", code).put("minutes", Long.toString(validity.toMinutes()));
    Instant now = clock.instant();
    tx.batch()
        .add(
            """
            insert into message (dedup_key, channel, template, language, recipient, safety, body, state, due_at,
              created_at, expires_at)
            values (?, 'SMS', ?, ?, ?, true, ?, 'WAITING', ?, ?, ?)\
            """,
            "code " + UUID.randomUUID(),
            template.code(),
            in,
            phone,
            template.text(in, words.chinese()),
            now,
            now,
            now.plus(validity));
    tx.afterCommit(hint);
  }
}
