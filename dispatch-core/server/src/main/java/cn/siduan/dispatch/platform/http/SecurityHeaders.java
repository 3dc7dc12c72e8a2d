package cn.siduan.dispatch.platform.http;

import io.vertx.core.MultiMap;

/**
 * What browsers are told with everything we serve (OWASP Secure Headers). No header of CORS is ever
 * sent: pages of other origins get nothing.
 */
public final class SecurityHeaders {

  private static final String CONTENT_POLICY =
      "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";
  private static final String PERMISSIONS =
      "camera=(self), geolocation=(self), microphone=(self), payment=(), usb=()";
  private static final long YEAR_SECONDS = 365L * 24 * 60 * 60;

  private SecurityHeaders() {}

  /**
   * @param secure browsers come by HTTPS, and shall never come otherwise
   */
  public static void add(MultiMap headers, boolean secure) {
    headers
        .set("Content-Security-Policy", CONTENT_POLICY)
        .set("X-Content-Type-Options", "nosniff")
        .set("X-Frame-Options", "DENY")
        .set("Referrer-Policy", "no-referrer")
        .set("Permissions-Policy", PERMISSIONS)
        .set("Cross-Origin-Opener-Policy", "same-origin")
        .set("Cross-Origin-Resource-Policy", "same-origin");
    if (secure) {
      headers.set("Strict-Transport-Security", "max-age=" + YEAR_SECONDS);
    }
  }
}
