package cn.siduan.demo.people;

import cn.siduan.demo.Digits;
import java.time.LocalDate;

/** Citizen identity numbers in the form of GB 11643-1999, of an area code that no place has. */
public final class IdCard {

  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECK_DIGITS = "10X98765432";

  private IdCard() {}

  /**
   * Eighteen characters, the last a check digit.
   *
   * @param areaCode six digits
   * @param sequence 1 to 999 among those born there on that day, odd for men
   */
  public static String number(String areaCode, LocalDate birthDate, int sequence) {
    if (areaCode.length() != 6 || sequence < 1 || sequence > 999) {
      throw new IllegalArgumentException(
          "no identity number of area " + areaCode + " with sequence " + sequence);
    }
    int born =
        birthDate.getYear() * 10_000 + birthDate.getMonthValue() * 100 + birthDate.getDayOfMonth();
    String body = areaCode + born + Digits.padded(sequence, 3);
    return body + checkDigit(body);
  }

  /** ISO 7064 MOD 11-2 over the first seventeen digits. */
  static char checkDigit(String body) {
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += (body.charAt(i) - '0') * WEIGHTS[i];
    }
    return CHECK_DIGITS.charAt(sum % CHECK_DIGITS.length());
  }
}
