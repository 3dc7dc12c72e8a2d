package cn.siduan.calls;

/**
 * What came of one thing thrown at the hotline.
 *
 * @param talked conversations before it
 * @param goesOn those that went on
 * @param waited callers who waited
 * @param places those of them who kept their place, or were served as the first in line
 * @param seconds until the next in line talked to an operator
 */
record Verdict(
    String what, Books books, long talked, long goesOn, long waited, long places, double seconds) {

  boolean isGood() {
    return books.lost() == 0
        && books.twice() == 0
        && books.stuck() == 0
        && talked == goesOn
        && waited == places;
  }
}
