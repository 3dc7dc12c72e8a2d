package cn.siduan.dispatch.calls.browser;

import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.http.Problem;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Which telephone an operator's page can be, and what it registers with. */
public final class BrowserPhoneApi {

  private final BrowserPhones phones;
  private final BrowserPhoneSettings settings;

  public BrowserPhoneApi(BrowserPhones phones, BrowserPhoneSettings settings) {
    this.phones = phones;
    this.settings = settings;
  }

  public void register(ApiRouter router) {
    router.on("getTelephone", this::telephone);
    router.on("registerTelephone", this::registration);
  }

  private ApiReply telephone(ApiRequest request) {
    ObjectNode answer = Json.object();
    if (settings.isOffered()) {
      phones
          .findFree(request.actor().id())
          .ifPresent(
              extension ->
                  answer
                      .putObject("browser")
                      .put("websocket", settings.websocket())
                      .put("extension", extension));
    }
    return ApiReply.ok(answer);
  }

  /**
   * Not kept under the Idempotency-Key: a secret is stored nowhere, and asked again is the same.
   */
  private ApiReply registration(ApiRequest request) {
    if (!settings.isOffered()) {
      throw Problem.of(409, "no-browser-phone").exception();
    }
    BrowserPhones.Registration phone =
        phones
            .issue(request.actor().id())
            .orElseThrow(() -> Problem.of(409, "no-browser-phone").exception());
    return ApiReply.ok(
        Json.object()
            .put("websocket", settings.websocket())
            .put("extension", phone.extension())
            .put("secret", phone.secret())
            .put("expires_at", phone.expiresAt().toString()));
  }
}
