package cn.siduan.dispatch.security.session;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How browsers keep our secrets: out of scripts' reach, sent to us only and from our own pages only
 * (RFC 6265bis). Strict is no burden: pages need no session to load, and what they fetch is
 * same-site however they were reached.
 */
public final class SessionCookies {

  private static final String SESSION = "siduan_session";
  private static final String DEVICE = "siduan_device";
  private static final Duration DEVICE_LIFE = Duration.ofDays(180);

  private final boolean secure;

  /**
   * @param secure browsers come by HTTPS: cookies are bound to it and to this host
   */
  public SessionCookies(boolean secure) {
    this.secure = secure;
  }

  public Optional<String> findSession(@Nullable String header) {
    return find(header, name(SESSION));
  }

  public Optional<String> findDevice(@Nullable String header) {
    return find(header, name(DEVICE));
  }

  public String session(String token, Duration life) {
    return cookie(SESSION, token, life);
  }

  public String noSession() {
    return cookie(SESSION, "", Duration.ZERO);
  }

  public String device(String mark) {
    return cookie(DEVICE, mark, DEVICE_LIFE);
  }

  private String cookie(String name, String value, Duration life) {
    return name(name)
        + "="
        + value
        + "; Path=/; Max-Age="
        + life.toSeconds()
        + "; HttpOnly; SameSite=Strict"
        + (secure ? "; Secure" : "");
  }

  private String name(String name) {
    return secure ? "__Host-" + name : name;
  }

  private static Optional<String> find(@Nullable String header, String name) {
    if (header == null) {
      return Optional.empty();
    }
    return Arrays.stream(header.split(";"))
        .map(String::strip)
        .filter(c -> c.startsWith(name + "="))
        .map(c -> c.substring(name.length() + 1))
        .filter(v -> !v.isEmpty())
        .findFirst();
  }
}
