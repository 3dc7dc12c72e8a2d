package cn.siduan.dispatch.imports.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;

class TableFileTest {

  private static List<List<String>> rows(byte[] file) {
    List<List<String>> rows = new ArrayList<>();
    TableFile.of(file).forEach((_, cells) -> rows.add(List.copyOf(cells)));
    return rows;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void commas_semicolons_and_tabs_separate_whichever_the_header_has() {
    assertThat(rows(utf8("a,b\n1;x,2\n"))).containsExactly(List.of("a", "b"), List.of("1;x", "2"));
    assertThat(rows(utf8("a;b\r\n\"1,5\";2\r\n")))
        .containsExactly(List.of("a", "b"), List.of("1,5", "2"));
    assertThat(rows(utf8("a\tb\n1\t2"))).containsExactly(List.of("a", "b"), List.of("1", "2"));
  }

  @Test
  void rows_keep_the_numbers_a_spreadsheet_gives_them() {
    List<Integer> numbers = new ArrayList<>();
    TableFile.of(utf8("a,b\n\"two\nlines\",1\n\nx,y\n")).forEach((n, _) -> numbers.add(n));
    assertThat(numbers).containsExactly(1, 2, 3, 4);
  }

  @Test
  void unicode_text_of_a_spreadsheet_is_read_by_its_mark() {
    assertThat(rows("\ufeff编码\t名称\r\n1\t家政".getBytes(StandardCharsets.UTF_16LE)))
        .containsExactly(List.of("编码", "名称"), List.of("1", "家政"));
  }

  @Test
  void cells_of_a_workbook_read_as_people_see_them() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(out, "test", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("表");
      sheet.value(0, 0, "编码");
      sheet.value(1, 0, LocalDate.of(2026, 3, 1));
      sheet.style(1, 0).format("yyyy-mm-dd").set();
      sheet.value(1, 1, LocalDateTime.of(2026, 3, 12, 9, 30));
      sheet.style(1, 1).format("yyyy/m/d h:mm").set();
      sheet.value(1, 2, 13800000000L);
      sheet.value(1, 3, 121.4737);
      sheet.value(1, 4, Boolean.TRUE);
      sheet.value(1, 5, 45_000);
      sheet.style(1, 5).format("0.00\"days\"").set();
      sheet.value(1, 40, "");
    }
    assertThat(rows(out.toByteArray()))
        .containsExactly(
            List.of("编码"),
            List.of("2026-03-01", "2026-03-12 09:30", "13800000000", "121.4737", "true", "45000"));
  }

  @Property
  void what_is_guarded_cannot_begin_a_formula_and_comes_back(
      @ForAll @NotEmpty @CharRange(from = '\'', to = '\'') @CharRange(from = '+', to = '@')
          String text) {
    String guarded = FormulaGuard.guard(text);
    assertThat("=+-@").doesNotContain(guarded.substring(0, 1));
    assertThat(FormulaGuard.unguard(guarded)).isEqualTo(text);
  }

  @Property
  void every_text_that_is_written_is_read_again(
      @ForAll @Size(max = 200) List<@NotEmpty String> cells) {
    List<String> printable =
        cells.stream()
            .map(c -> "x" + c.replaceAll("[\\p{Cntrl}\\p{Cs}\\p{Cn}\ufeff]", ""))
            .toList();
    for (boolean gb18030 : new boolean[] {false, true}) {
      TableWriter writer = TableWriter.of(TableFormat.Kind.CSV, gb18030);
      try (writer) {
        writer.row(List.of("编码", "名称"));
        writer.row(printable);
      }
      List<List<String>> read = rows(writer.bytes());
      assertThat(read).hasSize(2);
      assertThat(read.get(1)).isEqualTo(printable);
    }
  }
}
