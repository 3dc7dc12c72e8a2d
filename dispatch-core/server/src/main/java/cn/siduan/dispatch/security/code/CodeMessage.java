package cn.siduan.dispatch.security.code;

import cn.siduan.dispatch.platform.db.Tx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** Writes the code into a waiting text message, which the message channel takes from there. */
public final class CodeMessage implements CodeSender {

  private final Clock clock;

  public CodeMessage(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void send(Tx tx, String phone, String code, Duration validity, Locale language) {
    Instant now = clock.instant();
    boolean english = language.equals(Locale.ENGLISH);
    String text =
        english
            ? "Your code is %s, valid for %d min. Our staff never ask for it.【四端服务】"
            : "验证码%s，%d分钟内有效。工作人员不会向您索要验证码。【四端服务】";
    tx.batch()
        .add(
            """
            insert into message (dedup_key, channel, template, language, recipient, safety, body, state, due_at, created_at)
            values (?, 'SMS', 'LOGIN_CODE', ?, ?, true, ?, 'WAITING', ?, ?)\
            """,
            "login-code " + UUID.randomUUID(),
            english ? "en" : "zh-CN",
            phone,
            text.formatted(code, validity.toMinutes()),
            now,
            now);
  }
}
