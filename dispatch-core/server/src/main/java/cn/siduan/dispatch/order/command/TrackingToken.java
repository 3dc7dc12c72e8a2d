package cn.siduan.dispatch.order.command;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * 128 random bits: whoever has the link may see what became of the order, and nobody can guess it.
 */
public final class TrackingToken {

  private static final SecureRandom RANDOM = new SecureRandom();

  private TrackingToken() {}

  public static String next() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
