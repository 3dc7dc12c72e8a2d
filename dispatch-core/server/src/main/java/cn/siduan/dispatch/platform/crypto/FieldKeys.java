package cn.siduan.dispatch.platform.crypto;

import cn.siduan.dispatch.platform.config.ConfigReader;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The keys of sensitive fields. There is no default: without keys Siduan does not start.
 *
 * @param newest number of the key that encrypts; all of {@code ring} decrypt
 * @param ring AES-256 keys by number, 1 to 2147483647
 * @param digestKey for {@link FieldCipher#digest} and the audit chain; it stays when the ring turns
 */
public record FieldKeys(int newest, Map<Integer, SecretKey> ring, SecretKey digestKey) {

  /** {@value}: {@code 2:base64,1:base64}, the newest first, each of 32 bytes. */
  public static final String RING_VARIABLE = "SIDUAN_FIELD_KEYS";

  /** {@value}: base64 of 32 bytes. */
  public static final String DIGEST_VARIABLE = "SIDUAN_DIGEST_KEY";

  private static final int KEY_BYTES = 32;
  private static final String HOW = " Maybe make one with: openssl rand -base64 32";

  public FieldKeys {
    ring = Map.copyOf(ring);
    if (!ring.containsKey(newest)) {
      throw new IllegalArgumentException("the key ring has no key " + newest);
    }
  }

  /** Faults are the reader's; it then refuses the start, and what is answered here is not used. */
  public static FieldKeys read(ConfigReader in) {
    String ring =
        in.secret(
            "field_keys",
            "AES-256 keys of sensitive fields, the newest first: 2:base64,1:base64, each of 32"
                + " bytes");
    String digest =
        in.secret(
            "digest_key", "base64 of 32 bytes, for finding by card number and the audit chain");
    if (!ring.isEmpty() && !digest.isEmpty()) {
      try {
        return of(ring, digest);
      } catch (IllegalArgumentException e) {
        in.refuse("field_keys", "cannot be used: " + e.getMessage());
      }
    }
    byte[] nobodyKnows = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(nobodyKnows);
    String key = Base64.getEncoder().encodeToString(nobodyKnows);
    return of("1:" + key, key);
  }

  /**
   * @throws IllegalArgumentException that names everything wrong with the two variables, and never
   *     what is in them
   */
  public static FieldKeys fromEnvironment(Map<String, String> environment) {
    return of(environment.get(RING_VARIABLE), environment.get(DIGEST_VARIABLE));
  }

  public static FieldKeys of(@Nullable String ring, @Nullable String digestKey) {
    List<String> faults = new ArrayList<>();
    Map<Integer, SecretKey> keys = readRing(ring, faults);
    SecretKey digest = readKey(DIGEST_VARIABLE, digestKey, "HmacSHA256", faults);
    if (!faults.isEmpty() || digest == null) {
      throw new IllegalArgumentException(String.join("\n", faults));
    }
    return new FieldKeys(keys.keySet().iterator().next(), keys, digest);
  }

  SecretKey encrypting() {
    return Objects.requireNonNull(ring.get(newest));
  }

  private static Map<Integer, SecretKey> readRing(@Nullable String text, List<String> faults) {
    Map<Integer, SecretKey> keys = new LinkedHashMap<>();
    if (text == null || text.isBlank()) {
      faults.add(RING_VARIABLE + " is missing; it should be like 1:<base64 of 32 bytes>." + HOW);
      return keys;
    }
    for (String entry : text.strip().split(",", -1)) {
      String[] parts = entry.strip().split(":", 2);
      if (parts.length != 2 || !parts[0].matches("[1-9]\\d{0,8}")) {
        faults.add(RING_VARIABLE + " has an entry that is not <number>:<base64 of 32 bytes>");
        continue;
      }
      int number = Integer.parseInt(parts[0]);
      SecretKey key = readKey(RING_VARIABLE + " key " + number, parts[1], "AES", faults);
      if (key != null && keys.put(number, key) != null) {
        faults.add(RING_VARIABLE + " has key " + number + " twice");
      }
    }
    return keys;
  }

  private static @Nullable SecretKey readKey(
      String name, @Nullable String base64, String algorithm, List<String> faults) {
    if (base64 == null || base64.isBlank()) {
      faults.add(name + " is missing; it should be base64 of 32 bytes." + HOW);
      return null;
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(base64.strip());
      if (bytes.length == KEY_BYTES) {
        return new SecretKeySpec(bytes, algorithm);
      }
      faults.add(name + " is " + bytes.length + " bytes long; it should be 32." + HOW);
    } catch (IllegalArgumentException e) {
      faults.add(name + " is not base64." + HOW);
    }
    return null;
  }

  /** Keys must not end up in a log. */
  @Override
  public String toString() {
    return "FieldKeys[newest=" + newest + ", known=" + ring.keySet() + "]";
  }
}
