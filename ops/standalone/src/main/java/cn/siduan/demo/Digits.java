package cn.siduan.demo;

/** Numbers with zeros in front; String.format is too slow for half a million of them. */
public final class Digits {

  private Digits() {}

  public static String padded(long number, int width) {
    String digits = Long.toString(number);
    return "0".repeat(Math.max(0, width - digits.length())) + digits;
  }
}
