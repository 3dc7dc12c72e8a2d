package cn.siduan.bench;

import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;

/**
 * What a run is to be like.
 *
 * @param quick so short that only its own working is shown; its figures mean nothing
 */
public record Options(TreeMap<String, Double> given, boolean quick) {

  /**
   * @param known numbers that may be given, as {@code --name value}
   * @throws IllegalArgumentException that says what is wrong
   */
  public static Options parse(String[] arguments, String... known) {
    TreeMap<String, Double> given = new TreeMap<>();
    boolean quick = false;
    Iterator<String> rest = List.of(arguments).iterator();
    while (rest.hasNext()) {
      String argument = rest.next();
      if (argument.equals("--quick")) {
        quick = true;
        continue;
      }
      String name = argument.replaceFirst("^--", "");
      if (!argument.startsWith("--") || !List.of(known).contains(name) || !rest.hasNext()) {
        throw new IllegalArgumentException(
            "%s is not --quick, nor one of --%s with a number"
                .formatted(argument, String.join(", --", known)));
      }
      given.put(name, Double.valueOf(rest.next()));
    }
    return new Options(given, quick);
  }

  /** What was given, or else the usual; for a quick run its own. */
  public double number(String name, double usual, double whenQuick) {
    return given.getOrDefault(name, quick ? whenQuick : usual);
  }
}
