package cn.siduan.dispatch.security.account;

import cn.siduan.contract.Role;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.audit.AuditTrail;
import cn.siduan.dispatch.platform.db.DatabaseException;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import cn.siduan.dispatch.platform.http.ProblemException;
import cn.siduan.dispatch.security.account.AccountRows.Account;
import cn.siduan.dispatch.security.password.PasswordHasher;
import cn.siduan.dispatch.security.password.PasswordRules;
import cn.siduan.dispatch.security.session.Sessions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Administrators keep the accounts of staff. */
public final class AccountApi {

  /** Schema AccountBody of the contract. */
  record Body(
      String login,
      String name,
      Role role,
      @Nullable String phone,
      @Nullable Long centreId,
      @Nullable Long providerId,
      @Nullable Long workerId,
      @Nullable String language,
      @Nullable String password) {}

  /** Schema ResetPassword of the contract. */
  record ResetBody(String password) {}

  private final Platform platform;
  private final PasswordHasher hasher;
  private final Sessions sessions;

  public AccountApi(Platform platform, PasswordHasher hasher, Sessions sessions) {
    this.platform = platform;
    this.hasher = hasher;
    this.sessions = sessions;
  }

  public void register(ApiRouter api) {
    api.on("listAccounts", this::list)
        .on("createAccount", this::create)
        .on("getAccount", this::get)
        .on("updateAccount", this::update)
        .on("retireAccount", this::retire)
        .on("restoreAccount", this::restore)
        .on("resetPassword", this::resetPassword)
        .on("endSessions", this::endSessions);
  }

  private ApiReply list(ApiRequest request) {
    var filter =
        new AccountRows.Filter(
            request.findText("role").orElse(null),
            request.findNumber("centre_id").orElse(null),
            request.findNumber("provider_id").orElse(null),
            request.findText("q").orElse(null));
    long limit = request.number("limit");
    long after = request.findNumber("after").orElse(0L);
    return platform
        .database()
        .read(
            handle ->
                ApiReply.ok(
                    AccountRows.Page.of(
                        AccountRows.list(handle, filter, after, limit + 1), limit)));
  }

  private ApiReply get(ApiRequest request) {
    long id = request.number("account_id");
    Account account =
        platform
            .database()
            .read(handle -> AccountRows.find(handle, id))
            .orElseThrow(() -> Problem.notFound("account", id).exception());
    return ApiReply.ok(account).version(account.version());
  }

  /**
   * Not run as a remembered command: a digest of the body would be kept, and with it a way to guess
   * the password. Sent twice, the second finds the login taken.
   */
  private ApiReply create(ApiRequest request) {
    Body body = request.body(Body.class);
    String password =
        Optional.ofNullable(body.password())
            .orElseThrow(
                () -> Problem.input(FieldError.of("password", "", "required")).exception());
    PasswordRules.require("password", password, body.login());
    AccountPlace.require(body);
    String hash = hasher.hash(password);
    try {
      return platform.database().transaction(tx -> insert(tx, request, body, hash));
    } catch (RuntimeException e) {
      throw refusal(request, e).map(p -> (RuntimeException) p).orElse(e);
    }
  }

  private ApiReply insert(Tx tx, ApiRequest request, Body body, String hash) {
    AccountPlace.requireThere(tx.handle(), body);
    long id =
        tx.handle()
            .createQuery(
                """
                insert into account (login, name, role, password_hash, phone, centre_id, provider_id, worker_id,
                  language, must_change_password, updated_at)
                values (:login, :name, :role, :hash, :phone, :centre, :provider, :worker, :language, true, :now)
                returning id\
                """)
            .bind("login", body.login())
            .bind("name", body.name())
            .bind("role", body.role().name())
            .bind("hash", hash)
            .bind("phone", Objects.requireNonNullElse(body.phone(), ""))
            .bind("centre", body.centreId())
            .bind("provider", body.providerId())
            .bind("worker", body.workerId())
            .bind("language", Objects.requireNonNullElse(body.language(), "zh-CN"))
            .bind("now", platform.clock().instant())
            .mapTo(Long.class)
            .one();
    audit(tx, request, id, Map.of("role", body.role()));
    Account account = AccountRows.find(tx.handle(), id).orElseThrow();
    return ApiReply.created("/api/v1/accounts/" + id, account).version(account.version());
  }

  private ApiReply update(ApiRequest request) {
    Body body = request.body(Body.class);
    if (body.password() != null) {
      throw Problem.input(FieldError.of("password", "", "password-not-here")).exception();
    }
    AccountPlace.require(body);
    return platform.commands().run(request, tx -> write(tx, request, body), AccountApi::refusal);
  }

