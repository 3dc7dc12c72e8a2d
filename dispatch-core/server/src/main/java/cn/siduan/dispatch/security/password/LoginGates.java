package cn.siduan.dispatch.security.password;

import cn.siduan.dispatch.platform.crypto.FieldCipher;
import cn.siduan.dispatch.security.password.Throttle.Gate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * By what the tries of a log-in are counted.
 *
 * <p>A browser that this account logged in with before is counted by itself, so nobody else can
 * make it wait. All others are counted three ways: strictly by account and address together; by
 * address; and mildly by account, in lanes that addresses fall into, so that a flood from some
 * addresses leaves the lanes of most others free.
 */
public final class LoginGates {

  static final int LANES = 16;

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Patience STRICT =
      new Patience(5, Duration.ofSeconds(15), Duration.ofMinutes(15), HOUR);
  private static final Patience ADDRESS =
      new Patience(30, Duration.ofSeconds(5), Duration.ofMinutes(15), HOUR);
  private static final Patience LANE =
      new Patience(20, Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(15));

  private final FieldCipher cipher;

  public LoginGates(FieldCipher cipher) {
    this.cipher = cipher;
  }

  /** The first is the one that a success clears. */
  List<Gate> of(String login, String address, @Nullable String device) {
    String account = login.toLowerCase(Locale.ROOT);
    if (device != null) {
      return List.of(new Gate("device " + account + " " + device, STRICT));
    }
    return List.of(
        new Gate("pair " + account + " " + address, STRICT),
        new Gate("address " + address, ADDRESS),
        new Gate("account " + account + " " + lane(address), LANE));
  }

  /** Keyed, so that nobody can choose addresses that fall into somebody's lane. */
  private int lane(String address) {
    return Math.floorMod(cipher.digest("lane " + address)[0], LANES);
  }
}
