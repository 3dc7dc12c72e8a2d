package cn.siduan.dispatch.imports.table;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.jspecify.annotations.Nullable;

/** A cell of an XLSX sheet as the text a person reads in it. */
final class XlsxCell {

  private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  /** Numbers of built-in formats (ECMA-376 18.8.30); 27-36 and 50-58 are Chinese ones. */
  private static final Set<Integer> DATE_FORMATS =
      Stream.of(
              IntStream.rangeClosed(14, 22),
              IntStream.rangeClosed(27, 36),
              IntStream.rangeClosed(45, 47),
              IntStream.rangeClosed(50, 58))
          .flatMap(IntStream::boxed)
          .collect(Collectors.toUnmodifiableSet());

  private XlsxCell() {}

  static String text(@Nullable Cell cell) {
    if (cell == null || cell.getType() == CellType.EMPTY) {
      return "";
    }
    Object value = cell.getValue();
    return switch (value) {
      case null -> "";
      case BigDecimal number -> isDate(cell) ? date(cell, number) : plain(number);
      case Boolean flag -> flag.toString();
      default -> value.toString();
    };
  }

  /** As short as a spreadsheet shows it: files carry 0.1 as 0.10000000000000001. */
  private static String plain(BigDecimal number) {
    BigDecimal shown = BigDecimal.valueOf(number.doubleValue());
    return (shown.signum() == 0 ? BigDecimal.ZERO : shown.stripTrailingZeros()).toPlainString();
  }

  private static String date(Cell cell, BigDecimal number) {
    LocalDateTime at;
    try {
      at = cell.asDate();
    } catch (RuntimeException e) {
      return plain(number);
    }
    if (at == null) {
      return plain(number);
    }
    // days as binary fractions miss whole seconds by microseconds
    LocalDateTime rounded = at.plusNanos(500_000_000).withNano(0);
    return rounded.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? rounded.toLocalDate().toString()
        : MINUTES.format(rounded)
            + (rounded.getSecond() == 0 ? "" : ":%02d".formatted(rounded.getSecond()));
  }

  /**
   * Whether the format makes a date of a number (ECMA-376 18.8.30; 27-36 and 50-58 are Chinese).
   */
  private static boolean isDate(Cell cell) {
    Integer id = cell.getDataFormatId();
    String format = cell.getDataFormatString();
    if (id != null && DATE_FORMATS.contains(id)) {
      return true;
    }
    return format != null
        && format
            .replaceAll("\"[^\"]*\"|\\\\.|\\[[^\\]]*]|General", "")
            .matches("(?s).*[ydhYDH].*");
  }
}
