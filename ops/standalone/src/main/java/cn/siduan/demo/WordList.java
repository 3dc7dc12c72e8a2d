package cn.siduan.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A text file among the program's resources: one entry a line, fields divided by |, remarks after
 * #.
 */
public final class WordList {

  private WordList() {}

  public static List<List<String>> read(String name) {
    try (InputStream in = WordList.class.getResourceAsStream("/demo/" + name)) {
      if (in == null) {
        throw new IllegalStateException(
            "demo/" + name + " is not on the class path. Maybe the resources were not built?");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> List.of(line.split("\\|", -1)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The parts of a field, which may be empty. */
  public static List<String> parts(String field, String divider) {
    return field.isBlank() ? List.of() : List.of(field.split(divider));
  }
}
