package cn.siduan.dispatch.security.password;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Role;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.audit.AuditTrail;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.security.password.Throttle.Gate;
import cn.siduan.dispatch.security.session.Sessions;
import cn.siduan.dispatch.security.session.Sessions.Opened;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets staff in by log-in name and password. */
public final class StaffLogin {

  /**
   * @param deviceMark from an earlier log-in in this browser
   * @param oldSession ends if the log-in succeeds: nobody goes on in a session that was there
   *     before
   */
  public record Attempt(
      String login,
      String password,
      String address,
      @Nullable String deviceMark,
      @Nullable String oldSession,
      String requestId) {}

  /** What became of an attempt. */
  public sealed interface Outcome {
    record Welcome(Opened session, String deviceMark) implements Outcome {}

    /** Unknown, retired or wrong: which of them is not told. */
    record Refused() implements Outcome {}

    record Wait(Duration time) implements Outcome {}
  }

  private record Account(long id, String name, Role role, String hash) {}

  private final Platform platform;
  private final PasswordHasher hasher;
  private final Throttle throttle;
  private final Sessions sessions;
  private final LoginGates gates;
  private final KnownDevices devices;

  public StaffLogin(
      Platform platform, PasswordHasher hasher, Throttle throttle, Sessions sessions) {
    this.platform = platform;
    this.hasher = hasher;
    this.throttle = throttle;
    this.sessions = sessions;
    this.gates = new LoginGates(platform.cipher());
    this.devices = new KnownDevices(platform.cipher());
  }

  public Outcome logIn(Attempt attempt) {
    String device = devices.find(attempt.login(), attempt.deviceMark()).orElse(null);
    List<Gate> counted = gates.of(attempt.login(), attempt.address(), device);
    Duration wait = throttle.enter(counted);
    if (!wait.isZero()) {
      return new Outcome.Wait(wait);
    }
    Account account = find(attempt.login()).orElse(null);
    boolean right =
        account == null
            ? hasher.verifyNobody(attempt.password())
            : hasher.verify(attempt.password(), account.hash());
    if (account == null || !right) {
      refuse(attempt, account);
      return new Outcome.Refused();
    }
    String fresh = hasher.isOutdated(account.hash()) ? hasher.hash(attempt.password()) : null;
    return platform.database().transaction(tx -> welcome(tx, attempt, account, fresh, counted));
  }

  private Optional<Account> find(String login) {
    return platform
        .database()
        .read(
            handle ->
                handle
                    .createQuery(
                        """
                        select a.id, a.name, a.role, a.password_hash from account a
                        left join provider p on p.id = a.provider_id left join worker w on w.id = a.worker_id
                        where lower(a.login) = lower(:login) and a.retired_at is null
                          and p.retired_at is null and w.retired_at is null\
                        """)
                    .bind("login", login)
                    .map(
                        (rs, _) ->
                            new Account(
                                rs.getLong(1),
                                rs.getString(2),
                                Role.valueOf(rs.getString(3)),
                                rs.getString(4)))
                    .findOne());
  }

  /** The row is locked, so that a password changed at this instant does not leave this session. */
  private Outcome welcome(
      Tx tx, Attempt attempt, Account account, @Nullable String fresh, List<Gate> counted) {
    boolean still =
        tx.handle()
            .createQuery(
                """
                select true from account where id = :id and password_hash = :hash and retired_at is null for update\
                """)
            .bind("id", account.id())
            .bind("hash", account.hash())
            .mapTo(Boolean.class)
            .findOne()
            .isPresent();
    if (!still) {
      return new Outcome.Refused();
    }
    if (fresh != null) {
      tx.batch().add("update account set password_hash = ? where id = ?", fresh, account.id());
    }
    throttle.passed(tx, counted.subList(1, counted.size()));
    Throttle.forget(tx, counted.getFirst());
    if (attempt.oldSession() != null) {
      sessions.end(tx, attempt.oldSession());
    }
    Opened opened = sessions.openForAccount(tx, account.id());
    audit(tx, attempt, Actor.staff(account.role(), account.id(), account.name()), "logIn");
    return new Outcome.Welcome(opened, devices.mark(attempt.login()));
  }

  private void refuse(Attempt attempt, @Nullable Account account) {
    platform
        .database()
        .transaction(
            tx -> {
              Actor who =
                  account == null
                      ? Actor.SYSTEM
                      : Actor.staff(account.role(), account.id(), account.name());
              audit(tx, attempt, who, "logInFailed");
              return true;
            });
  }

  /** A name nobody has is not written down: it may be a password typed into the wrong field. */
  private void audit(Tx tx, Attempt attempt, Actor who, String action) {
    AuditTrail.add(
        tx,
        platform.clock().instant(),
        who,
        action,
        "account",
        who.id() == 0 ? "unknown" : who.id(),
        null,
        Map.of("address", attempt.address()),
        attempt.requestId());
  }
}
