package cn.siduan.dispatch.imports.column;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Several things in one cell, each of a few fields: {@code 13900000001/本人;02162345678/家}. Fields at
 * the end may be left out.
 */
public final class Groups implements CellType {

  private final int most;
  private final boolean ordered;
  private final int required;
  private final String form;
  private final List<UnaryOperator<String>> fields;

  private Groups(
      int most, boolean ordered, int required, String form, List<UnaryOperator<String>> fields) {
    this.most = most;
    this.ordered = ordered;
    this.required = required;
    this.form = form;
    this.fields = fields;
  }

  /** Telephones with what they are: the same number twice is one. */
  public static CellType phones(int most) {
    return new Groups(
        most, false, 1, "13900000001/本人;02162345678/家", List.of(Cells::readPhone, Groups::word));
  }

  /** Emergency contacts, in the order in which they are called. */
  public static CellType contacts(int most) {
    return new Groups(
        most,
        true,
        2,
        "王芳/13900000002/女儿;王刚/13900000003/儿子",
        List.of(Groups::word, Cells::readPhone, Groups::word));
  }

  /**
   * Skills with the certificate's number and the last day it is valid on.
   *
   * @param known throws if there is no such skill
   */
  public static CellType certificates(int most, UnaryOperator<String> known) {
    return new Groups(
        most,
        false,
        1,
        "ELECTRICIAN/HZ-0231/2027-06-30;NURSING",
        List.of(
            code -> known.apply(Cells.readCode(code)),
            Groups::word,
            p -> p.isEmpty() ? "" : Days.readDay(p)));
  }

  @Override
  public String read(String text) {
    List<String> groups = new ArrayList<>(Cells.parts(text, most).map(this::group).toList());
    return join(groups);
  }

  @Override
  public String stored(String text) {
    return join(
        Cells.split(text).stream()
            .map(g -> trimmed(Arrays.asList(g.split("/", -1))))
            .collect(Collectors.toCollection(ArrayList::new)));
  }

  private String join(List<String> groups) {
    if (ordered) {
      return String.join(";", groups);
    }
    long names = groups.stream().map(g -> g.split("/", 2)[0]).distinct().count();
    if (names < groups.size()) {
      throw CellFault.of("uniqueItems");
    }
    return groups.stream().sorted().collect(Collectors.joining(";"));
  }

  private String group(String text) {
    List<String> parts = Arrays.stream(text.split("[/／|｜]", -1)).map(String::strip).toList();
    if (parts.size() == fields.size() + 2) {
      // a date written with slashes, at the end
      int date = fields.size() - 1;
      parts =
          Stream.concat(
                  parts.stream().limit(date),
                  Stream.of(String.join("-", parts.subList(date, parts.size()))))
              .toList();
    }
    boolean complete =
        parts.size() >= required
            && parts.size() <= fields.size()
            && parts.subList(0, required).stream().noneMatch(String::isEmpty);
    if (!complete) {
      throw CellFault.of("cell-group", Map.of("form", form));
    }
    List<String> read = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      read.add(fields.get(i).apply(parts.get(i)));
    }
    return trimmed(read);
  }

  private static String trimmed(List<String> fields) {
    int length = fields.size();
    while (length > 1 && fields.get(length - 1).isEmpty()) {
      length--;
    }
    return String.join("/", fields.subList(0, length));
  }

  private static String word(String text) {
    return Cells.bounded(text, 60);
  }
}
