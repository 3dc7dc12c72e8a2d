package cn.siduan.dispatch.security.code;

import cn.siduan.contract.Actor;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.audit.AuditTrail;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.security.Secrets;
import cn.siduan.dispatch.security.password.Patience;
import cn.siduan.dispatch.security.password.Throttle;
import cn.siduan.dispatch.security.password.Throttle.Gate;
import cn.siduan.dispatch.security.session.Sessions;
import cn.siduan.dispatch.security.session.Sessions.Opened;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets residents in by a code sent to their telephone.
 *
 * <p>A code goes out to whatever number is asked for, known or not: so nothing can be learnt, and
 * somebody new can order. It is bound to the request that asked for it, so that nobody else's wrong
 * guesses burn it.
 */
public final class LoginCodes {

  static final Duration VALID = Duration.ofMinutes(5);
  static final int MOST_ATTEMPTS = 5;

  /** One a minute at once, then rarer; for others the same number waits five minutes at most. */
  private static final Patience PHONE_HERE =
      new Patience(2, Duration.ofMinutes(1), Duration.ofMinutes(30), Duration.ofHours(2));

  private static final Patience PHONE =
      new Patience(4, Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofHours(1));
  private static final Patience ADDRESS =
      new Patience(20, Duration.ofSeconds(30), Duration.ofHours(1), Duration.ofHours(2));

  /** What became of asking. */
  public sealed interface Asked {
    /**
     * @param request to be sent along with the code
     */
    record Sent(String request, Instant expiresAt) implements Asked {}

    record Wait(Duration time) implements Asked {}
  }

  /**
   * @param request what was answered when the code was asked for
   * @param oldSession of this browser; ends if the code is right
   */
  public record Try(
      String phone,
      String code,
      String request,
      String address,
      @Nullable String oldSession,
      String requestId) {}

  private final Platform platform;
  private final Throttle throttle;
  private final Sessions sessions;
  private final CodeSender sender;

  public LoginCodes(Platform platform, Throttle throttle, Sessions sessions, CodeSender sender) {
    this.platform = platform;
    this.throttle = throttle;
    this.sessions = sessions;
    this.sender = sender;
  }

  public Asked ask(String phone, String address, Locale language) {
    Duration wait =
        throttle.enter(
            List.of(
                new Gate("code pair " + phone + " " + address, PHONE_HERE),
                new Gate("code phone " + phone, PHONE),
                new Gate("code address " + address, ADDRESS)));
    if (!wait.isZero()) {
      return new Asked.Wait(wait);
    }
    String request = Secrets.next();
    String code = Secrets.nextCode();
    Instant now = platform.clock().instant();
    platform
        .database()
        .transaction(
            tx -> {
              sender.send(tx, phone, code, VALID, language);
              return tx.batch()
                  .add(
                      """
                      insert into login_code (request_digest, phone, code_digest, sent_at, expires_at)
                      values (?, ?, ?, ?, ?)\
                      """,
                      Secrets.digest(request),
                      phone,
                      digest(request, code),
                      now,
                      now.plus(VALID));
            });
    return new Asked.Sent(request, now.plus(VALID));
  }

  /**
   * @return empty if the code is wrong, too old, used, or was guessed at too often
   */
  public Optional<Opened> verify(Try attempt) {
    return platform
        .database()
        .transaction(
            tx -> {
              boolean right = isRight(tx, attempt);
              Actor who = Actor.resident(0, "", attempt.phone());
              AuditTrail.add(
                  tx,
                  platform.clock().instant(),
                  who,
                  right ? "logIn" : "logInFailed",
                  "phone",
                  attempt.phone(),
                  null,
                  Map.of("address", attempt.address()),
                  attempt.requestId());
              if (!right) {
                return Optional.<Opened>empty();
              }
              tx.batch()
                  .add(
                      "delete from login_code where request_digest = ?",
                      Secrets.digest(attempt.request()));
              if (attempt.oldSession() != null) {
                sessions.end(tx, attempt.oldSession());
              }
              return Optional.of(
                  sessions.openForPhone(tx, attempt.phone(), onlyResident(tx, attempt.phone())));
            });
  }

  /** The attempt is counted by the same statement that allows it. */
  private boolean isRight(Tx tx, Try attempt) {
    return tx.handle()
        .createQuery(
            """
            update login_code set attempts = attempts + 1
            where request_digest = :request and phone = :phone and attempts < :most and expires_at > :now
            returning code_digest\
            """)
        .bind("request", Secrets.digest(attempt.request()))
        .bind("phone", attempt.phone())
        .bind("most", MOST_ATTEMPTS)
        .bind("now", platform.clock().instant())
        .mapTo(byte[].class)
        .findOne()
        .filter(stored -> Secrets.same(stored, digest(attempt.request(), attempt.code())))
        .isPresent();
  }

  /** Whoever shares the telephone with others chooses later. */
  private static @Nullable Long onlyResident(Tx tx, String phone) {
    List<Long> residents =
        tx.handle()
            .createQuery(
                """
                select r.id from resident_phone rp join resident r on r.id = rp.resident_id
                where rp.phone = :phone and r.retired_at is null limit 2\
                """)
            .bind("phone", phone)
            .mapTo(Long.class)
            .list();
    return residents.size() == 1 ? residents.getFirst() : null;
  }

  private byte[] digest(String request, String code) {
    return platform.cipher().digest("code " + request + " " + code);
  }

  /** Drops codes that are over. */
  public int purge() {
    return platform
        .database()
        .transaction(
            tx ->
                tx.handle()
                    .createUpdate(
                        """
                        delete from login_code where request_digest in (
                          select request_digest from login_code where expires_at < :now order by expires_at limit 5000)\
                        """)
                    .bind("now", platform.clock().instant())
                    .execute());
  }
}
