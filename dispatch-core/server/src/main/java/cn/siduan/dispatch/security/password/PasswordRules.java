package cn.siduan.dispatch.security.password;

import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * NIST SP 800-63B: long enough, not among the ones everybody tries, not the log-in name. No
 * prescribed mixture of characters, no expiry.
 */
public final class PasswordRules {

  public static final int SHORTEST = 10;
  public static final int LONGEST = 128;

  private static final Set<String> COMMON =
      Set.of(
          "0123456789",
          "1234567890",
          "12345678910",
          "123456789a",
          "a123456789",
          "aa123456789",
          "0987654321",
          "1122334455",
          "112233445566",
          "123123123123",
          "1234512345",
          "1234554321",
          "123456123456",
          "123456654321",
          "1357924680",
          "147258369a",
          "1q2w3e4r5t",
          "1q2w3e4r5t6y",
          "1qaz2wsx3edc",
          "5201314520",
          "5201314521",
          "a1234567890",
          "abc1234567",
          "abcd123456",
          "abcd1234567",
          "abcde12345",
          "abcdefghij",
          "abcdefghijk",
          "administrator",
          "admin12345",
          "admin123456",
          "asdfghjkl123",
          "asdfghjkl;",
          "changeme123",
          "iloveyou123",
          "iloveyou520",
          "p@ssw0rd123",
          "passw0rd123",
          "password01",
          "password12",
          "password123",
          "password1234",
          "password12345",
          "q1w2e3r4t5",
          "q123456789",
          "qq123456789",
          "qwer123456",
          "qwer1234567",
          "qwerty1234",
          "qwerty12345",
          "qwerty123456",
          "qwertyuiop",
          "welcome123",
          "woaini1314",
          "woaini521",
          "woaini1314520",
          "zaq12wsxcde3",
          "zxcvbnm123",
          "zxcvbnm,./");

  private PasswordRules() {}

  /** Refuses a bad password under the name of the field it came in; its value is not repeated. */
  public static void require(String field, String password, String login) {
    fault(password, login)
        .ifPresent(
            rule -> {
              throw Problem.input(new FieldError(field, "", rule, Map.of("limit", SHORTEST)))
                  .exception();
            });
  }

  public static boolean isBad(String password, String login) {
    return fault(password, login).isPresent();
  }

  static Optional<String> fault(String password, String login) {
    String lower = password.toLowerCase(Locale.ROOT);
    if (password.codePointCount(0, password.length()) < SHORTEST) {
      return Optional.of("password-short");
    }
    if (COMMON.contains(lower) || lower.codePoints().distinct().count() <= 2) {
      return Optional.of("password-common");
    }
    if (lower.contains(login.toLowerCase(Locale.ROOT)) || lower.contains("siduan")) {
      return Optional.of("password-name");
    }
    return Optional.empty();
  }
}
