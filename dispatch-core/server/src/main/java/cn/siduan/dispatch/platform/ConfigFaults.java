package cn.siduan.dispatch.platform;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with configuration: collected, so that all of it is reported together at start. */
public final class ConfigFaults {

  private final List<String> faults = new ArrayList<>();

  /**
   * @param where file and path in it, for example {@code calendars.yaml: calendars[0].zone}
   * @param what the value, what is wrong with it and, with "Maybe …", what would be right
   */
  public void add(String where, String what) {
    faults.add(where + " " + what);
  }

  public List<String> list() {
    return List.copyOf(faults);
  }

  /**
   * @throws IllegalArgumentException with one line per fault, if there are any
   */
  public void throwIfAny() {
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "The configuration has "
              + faults.size()
              + (faults.size() == 1 ? " fault:\n" : " faults:\n")
              + String.join("\n", faults));
    }
  }
}
