package cn.siduan.dispatch.notify;

import cn.siduan.dispatch.platform.crypto.FieldCipher;
import cn.siduan.dispatch.platform.net.Destinations;
import cn.siduan.dispatch.platform.net.Destinations.Route;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A message to a provider's own system, signed so that it can tell that it is ours, whole and new.
 * {@code config/messages.md} says how to check it.
 */
final class Webhook implements Delivery {

  private final HttpPost http;
  private final Destinations destinations;
  private final FieldCipher cipher;
  private final Clock clock;

  Webhook(HttpPost http, Destinations destinations, FieldCipher cipher, Clock clock) {
    this.http = http;
    this.destinations = destinations;
    this.cipher = cipher;
    this.clock = clock;
  }

  @Override
  public Outcome send(Outgoing message) {
    byte[] secret = message.secret();
    if (secret == null) {
      return new Outcome.Refused("the provider has no webhook secret");
    }
    return switch (destinations.route(message.recipient())) {
      case Route.To to -> send(message, to, secret);
      case Route.Unknown unknown -> new Outcome.TryAgain(unknown.why());
      case Route.Forbidden forbidden ->
          new Outcome.Refused("the provider's webhook address is not sent to: " + forbidden.why());
    };
  }

  private Outcome send(Outgoing message, Route.To to, byte[] secret) {
    String id = Long.toString(message.id());
    String timestamp = Long.toString(clock.instant().getEpochSecond());
    String signed = id + "." + timestamp + "." + message.body();
    return http.post(
        to.uri(),
        to.address(),
        Map.of(
            "X-Siduan-Id", id,
            "X-Siduan-Timestamp", timestamp,
            "X-Siduan-Signature", "v1=" + hmac(cipher.decrypt(secret), signed)),
        message.body().getBytes(StandardCharsets.UTF_8));
  }

  private static String hmac(String secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
