package cn.siduan.dispatch.notify;

import cn.siduan.dispatch.platform.Json;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * A text message through an HTTP gateway: {@code {"id": "…", "to": "13900000001", "text": "…"}}.
 * {@code config/messages.md} says what is expected of it.
 */
final class SmsGateway implements Delivery {

  private final HttpPost http;
  private final URI url;
  private final String token;

  SmsGateway(HttpPost http, String url, String token) {
    this.http = http;
    this.url = URI.create(url);
    this.token = token;
  }

  @Override
  public Outcome send(Outgoing message) {
    String id = Long.toString(message.id());
    Map<String, String> headers = new HashMap<>(Map.of("Idempotency-Key", id));
    if (!token.isEmpty()) {
      headers.put("Authorization", "Bearer " + token);
    }
    byte[] body =
        Json.writeBytes(Map.of("id", id, "to", message.recipient(), "text", message.body()));
    return http.post(url, headers, body);
  }
}
