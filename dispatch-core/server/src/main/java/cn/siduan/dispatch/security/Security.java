package cn.siduan.dispatch.security;

import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.WakeLoop;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.http.Authenticator;
import cn.siduan.dispatch.security.account.AccountApi;
import cn.siduan.dispatch.security.account.FirstAdministrators;
import cn.siduan.dispatch.security.audit.AuditApi;
import cn.siduan.dispatch.security.audit.AuditChain;
import cn.siduan.dispatch.security.code.CodeSender;
import cn.siduan.dispatch.security.code.LoginCodes;
import cn.siduan.dispatch.security.field.ReencryptFields;
import cn.siduan.dispatch.security.login.LoginApi;
import cn.siduan.dispatch.security.machine.MachineApi;
import cn.siduan.dispatch.security.machine.MachineTokens;
import cn.siduan.dispatch.security.password.KnownDevices;
import cn.siduan.dispatch.security.password.OwnPassword;
import cn.siduan.dispatch.security.password.PasswordHasher;
import cn.siduan.dispatch.security.password.StaffLogin;
import cn.siduan.dispatch.security.password.Throttle;
import cn.siduan.dispatch.security.session.SessionApi;
import cn.siduan.dispatch.security.session.SessionAuthenticator;
import cn.siduan.dispatch.security.session.SessionCookies;
import cn.siduan.dispatch.security.session.Sessions;
import java.time.Duration;

/** The feature as a whole: who may come in, as whom, and what is written down of it. */
public final class Security implements AutoCloseable {

  private static final Duration CHAIN_EVERY = Duration.ofSeconds(1);
  private static final Duration CLEAR_EVERY = Duration.ofMinutes(5);
  private static final Duration THROTTLE_KEPT = Duration.ofDays(1);

  private final Platform platform;
  private final PasswordHasher hasher;
  private final Throttle throttle;
  private final Sessions sessions;
  private final SessionCookies cookies;
  private final MachineTokens machines;
  private final LoginCodes codes;
  private final AuditChain chain;
  private final int newestKey;
  private final WakeLoop chaining;
  private final WakeLoop clearing;

  /**
   * @param newestKey number of the key that sensitive fields are encrypted under
   */
  public Security(
      Platform platform, SecuritySettings settings, CodeSender codeSender, int newestKey) {
    this.platform = platform;
    this.newestKey = newestKey;
    hasher = new PasswordHasher(settings.hashCost(), settings.hashesAtOnce());
    throttle = new Throttle(platform.database(), platform.clock());
    sessions = new Sessions(platform, settings);
    cookies = new SessionCookies(settings.secure());
    machines = new MachineTokens(platform);
    codes = new LoginCodes(platform, throttle, sessions, codeSender);
    chain = new AuditChain(platform);
    FirstAdministrators.ensure(platform, hasher, settings.first());
    chaining = new WakeLoop("audit-chain", CHAIN_EVERY, chain::run);
    clearing = new WakeLoop("security-clearing", CLEAR_EVERY, this::purge);
  }

  public Authenticator authenticator(String api) {
    return new SessionAuthenticator(
        api, sessions, cookies, machines, new KnownDevices(platform.cipher()));
  }

  public void register(ApiRouter api) {
    SessionApi sessionApi = new SessionApi(platform, sessions, cookies);
    StaffLogin staff = new StaffLogin(platform, hasher, throttle, sessions);
    sessionApi.register(api);
    new LoginApi(staff, codes, sessionApi, cookies).register(api);
    new OwnPassword(platform, hasher, throttle, sessions, sessionApi).register(api);
    new AccountApi(platform, hasher, sessions).register(api);
    new MachineApi(platform, machines).register(api);
    new AuditApi(platform, chain).register(api);
    new ReencryptFields(platform, newestKey).register(api);
  }

  /** After commit, where accounts were changed other than through the API of accounts. */
  public void accountsChanged() {
    sessions.forgetRecent();
  }

  private void purge() {
    sessions.purge();
    codes.purge();
    throttle.purge(THROTTLE_KEPT);
  }

  @Override
  public void close() {
    chaining.close();
    clearing.close();
  }
}
