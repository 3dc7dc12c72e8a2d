package cn.siduan.dispatch.imports.registry;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * A citizen identity number (GB 11643-1999): area, birth date, sequence, and a check digit by ISO
 * 7064 MOD 11-2.
 */
record IdCardNumber(String text) {

  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECK_DIGITS = "10X98765432";

  /** Empty if a digit is wrong or missing. */
  public static Optional<IdCardNumber> find(String written) {
    String text = written.strip().toUpperCase(Locale.ROOT);
    return text.matches("[1-9][0-9]{16}[0-9X]")
            && checkDigit(text) == text.charAt(17)
            && bornOn(text).isPresent()
        ? Optional.of(new IdCardNumber(text))
        : Optional.empty();
  }

  /** ISO 7064 MOD 11-2 over the first seventeen digits. */
  private static char checkDigit(String text) {
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += (text.charAt(i) - '0') * WEIGHTS[i];
    }
    return CHECK_DIGITS.charAt(sum % CHECK_DIGITS.length());
  }

  private static Optional<LocalDate> bornOn(String text) {
    try {
      return Optional.of(
          LocalDate.of(
              Integer.parseInt(text.substring(6, 10)),
              Integer.parseInt(text.substring(10, 12)),
              Integer.parseInt(text.substring(12, 14))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
