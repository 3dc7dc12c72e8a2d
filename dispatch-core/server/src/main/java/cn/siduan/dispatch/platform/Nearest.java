package cn.siduan.dispatch.platform;

import java.util.Comparator;
import java.util.List;

/** What somebody may have meant. */
public final class Nearest {

  private Nearest() {}

  /**
   * The known name that is closest to what was written, to say "Maybe …"; empty if none is known.
   */
  public static String to(String written, List<String> known) {
    return known.stream()
        .min(
            Comparator.comparingInt((String name) -> distance(written, name))
                .thenComparing(Comparator.naturalOrder()))
        .orElse("");
  }

  /** How many letters to insert, take out or change (Levenshtein). */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
