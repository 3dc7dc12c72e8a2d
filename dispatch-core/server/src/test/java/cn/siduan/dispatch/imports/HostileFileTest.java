package cn.siduan.dispatch.imports;

import static cn.siduan.dispatch.imports.Tables.csv;
import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.dispatch.fixture.ApiFixture;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Files that nobody who means well would send, and some that only went wrong. */
class HostileFileTest {

  private static ApiFixture api;
  private static Tables tables;

  @BeforeAll
  static void start() {
    api = ApiFixture.start();
    tables = new Tables(api);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static void assertRefused(byte[] file, int row, String rule) {
    JsonNode report = tables.dryRun("categories", file).json();
    assertThat(report.path("errors").path(0).path("rule").asText())
        .as(report.toString())
        .isEqualTo(rule);
    assertThat(report.path("errors").path(0).path("row").asInt()).isEqualTo(row);
    assertThat(tables.run("categories", file).status()).isEqualTo(422);
    assertThat(tables.count("select count(*) from service_category")).isZero();
  }

  @Test
  void an_empty_file() {
    assertRefused(new byte[0], 0, "table-empty");
    assertRefused(csv("", " , ,", ""), 0, "table-empty");
  }

  @Test
  void garbage() {
    byte[] garbage = new byte[50_000];
    new Random(7).nextBytes(garbage);
    assertRefused(garbage, 0, "table-garbage");
    assertRefused(Arrays.copyOf(new byte[] {'P', 'K', 3, 4}, 1_000), 0, "table-xlsx");
    assertRefused(
        new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 1, 2}, 0, "table-old-excel");
  }

  @Test
  void a_workbook_cut_off_in_the_middle() throws IOException {
    byte[] whole = workbook("编码", "名称");
    assertRefused(Arrays.copyOf(whole, whole.length / 2), 0, "table-xlsx");
  }

  @Test
  void a_workbook_that_swells() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
      byte[] nothing = new byte[1024 * 1024];
      for (int i = 0; i < 600; i++) {
        zip.write(nothing);
      }
    }
    assertThat(out.size()).isLessThan(1024 * 1024);
    assertRefused(out.toByteArray(), 0, "table-bomb");
  }

  @Test
  void a_workbook_with_entities_that_multiply_or_read_files() throws IOException {
    String doctype =
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/hostname\"><!ENTITY b"
            + " \"&a;&a;&a;&a;\">]>";
    byte[] file =
        rewritten(
            workbook("编码", "名称", "WHO"),
            "xl/worksheets/sheet1.xml",
            xml -> doctype + xml.replaceFirst("<\\?xml[^>]*>", "").replace("WHO", "&b;"));
    assertRefused(file, 0, "table-xlsx");
  }

  @Test
  void ten_thousand_columns() {
    assertRefused(
        ("编码,名称" + ",x".repeat(10_000)).getBytes(StandardCharsets.UTF_8), 1, "table-columns");
  }

  @Test
  void a_cell_of_ten_megabytes() {
    assertRefused(csv("编码,名称", "K1," + "长".repeat(3_500_000)), 2, "table-cell");
    assertRefused(csv("编码,名称", "K1,\"" + "长长长\n".repeat(900_000) + "\""), 2, "table-cell");
  }

  @Test
  void a_quotation_mark_that_is_never_closed() {
    assertRefused(csv("编码,名称", "K1,家政", "K2,\"维修", "K3,助餐"), 3, "table-quote");
  }

  @Test
  void more_bytes_than_anybody_needs() {
    byte[] file = new byte[64 * 1024 * 1024 + 1];
    Arrays.fill(file, (byte) 'a');
    assertThat(tables.dryRun("categories", file).status()).isEqualTo(413);
  }

  @Test
  void control_characters() {
    JsonNode report = tables.dryRun("categories", csv("编码,名称", "K1,家\u0001政")).json();
    assertThat(report.path("errors").path(0).path("rule").asText()).isEqualTo("control");
  }

  private static byte[] workbook(String... header) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(out, "test", "1.0")) {
      var sheet = workbook.newWorksheet("表");
      for (int i = 0; i < header.length; i++) {
        sheet.inlineString(0, i, header[i]);
      }
    }
    return out.toByteArray();
  }

  private static byte[] rewritten(
      byte[] file, String part, java.util.function.UnaryOperator<String> change)
      throws IOException {
    Path whole = Files.createTempFile("workbook", ".xlsx");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      Files.write(whole, file);
      try (ZipFile in = new ZipFile(whole.toFile())) {
        for (ZipEntry e : java.util.Collections.list(in.entries())) {
          byte[] content = in.getInputStream(e).readAllBytes();
          zip.putNextEntry(new ZipEntry(e.getName()));
          zip.write(
              e.getName().equals(part)
                  ? change
                      .apply(new String(content, StandardCharsets.UTF_8))
                      .getBytes(StandardCharsets.UTF_8)
                  : content);
        }
      }
    } finally {
      Files.delete(whole);
    }
    return out.toByteArray();
  }
}
