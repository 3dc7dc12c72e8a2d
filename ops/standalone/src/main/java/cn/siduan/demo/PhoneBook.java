package cn.siduan.demo;

/**
 * Gives out telephone numbers that nobody has, each once.
 *
 * <p>China reserves no numbers for fiction. The mobile prefix 154 has not been allotted to any
 * operator, and 0300 is not an area code in use.
 */
public final class PhoneBook {

  public static final String MOBILE_PREFIX = "154";
  public static final String AREA_CODE = "0300";

  private static final long MOBILES = 100_000_000;
  private static final long LANDLINES = 3_000_000;

  /** Prime to the ranges above, so that every number comes up once before any comes up again. */
  private static final long STRIDE = 32_452_843;

  private final long start;
  private long mobiles;
  private long landlines;

  public PhoneBook(long start) {
    this.start = Math.floorMod(start, LANDLINES);
  }

  public String nextMobile() {
    return MOBILE_PREFIX + Digits.padded((start + STRIDE * ++mobiles) % MOBILES, 8);
  }

  public String nextLandline() {
    return AREA_CODE + (6_000_000 + (start + STRIDE * ++landlines) % LANDLINES);
  }
}
