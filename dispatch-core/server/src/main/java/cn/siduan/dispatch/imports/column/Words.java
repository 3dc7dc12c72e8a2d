package cn.siduan.dispatch.imports.column;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One of a few values, each with the words for it; the first is shown. */
public final class Words implements CellType {

  private final Map<String, String> shown = new LinkedHashMap<>();
  private final Map<String, String> known = new LinkedHashMap<>();

  private Words() {}

  /**
   * @param entries "VALUE 词 word…"
   */
  public static Words of(String... entries) {
    Words words = new Words();
    for (String entry : entries) {
      List<String> parts = List.of(entry.split(" "));
      words.shown.put(parts.getFirst(), parts.get(1));
      parts.forEach(p -> words.known.put(p.toLowerCase(Locale.ROOT), parts.getFirst()));
    }
    return words;
  }

  /** Yes or no. */
  public static Words flag() {
    return of("true 是 yes y 1 √ 对 真 停用 retired t", "false 否 no n 0 × 错 假 在用 f");
  }

  @Override
  public String read(String text) {
    String value = known.get(Cells.plain(text).toLowerCase(Locale.ROOT));
    if (value == null) {
      throw CellFault.of("enum", Map.of("allowed", List.copyOf(shown.values())));
    }
    return value;
  }

  @Override
  public String show(String value) {
    return shown.getOrDefault(value, value);
  }
}
