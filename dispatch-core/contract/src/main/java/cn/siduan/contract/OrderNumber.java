package cn.siduan.contract;

import java.util.Optional;

/**
 * The number of an order as people say it: digits only, the last one a check digit.
 *
 * <p>The check digit is Damm's (H. M. Damm, "Total anti-symmetrische Quasigruppen", Marburg 2004):
 * it notices every single wrong digit and every swap of two neighbours, the two mistakes people
 * make when reading out or keying in.
 */
public record OrderNumber(long id) {

  private static final int[][] QUASIGROUP = {
    {0, 3, 1, 7, 5, 9, 8, 6, 4, 2},
    {7, 0, 9, 2, 1, 5, 4, 8, 6, 3},
    {4, 2, 0, 6, 8, 7, 1, 3, 5, 9},
    {1, 7, 5, 0, 9, 8, 3, 4, 2, 6},
    {6, 1, 2, 3, 0, 4, 5, 9, 7, 8},
    {3, 6, 7, 4, 2, 0, 9, 5, 8, 1},
    {5, 8, 6, 9, 7, 2, 0, 1, 3, 4},
    {8, 9, 4, 5, 3, 6, 2, 0, 1, 7},
    {9, 4, 3, 8, 6, 1, 7, 2, 0, 5},
    {2, 5, 8, 1, 4, 3, 6, 7, 9, 0}
  };

  public OrderNumber {
    if (id <= 0 || id >= 1_000_000_000_000L) {
      throw new IllegalArgumentException("order id " + id + " is not between 1 and 999999999999");
    }
  }

  /** Digits without any separator, as keyed in. */
  public String digits() {
    String payload = Long.toString(id);
    return payload + check(payload);
  }

  /**
   * What a person keyed in or read out; spaces and dashes are forgiven. Empty if a digit is wrong.
   */
  public static Optional<OrderNumber> parse(String text) {
    String digits = text.strip().replaceAll("[\\s-]", "");
    if (!digits.matches("[1-9][0-9]{1,12}") || check(digits) != 0) {
      return Optional.empty();
    }
    return Optional.of(new OrderNumber(Long.parseLong(digits.substring(0, digits.length() - 1))));
  }

  private static int check(String digits) {
    int interim = 0;
    for (int i = 0; i < digits.length(); i++) {
      interim = QUASIGROUP[interim][digits.charAt(i) - '0'];
    }
    return interim;
  }

  @Override
  public String toString() {
    return digits();
  }
}
