package cn.siduan.dispatch.security;

import cn.siduan.dispatch.platform.config.ConfigReader;
import cn.siduan.dispatch.security.password.HashCost;
import cn.siduan.dispatch.security.password.PasswordRules;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * @param hashCost of passwords; a log-in hashes anew what was hashed at another cost
 * @param hashesAtOnce each takes the cost's memory
 * @param secure browsers come by HTTPS: cookies say Secure and __Host-, answers say HSTS
 * @param trustedProxies how many of our own proxies stand before us; 0 takes the connection's
 *     address and believes no X-Forwarded-For
 * @param first made at start where there is no administrator yet
 */
public record SecuritySettings(
    HashCost hashCost,
    int hashesAtOnce,
    boolean secure,
    int trustedProxies,
    Lifetime staffSessions,
    Lifetime residentSessions,
    @Nullable FirstAdministrator first) {

  /**
   * @param idle a session that was not used for so long ends
   * @param most it ends after this in any case
   */
  public record Lifetime(Duration idle, Duration most) {
    private static Lifetime read(ConfigReader in, String whose, Lifetime defaults) {
      return new Lifetime(
          in.duration(
              whose + "_session_idle",
              defaults.idle(),
              Duration.ofMinutes(5),
              Duration.ofDays(90),
              "a session of " + whose + " that is not used for so long ends"),
          in.duration(
              whose + "_session_most",
              defaults.most(),
              Duration.ofMinutes(5),
              Duration.ofDays(365),
              "a session of " + whose + " ends after this in any case"));
    }
  }

  /** The password must be changed at the first log-in. */
  public record FirstAdministrator(String login, String password) {
    private static @Nullable FirstAdministrator read(ConfigReader in) {
      String login =
          in.text("first_login", "admin", "login of the administrator made at the first start");
      String password =
          in.optionalSecret(
              "first_password", "the first administrator's password, to be changed at once");
      if (!password.isEmpty() && PasswordRules.isBad(password, login)) {
        in.refuse(
            "first_password",
            "is too easily guessed. It needs at least "
                + PasswordRules.SHORTEST
                + " characters and must not contain the login.");
      }
      return password.isEmpty() ? null : new FirstAdministrator(login, password);
    }

    @Override
    public String toString() {
      return "FirstAdministrator[" + login + "]";
    }
  }

  public static SecuritySettings defaults() {
    return new SecuritySettings(
        HashCost.owasp(),
        4,
        false,
        0,
        // a shift, and a break in it
        new Lifetime(Duration.ofHours(4), Duration.ofHours(16)),
        new Lifetime(Duration.ofDays(7), Duration.ofDays(30)),
        null);
  }

  public static SecuritySettings read(ConfigReader in) {
    SecuritySettings defaults = defaults();
    return new SecuritySettings(
        new HashCost(
            in.number(
                "hash_memory_kib",
                defaults.hashCost().memoryKib(),
                1024,
                1024 * 1024,
                "memory of one Argon2id password hash, in KiB"),
            in.number(
                "hash_passes", defaults.hashCost().passes(), 1, 20, "passes over that memory"),
            defaults.hashCost().lanes()),
        in.number(
            "hashes_at_once",
            defaults.hashesAtOnce(),
            1,
            64,
            "password hashes at once; each takes its memory, others wait"),
        in.flag(
            "https",
            defaults.secure(),
            "browsers come by HTTPS (a proxy brings it): cookies and headers insist on it"),
        in.number(
            "trusted_proxies",
            defaults.trustedProxies(),
            0,
            10,
            "our own proxies before this node; their X-Forwarded-For is believed, nobody else's"),
        Lifetime.read(in, "staff", defaults.staffSessions()),
        Lifetime.read(in, "resident", defaults.residentSessions()),
        FirstAdministrator.read(in));
  }

  public SecuritySettings withHashCost(HashCost cost) {
    return new SecuritySettings(
        cost, hashesAtOnce, secure, trustedProxies, staffSessions, residentSessions, first);
  }

  public SecuritySettings withFirst(FirstAdministrator administrator) {
    return new SecuritySettings(
        hashCost,
        hashesAtOnce,
        secure,
        trustedProxies,
        staffSessions,
        residentSessions,
        administrator);
  }

  public SecuritySettings behindProxies(int proxies) {
    return new SecuritySettings(
        hashCost, hashesAtOnce, true, proxies, staffSessions, residentSessions, first);
  }
}
