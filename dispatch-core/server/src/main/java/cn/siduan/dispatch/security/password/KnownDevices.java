package cn.siduan.dispatch.security.password;

import cn.siduan.dispatch.platform.crypto.FieldCipher;
import cn.siduan.dispatch.security.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A mark for browsers in which somebody has logged in, as "number.signature" ("device cookies" of
 * OWASP). It opens nothing: it only spares its holder the waits that others cause.
 */
public final class KnownDevices {

  private final FieldCipher cipher;

  public KnownDevices(FieldCipher cipher) {
    this.cipher = cipher;
  }

  public String mark(String login) {
    String number = Secrets.next();
    return number + "." + sign(login, number);
  }

  /** The device's number, if the mark is ours and was given to this account. */
  public Optional<String> find(String login, @Nullable String mark) {
    if (mark == null) {
      return Optional.empty();
    }
    String[] parts = mark.split("\\.", 2);
    boolean ours =
        parts.length == 2
            && Secrets.same(
                sign(login, parts[0]).getBytes(StandardCharsets.UTF_8),
                parts[1].getBytes(StandardCharsets.UTF_8));
    return ours ? Optional.of(parts[0]) : Optional.empty();
  }

  private String sign(String login, String number) {
    return Secrets.text(cipher.digest("device " + login.toLowerCase(Locale.ROOT) + " " + number));
  }
}
