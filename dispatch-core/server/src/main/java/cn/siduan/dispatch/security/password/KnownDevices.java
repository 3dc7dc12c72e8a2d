package cn.siduan.dispatch.security.password;

import cn.siduan.dispatch.platform.crypto.FieldCipher;
import cn.siduan.dispatch.security.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A mark for browsers in which somebody has logged in, as "number.signature.signature" ("device
 * cookies" of OWASP): the first signature is for one account, the second says that it is ours. It
 * opens nothing: it only spares its holder the waits that others cause.
 */
public final class KnownDevices {

  /** No account has this name. */
  private static final String ANYBODY = "";

  private final FieldCipher cipher;

  public KnownDevices(FieldCipher cipher) {
    this.cipher = cipher;
  }

  public String mark(String login) {
    String number = Secrets.next();
    return number + "." + sign(login, number) + "." + sign(ANYBODY, number);
  }

  /** The device's number, if the mark is ours and was given to this account. */
  public Optional<String> find(String login, @Nullable String mark) {
    return mark == null
        ? Optional.empty()
        : find(mark).filter(number -> isSignature(login, number, mark.split("\\.", -1)[1]));
  }

  /** The device's number, if the mark is ours, whoever logged in there. */
  public Optional<String> find(@Nullable String mark) {
    String[] parts = mark == null ? new String[0] : mark.split("\\.", -1);
    return parts.length == 3 && isSignature(ANYBODY, parts[0], parts[2])
        ? Optional.of(parts[0])
        : Optional.empty();
  }

  private boolean isSignature(String login, String number, String signature) {
    return Secrets.same(
        sign(login, number).getBytes(StandardCharsets.UTF_8),
        signature.getBytes(StandardCharsets.UTF_8));
  }

  private String sign(String login, String number) {
    return Secrets.text(cipher.digest("device " + login.toLowerCase(Locale.ROOT) + " " + number));
  }
}
