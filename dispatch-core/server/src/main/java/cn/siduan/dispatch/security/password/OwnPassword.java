package cn.siduan.dispatch.security.password;

import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.audit.AuditTrail;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import cn.siduan.dispatch.security.password.Throttle.Gate;
import cn.siduan.dispatch.security.session.SessionApi;
import cn.siduan.dispatch.security.session.Sessions;
import cn.siduan.dispatch.security.session.Sessions.Opened;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Staff change their own password. It ends every other session of theirs, and renews this one. */
public final class OwnPassword {

  private static final Patience PATIENCE =
      new Patience(5, Duration.ofSeconds(15), Duration.ofMinutes(15), Duration.ofHours(1));

  /** Schema ChangePassword of the contract. */
  record Body(String oldPassword, String newPassword) {}

  private record Account(String login, String hash) {}

  private final Platform platform;
  private final PasswordHasher hasher;
  private final Throttle throttle;
  private final Sessions sessions;
  private final SessionApi replies;

  public OwnPassword(
      Platform platform,
      PasswordHasher hasher,
      Throttle throttle,
      Sessions sessions,
      SessionApi replies) {
    this.platform = platform;
    this.hasher = hasher;
    this.throttle = throttle;
    this.sessions = sessions;
    this.replies = replies;
  }

  public void register(ApiRouter api) {
    api.on("changePassword", this::change);
  }

  private ApiReply change(ApiRequest request) {
    Body body = request.body(Body.class);
    long id = request.actor().id();
    Account account = platform.database().read(handle -> find(handle, id));
    PasswordRules.require("new_password", body.newPassword(), account.login());
    // a browser left open must not become a place to guess at the password
    Gate gate = new Gate("own " + id, PATIENCE);
    Duration wait = throttle.enter(List.of(gate));
    if (!wait.isZero()) {
      throw Problem.of(429, "login-wait")
          .with("seconds", wait.plusMillis(999).toSeconds())
          .exception();
    }
    if (!hasher.verify(body.oldPassword(), account.hash())) {
      throw Problem.input(FieldError.of("old_password", "", "password-wrong")).exception();
    }
    if (body.newPassword().equals(body.oldPassword())) {
      throw Problem.input(FieldError.of("new_password", "", "password-same")).exception();
    }
    String hash = hasher.hash(body.newPassword());
    Opened opened = platform.database().transaction(tx -> write(tx, request, account, hash, gate));
    return replies.welcome(opened);
  }

  private Opened write(Tx tx, ApiRequest request, Account account, String hash, Gate gate) {
    long id = request.actor().id();
    tx.batch()
        .addFence(
            """
            update account set password_hash = ?, must_change_password = false, version = version + 1, updated_at = ?
            where id = ? and password_hash = ? and retired_at is null\
            """,
            hash,
            platform.clock().instant(),
            id,
            account.hash());
    sessions.endAllOfAccount(tx, id);
    Throttle.forget(tx, gate);
    AuditTrail.add(
        tx,
        platform.clock().instant(),
        request.actor(),
        "changePassword",
        "account",
        id,
        null,
        Map.of(),
        request.id());
    return sessions.openForAccount(tx, id);
  }

  private static Account find(org.jdbi.v3.core.Handle handle, long id) {
    return handle
        .createQuery("select login, password_hash from account where id = :id")
        .bind("id", id)
        .map((rs, _) -> new Account(rs.getString(1), rs.getString(2)))
        .one();
  }
}
