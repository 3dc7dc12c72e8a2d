package cn.siduan.dispatch.resident;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * A citizen identity number by GB 11643-1999: six digits of the place, the date of birth, a
 * sequence, and a check character by ISO 7064 MOD 11-2.
 *
 * @param number eighteen characters, an X in capital
 */
public record IdCard(String number) {

  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECK_DIGITS = "10X98765432";

  /** Empty if the text is no such number; blanks and a small x are forgiven. */
  public static Optional<IdCard> parse(String text) {
    String number = text.replace(" ", "").toUpperCase(Locale.ROOT);
    return number.matches("[1-9][0-9]{16}[0-9X]")
            && isDate(number.substring(6, 14))
            && checkDigit(number) == number.charAt(17)
        ? Optional.of(new IdCard(number))
        : Optional.empty();
  }

  /** What may be shown of it. */
  public String tail() {
    return number.substring(14);
  }

  private static boolean isDate(String digits) {
    try {
      LocalDate born =
          LocalDate.of(
              Integer.parseInt(digits.substring(0, 4)),
              Integer.parseInt(digits.substring(4, 6)),
              Integer.parseInt(digits.substring(6)));
      return born.getYear() >= 1850;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static char checkDigit(String number) {
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += (number.charAt(i) - '0') * WEIGHTS[i];
    }
    return CHECK_DIGITS.charAt(sum % CHECK_DIGITS.length());
  }

  /** Must not end up in a log. */
  @Override
  public String toString() {
    return "IdCard[…" + tail() + "]";
  }
}
