package cn.siduan.dispatch.security.password;

import cn.siduan.dispatch.platform.http.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106), its cost written in the hash. So many at once and no more: each takes
 * memory, and a crowd at the door must not take all of it.
 */
public final class PasswordHasher {

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final long WAIT_SECONDS = 10;
  private static final Pattern ENCODED =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,8}),t=(\\d{1,3}),p=(\\d{1,2})\\$([\\w+/]+)\\$([\\w+/]+)");

  private record Stored(HashCost cost, byte[] salt, byte[] hash) {}

  private final HashCost cost;
  private final Semaphore turns;
  private final SecureRandom random = new SecureRandom();
  private final LongAdder made = new LongAdder();

  public PasswordHasher(HashCost cost, int atOnce) {
    this.cost = cost;
    this.turns = new Semaphore(atOnce, true);
  }

  public String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            cost.memoryKib(),
            cost.passes(),
            cost.lanes(),
            base64.encodeToString(salt),
            base64.encodeToString(compute(password, cost, salt)));
  }

  public boolean verify(String password, String encoded) {
    Optional<Stored> stored = read(encoded);
    if (stored.isEmpty()) {
      return verifyNobody(password);
    }
    Stored s = stored.get();
    return MessageDigest.isEqual(s.hash(), compute(password, s.cost(), s.salt()));
  }

  /** As much work as for somebody who exists; false. */
  public boolean verifyNobody(String password) {
    compute(password, cost, new byte[SALT_BYTES]);
    return false;
  }

  /** Whether a hash was made at another cost than new ones are. */
  public boolean isOutdated(String encoded) {
    return read(encoded).filter(s -> s.cost().equals(cost)).isEmpty();
  }

  /** How many hashes were computed since the start. */
  public long made() {
    return made.sum();
  }

  private static Optional<Stored> read(String encoded) {
    Matcher m = ENCODED.matcher(encoded);
    if (!m.matches()) {
      return Optional.empty();
    }
    Base64.Decoder base64 = Base64.getDecoder();
    HashCost cost =
        new HashCost(
            Integer.parseInt(m.group(1)),
            Integer.parseInt(m.group(2)),
            Integer.parseInt(m.group(3)));
    return Optional.of(new Stored(cost, base64.decode(m.group(4)), base64.decode(m.group(5))));
  }

  private byte[] compute(String password, HashCost at, byte[] salt) {
    takeTurn();
    try {
      made.increment();
      Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
      argon2.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withMemoryAsKB(at.memoryKib())
              .withIterations(at.passes())
              .withParallelism(at.lanes())
              .withSalt(salt)
              .build());
      byte[] hash = new byte[HASH_BYTES];
      argon2.generateBytes(normal(password).getBytes(StandardCharsets.UTF_8), hash);
      return hash;
    } finally {
      turns.release();
    }
  }

  private void takeTurn() {
    try {
      if (!turns.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw Problem.of(503, "overloaded").exception();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.of(503, "overloaded").exception();
    }
  }

  /** The same password from any keyboard (NIST SP 800-63B 3.1.1.2). */
  private static String normal(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFKC);
  }
}
