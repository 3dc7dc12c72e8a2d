package cn.siduan.dispatch.imports.column;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A column of a registry's table.
 *
 * @param name in English, as in the database
 * @param title in Chinese, as a table that we write is headed
 * @param aliases under which it is known as well
 * @param required whether a cell may not be empty
 * @param initial what a new row has where nothing is written
 * @param refersTo registry whose code stands here, or codes
 * @param sensitive hidden unless asked for; what is empty or hidden in a file leaves it as it is
 */
public record Column(
    String name,
    String title,
    List<String> aliases,
    CellType type,
    boolean required,
    String initial,
    @Nullable String refersTo,
    boolean sensitive,
    String example) {

  public static Column named(String name, String title, CellType type) {
    return new Column(name, title, List.of(), type, false, "", null, false, "");
  }

  public Column must() {
    return new Column(name, title, aliases, type, true, initial, refersTo, sensitive, example);
  }

  public Column alias(String... more) {
    return new Column(
        name, title, List.of(more), type, required, initial, refersTo, sensitive, example);
  }

  public Column initially(String value) {
    return new Column(name, title, aliases, type, required, value, refersTo, sensitive, example);
  }

  public Column to(String registry) {
    return new Column(name, title, aliases, type, required, initial, registry, sensitive, example);
  }

  public Column secret() {
    return new Column(name, title, aliases, type, required, initial, refersTo, true, example);
  }

  public Column like(String cell) {
    return new Column(name, title, aliases, type, required, initial, refersTo, sensitive, cell);
  }

  public boolean isHeaded(String header) {
    String wanted = plain(header);
    return Stream.concat(Stream.of(name, title), aliases.stream())
        .anyMatch(n -> plain(n).equals(wanted));
  }

  /** Headers are told apart by their letters and digits alone. */
  static String plain(String header) {
    return Normalizer.normalize(header, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
