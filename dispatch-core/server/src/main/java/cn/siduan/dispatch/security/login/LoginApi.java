package cn.siduan.dispatch.security.login;

import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.ProblemException;
import cn.siduan.dispatch.security.code.LoginCodes;
import cn.siduan.dispatch.security.code.LoginCodes.Asked;
import cn.siduan.dispatch.security.password.StaffLogin;
import cn.siduan.dispatch.security.password.StaffLogin.Attempt;
import cn.siduan.dispatch.security.password.StaffLogin.Outcome;
import cn.siduan.dispatch.security.session.SessionApi;
import cn.siduan.dispatch.security.session.SessionCookies;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Log-in by password, and by a code to the telephone. */
public final class LoginApi {

  /** Schema LogIn of the contract. */
  record PasswordBody(String login, String password) {}

  /** Schema RequestLoginCode of the contract. */
  record PhoneBody(String phone) {}

  /** Schema VerifyLoginCode of the contract. */
  record CodeBody(String phone, String code, String request) {}

  /** Schema LoginCodeSent of the contract. */
  record Sent(String request, Instant expiresAt) {}

  private final StaffLogin staff;
  private final LoginCodes codes;
  private final SessionApi sessions;
  private final SessionCookies cookies;

  public LoginApi(StaffLogin staff, LoginCodes codes, SessionApi sessions, SessionCookies cookies) {
    this.staff = staff;
    this.codes = codes;
    this.sessions = sessions;
    this.cookies = cookies;
  }

  public void register(ApiRouter api) {
    api.on("logIn", this::logIn)
        .on("requestLoginCode", this::requestCode)
        .on("verifyLoginCode", this::verifyCode);
  }

  private ApiReply logIn(ApiRequest request) {
    PasswordBody body = request.body(PasswordBody.class);
    Outcome outcome =
        staff.logIn(
            new Attempt(
                body.login().strip(),
                body.password(),
                request.peer(),
                cookies.findDevice(request.findHeader("Cookie")).orElse(null),
                oldSession(request),
                request.id()));
    return switch (outcome) {
      case Outcome.Welcome w ->
          sessions.welcome(w.session()).header("Set-Cookie", cookies.device(w.deviceMark()));
      case Outcome.Refused() -> throw Problem.of(401, "login-refused").exception();
      case Outcome.Wait w -> throw wait(w.time());
    };
  }

  private ApiReply requestCode(ApiRequest request) {
    String phone = request.body(PhoneBody.class).phone();
    return switch (codes.ask(phone, request.peer(), request.language())) {
      case Asked.Sent s -> ApiReply.json(202, new Sent(s.request(), s.expiresAt()));
      case Asked.Wait w -> throw wait(w.time());
    };
  }

  private ApiReply verifyCode(ApiRequest request) {
    CodeBody body = request.body(CodeBody.class);
    return codes
        .verify(
            new LoginCodes.Try(
                body.phone(),
                body.code(),
                body.request(),
                request.peer(),
                oldSession(request),
                request.id()))
        .map(sessions::welcome)
        .orElseThrow(() -> Problem.of(401, "code-refused").exception());
  }

  private @Nullable String oldSession(ApiRequest request) {
    return cookies.findSession(request.findHeader("Cookie")).orElse(null);
  }

  private static ProblemException wait(Duration time) {
    long seconds = Math.max(1, time.plusMillis(999).toSeconds());
    return Problem.of(429, "login-wait")
        .with("seconds", seconds)
        .extended("retry_after_seconds", seconds)
        .exception();
  }
}