  private ApiReply write(Tx tx, ApiRequest request, Body body) {
    Account before = lock(tx, request);
    request.ifMatch().require(before.version());
    AccountPlace.requireThere(tx.handle(), body);
    if (before.id() == request.actor().id() && before.role() != body.role()) {
      throw Problem.of(409, "own-account").exception();
    }
    tx.handle()
        .createUpdate(
            """
            update account set login = :login, name = :name, role = :role, phone = :phone, centre_id = :centre,
              provider_id = :provider, worker_id = :worker, language = :language, version = version + 1,
              updated_at = :now
            where id = :id\
            """)
        .bind("login", body.login())
        .bind("name", body.name())
        .bind("role", body.role().name())
        .bind("phone", Objects.requireNonNullElse(body.phone(), ""))
        .bind("centre", body.centreId())
        .bind("provider", body.providerId())
        .bind("worker", body.workerId())
        .bind("language", Objects.requireNonNullElse(body.language(), "zh-CN"))
        .bind("now", platform.clock().instant())
        .bind("id", before.id())
        .execute();
    sessions.changed(tx);
    Account after = AccountRows.find(tx.handle(), before.id()).orElseThrow();
    audit(tx, request, before.id(), Map.of("role_before", before.role(), "role", after.role()));
    return ApiReply.ok(after).version(after.version());
  }

  private ApiReply retire(ApiRequest request) {
    return platform
        .commands()
        .run(
            request,
            tx -> {
              Account account = lock(tx, request);
              request.ifMatch().require(account.version());
              // so there is always an administrator left
              if (account.id() == request.actor().id()) {
                throw Problem.of(409, "own-account").exception();
              }
              Instant now = platform.clock().instant();
              tx.batch()
                  .add(
                      """
                      update account set retired_at = coalesce(retired_at, ?), version = version + 1, updated_at = ?
                      where id = ?\
                      """,
                      now,
                      now,
                      account.id());
              sessions.endAllOfAccount(tx, account.id());
              audit(tx, request, account.id(), Map.of());
              return ApiReply.noContent();
            });
  }

  private ApiReply restore(ApiRequest request) {
    return platform
        .commands()
        .run(
            request,
            tx -> {
              Account account = lock(tx, request);
              request.ifMatch().require(account.version());
              tx.batch()
                  .add(
                      "update account set retired_at = null, version = version + 1, updated_at = ?"
                          + " where id = ?",
                      platform.clock().instant(),
                      account.id());
              audit(tx, request, account.id(), Map.of());
              return ApiReply.noContent();
            });
  }

  /** As {@link #create}, not remembered. */
  private ApiReply resetPassword(ApiRequest request) {
    String password = request.body(ResetBody.class).password();
    String hash = hasher.hash(password);
    return platform
        .database()
        .transaction(
            tx -> {
              Account account = lock(tx, request);
              request.ifMatch().require(account.version());
              PasswordRules.require("password", password, account.login());
              tx.batch()
                  .add(
                      """
                      update account set password_hash = ?, must_change_password = true, version = version + 1,
                        updated_at = ? where id = ?\
                      """,
                      hash,
                      platform.clock().instant(),
                      account.id());
              sessions.endAllOfAccount(tx, account.id());
              audit(tx, request, account.id(), Map.of());
              return ApiReply.noContent().version(account.version() + 1);
            });
  }

  private ApiReply endSessions(ApiRequest request) {
    return platform
        .commands()
        .run(
            request,
            tx -> {
              Account account = lock(tx, request);
              sessions.endAllOfAccount(tx, account.id());
              audit(tx, request, account.id(), Map.of());
              return ApiReply.noContent();
            });
  }

  private static Account lock(Tx tx, ApiRequest request) {
    long id = request.number("account_id");
    tx.handle().execute("select id from account where id = ? for update", id);
    return AccountRows.find(tx.handle(), id)
        .orElseThrow(() -> Problem.notFound("account", id).exception());
  }

  private static Optional<ProblemException> refusal(ApiRequest request, RuntimeException e) {
    return DatabaseException.in(e)
        .filter(DatabaseException::isUniqueViolation)
        .filter(d -> List.of("account_login_key", "account_login_lower").contains(d.constraint()))
        .map(
            _ ->
                Problem.input(FieldError.of("login", request.body(Body.class).login(), "taken"))
                    .exception());
  }

  private void audit(Tx tx, ApiRequest request, long id, Map<String, ?> detail) {
    AuditTrail.add(
        tx,
        platform.clock().instant(),
        request.actor(),
        request.operation().id(),
        "account",
        id,
        null,
        detail,
        request.id());
  }
}
