package cn.siduan.dispatch.security.session;

import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.audit.AuditTrail;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import cn.siduan.dispatch.security.session.Sessions.Opened;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a browser asks of its own session. */
public final class SessionApi {

  /** Schema ChooseResident of the contract. */
  record Choose(long residentId) {}

  private final Platform platform;
  private final Sessions sessions;
  private final SessionCookies cookies;

  public SessionApi(Platform platform, Sessions sessions, SessionCookies cookies) {
    this.platform = platform;
    this.sessions = sessions;
    this.cookies = cookies;
  }

  public void register(ApiRouter api) {
    api.on("getSession", this::get)
        .on("chooseResident", this::choose)
        .on("logOut", this::logOut)
        .on("logOutEverywhere", this::logOutEverywhere);
  }

  /** The answer to a log-in: who it is, and the cookie. */
  public ApiReply welcome(Opened opened) {
    Duration life = Duration.between(platform.clock().instant(), opened.expiresAt());
    return show(opened.token()).header("Set-Cookie", cookies.session(opened.token(), life));
  }

  /** The session cookie a request came with. */
  public String token(ApiRequest request) {
    return cookies
        .findSession(request.findHeader("Cookie"))
        .orElseThrow(() -> Problem.of(401, "not-logged-in").exception());
  }

  private ApiReply get(ApiRequest request) {
    return request.actor().comesAsMachine()
        ? ApiReply.ok(SessionView.ofMachine(request.actor()))
        : show(token(request));
  }

  private ApiReply show(String token) {
    Session session =
        sessions.find(token).orElseThrow(() -> Problem.of(401, "not-logged-in").exception());
    String phone = session.phone();
    List<SessionRows.Choice> residents =
        phone == null
            ? List.of()
            : platform.database().read(handle -> SessionRows.listResidents(handle, phone));
    return ApiReply.ok(SessionView.of(session, residents, sessions.csrfToken(token)));
  }

  private ApiReply choose(ApiRequest request) {
    String token = token(request);
    long residentId = request.body(Choose.class).residentId();
    String phone = request.actor().phone();
    platform
        .database()
        .transaction(
            tx -> {
              boolean theirs =
                  phone != null
                      && SessionRows.listResidents(tx.handle(), phone).stream()
                          .anyMatch(r -> r.id() == residentId);
              if (!theirs) {
                throw Problem.input(FieldError.of("resident_id", residentId, "no-such-resident"))
                    .exception();
              }
              sessions.choose(tx, token, residentId);
              audit(tx, request, "resident", residentId);
              return true;
            });
    return show(token);
  }

  private ApiReply logOut(ApiRequest request) {
    String token = token(request);
    platform
        .database()
        .transaction(
            tx -> {
              sessions.end(tx, token);
              audit(tx, request, "session", "own");
              return true;
            });
    return ApiReply.noContent().header("Set-Cookie", cookies.noSession());
  }

  private ApiReply logOutEverywhere(ApiRequest request) {
    String phone = request.actor().phone();
    platform
        .database()
        .transaction(
            tx -> {
              if (phone == null) {
                sessions.endAllOfAccount(tx, request.actor().id());
              } else {
                sessions.endAllOfPhone(tx, phone);
              }
              audit(tx, request, "session", "all");
              return true;
            });
    return ApiReply.noContent().header("Set-Cookie", cookies.noSession());
  }

  private void audit(Tx tx, ApiRequest request, String type, Object id) {
    AuditTrail.add(
        tx,
        platform.clock().instant(),
        request.actor(),
        request.operation().id(),
        type,
        id,
        null,
        Map.of(),
        request.id());
  }
}
