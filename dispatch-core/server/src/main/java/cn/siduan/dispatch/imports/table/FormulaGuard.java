package cn.siduan.dispatch.imports.table;

/**
 * Keeps spreadsheets from running what somebody wrote into a name: a cell that begins with = + - @
 * or a control character is written with an apostrophe in front, and read without it. What begins
 * with apostrophes before such a character gets one more, so that every text comes back as it was.
 */
public final class FormulaGuard {

  private FormulaGuard() {}

  public static String guard(String cell) {
    return isDangerous(cell) ? "'" + cell : cell;
  }

  public static String unguard(String cell) {
    return cell.startsWith("'") && isDangerous(cell) ? cell.substring(1) : cell;
  }

  private static boolean isDangerous(String cell) {
    int i = 0;
    while (i < cell.length() && cell.charAt(i) == '\'') {
      i++;
    }
    return i < cell.length() && "=+-@\t\r\n＝＋－＠".indexOf(cell.charAt(i)) >= 0;
  }
}
