package cn.siduan.dispatch.security.session;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Role;
import cn.siduan.dispatch.platform.http.Authenticator;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.security.Secrets;
import cn.siduan.dispatch.security.machine.MachineTokens;
import cn.siduan.dispatch.security.password.KnownDevices;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who calls: by the session cookie of a browser, or the token of a machine. */
public final class SessionAuthenticator implements Authenticator {

  private static final String BEARER = "Bearer ";
  private static final Set<String> LOGIN = Set.of("/login", "/login/code", "/login/code/verify");
  private static final Set<String> WITH_OLD_PASSWORD =
      Set.of("/session", "/session/password", "/logout", "/logout-everywhere");

  private static final Set<String> OF_SESSIONS =
      Set.of("/session/password", "/logout", "/logout-everywhere");

  private final String api;
  private final Sessions sessions;
  private final SessionCookies cookies;
  private final MachineTokens machines;
  private final KnownDevices devices;

  /**
   * @param api prefix of the API's paths
   */
  public SessionAuthenticator(
      String api,
      Sessions sessions,
      SessionCookies cookies,
      MachineTokens machines,
      KnownDevices devices) {
    this.api = api;
    this.sessions = sessions;
    this.cookies = cookies;
    this.machines = machines;
    this.devices = devices;
  }

  @Override
  public Optional<Actor> authenticate(HttpServerRequest request) {
    String path = request.path().startsWith(api) ? request.path().substring(api.length()) : "";
    if (LOGIN.contains(path)) {
      // whoever logs in is nobody yet, whatever the browser still holds
      return Optional.empty();
    }
    String authorization = request.getHeader("Authorization");
    if (authorization != null && authorization.startsWith(BEARER)) {
      Optional<Actor> machine = machines.find(authorization.substring(BEARER.length()).strip());
      // a provider's may do what its dispatchers do, but for what takes a session
      if (OF_SESSIONS.contains(path)
          && machine.filter(m -> m.role() == Role.PROVIDER_DISPATCHER).isPresent()) {
        throw Problem.of(403, "no-session").exception();
      }
      return machine;
    }
    return cookies
        .findSession(request.getHeader("Cookie"))
        .flatMap(token -> byCookie(request, path, token));
  }

  @Override
  public @Nullable String device(HttpServerRequest request) {
    return cookies.findDevice(request.getHeader("Cookie")).flatMap(devices::find).orElse(null);
  }

  @Override
  public @Nullable String credential(HttpServerRequest request) {
    String authorization = request.getHeader("Authorization");
    Optional<String> secret =
        authorization != null && authorization.startsWith(BEARER)
            ? Optional.of(authorization)
            : cookies.findSession(request.getHeader("Cookie"));
    return secret.map(s -> Secrets.text(Secrets.digest(s))).orElse(null);
  }

  private Optional<Actor> byCookie(HttpServerRequest request, String path, String token) {
    Optional<Session> session = sessions.find(token);
    if (session.isEmpty()) {
      return Optional.empty();
    }
    if (!isSafe(request) && !sessions.isCsrfToken(token, request.getHeader("X-CSRF-Token"))) {
      throw Problem.of(403, "csrf").exception();
    }
    if (session.get().mustChangePassword() && !WITH_OLD_PASSWORD.contains(path)) {
      throw Problem.of(403, "password-must-change").exception();
    }
    return session.map(Session::actor);
  }

  private static boolean isSafe(HttpServerRequest request) {
    return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
  }
}
