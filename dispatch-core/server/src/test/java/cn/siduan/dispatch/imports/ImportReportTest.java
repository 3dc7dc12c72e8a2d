package cn.siduan.dispatch.imports;

import static cn.siduan.dispatch.imports.Tables.administrator;
import static cn.siduan.dispatch.imports.Tables.csv;
import static cn.siduan.dispatch.imports.Tables.errors;
import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.dispatch.fixture.ApiFixture;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people are told of a file that is not right: row, column, value, and what would be. */
class ImportReportTest {

  private static ApiFixture api;
  private static Tables tables;

  @BeforeAll
  static void start() {
    api = ApiFixture.start();
    tables = new Tables(api);
    tables.load("centres", "编码,层级,上级编码,名称", "D,区,,澄江区", "DS1,街道,D,柳荫街道", "DS1C1,社区,DS1,柳荫社区");
    tables.load("households", "编码,地址,所属中心编码", "H1,柳荫路1号,DS1C1");
    tables.load("residents", "编码,姓名,户编码,身份证号", "R1,刘桂英,H1,310199194603010020", "R2,周建国,H1,");
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static List<String> faults(String registry, String... lines) {
    return errors(tables.dryRun(registry, csv(lines)).json());
  }

  @Test
  void each_fault_names_row_column_value_and_remedy() {
    assertThat(
            faults(
                "residents",
                "编码,姓名,户编码,出生日期,电话,性别,关爱标签,停用",
                "R9,张三,H2,2026-02-30,12,女,独居;独臂,否",
                "R 9,,H1,2026/3/1,13900000001,女士,,也许"))
        .containsExactly(
            "2 出生日期 2026-02-30: must be a date, for example 2026-03-01 or 2026/3/1.",
            "2 电话 12: must be a telephone number of 3 to 20 digits, for example 13800000000 or"
                + " 02112345678.",
            "2 关爱标签 独居;独臂: must be one of: 独居, 空巢, 听力差, 视力差, 方言, 轮椅, 卧床, 认知障碍, 残疾, 低保.",
            "2 户编码 H2: is not a known code. Maybe you meant \"H1\".",
            "3 编码 R 9: must be 1 to 40 letters, digits, dots, hyphens or underscores, for example"
                + " C-0101.",
            "3 姓名 : is required.",
            "3 性别 女士: must be one of: 女, 男, 未知.",
            "3 停用 也许: must be one of: 是, 否.");
  }

  @Test
  void the_report_is_in_the_callers_language() {
    JsonNode report =
        tables
            .post(
                administrator(),
                "households",
                true,
                csv("编码,地址,所属中心编码", "H5,柳荫路,DS1C9"),
                UUID.randomUUID().toString(),
                "zh-CN")
            .json();
    assertThat(errors(report)).containsExactly("2 所属中心编码 DS1C9: 没有这个编码。也许是“DS1C1”。");
  }

  @Test
  void a_column_nobody_knows_is_not_passed_over() {
    assertThat(faults("households", "编码,地趾,所属中心编码", "H5,柳荫路,DS1C1"))
        .contains("1 地趾 地趾: is not known. Maybe you meant \"地址\".");
  }

  @Test
  void what_the_api_would_not_take_a_file_cannot_bring_in_either() {
    var report =
        tables.dryRun("residents", csv("编码,姓名,电话", "RL1,\"刘\n桂英\",***", "RL2,王芳,13900000021"));
    assertThat(errors(report.json()))
        .anyMatch(e -> e.startsWith("2 姓名") && e.contains("one line"))
        .anyMatch(e -> e.startsWith("2 电话 ***"))
        .hasSize(2);
  }

  @Test
  void a_file_without_its_key_or_without_any_known_column_is_not_read_further() {
    assertThat(faults("households", "地址,所属中心编码", "柳荫路,DS1C1"))
        .containsExactly("1  : The column \"编码\" is missing, so rows cannot be matched. Add it.");
    assertThat(faults("households", "H5,柳荫路,DS1C1").getFirst())
        .startsWith("1  : The first row must name the columns, at least one of: 编码, 地址,");
    assertThat(faults("households", "编码,地址,编码", "H5,柳荫路,H5"))
        .contains("1 编码 编码: This column is there twice. Maybe delete one.");
  }

  @Test
  void a_new_row_needs_what_a_change_may_leave_out() {
    assertThat(faults("households", "编码,停用", "H1,否")).isEmpty();
    assertThat(faults("households", "编码,停用", "H6,否"))
        .containsExactly("2 地址 : is required.", "2 所属中心编码 : is required.");
  }

  @Test
  void a_code_that_comes_twice_is_wrong_even_if_both_rows_agree() {
    assertThat(faults("households", "编码,地址", "H1,柳荫路1号", ",", "H1,柳荫路1号"))
        .containsExactly("4 编码 H1: is the code of row 2 as well. Delete or correct one of them.");
  }

  @Test
  void the_tree_of_centres_must_stay_one() {
    assertThat(faults("centres", "编码,层级,上级编码,名称", "X1,街道,DS1C1,倒挂街道", "X2,区,D,重区", "X3,社区,,孤社区"))
        .containsExactlyInAnyOrder(
            "2 上级编码 DS1C1: is a community, and a sub-district cannot lie in it. Maybe choose an"
                + " area of a higher tier.",
            "3 上级编码 D: must be left out: a district has nothing above it.",
            "4 上级编码 : is required.");
    assertThat(faults("centres", "编码,层级", "DS1,网格"))
        .containsExactly("2 层级 : does not fit: a community lies in it. Maybe move that one first.");
    assertThat(faults("centres", "编码,停用", "DS1,是"))
        .containsExactly("2 停用 : DS1C1 below is still in use. Retire or move it first.");
    assertThat(faults("centres", "编码,停用", "DS1C1,是"))
        .containsExactly("2 停用 : 1 households rely on it. Move or retire those first.");
  }

  @Test
  void half_a_position_is_none() {
    assertThat(faults("households", "编码,纬度,经度", "H1,31.5,")).containsExactly("2 经度 : is required.");
  }

  @Test
  void identity_numbers_are_checked_are_unique_and_are_not_repeated_in_the_report() {
    assertThat(
            faults(
                "residents",
                "编码,姓名,身份证号",
                "R3,甲,310199194603010025",
                "R4,乙,3.10199194603010E+17",
                "R5,丙,310199194603010020"))
        .containsExactly(
            "2 身份证号 310***********0025: is not an identity number: it must have 18 digits, and one"
                + " of them is wrong or missing. Compare and type it again.",
            "3 身份证号 3.1*************E+17: was taken for a number by the spreadsheet, and its last"
                + " digits are lost. Format the column as text and type it again.",
            "4 身份证号 : This identity number is resident R1's already. Maybe they are the same"
                + " person.");
    // two may exchange theirs, and one freed may be taken
    assertThat(faults("residents", "编码,姓名,身份证号", "R1,刘桂英,清空", "R2,周建国,310199194603010020"))
        .isEmpty();
  }

  @Test
  void of_very_many_faults_the_first_thousand_are_told_and_all_are_counted() {
    String[] lines =
        Stream.concat(
                Stream.of("编码,地址,所属中心编码"),
                IntStream.range(0, 2_500).mapToObj(i -> "B" + i + ",柳荫路,NONE" + i))
            .toArray(String[]::new);
    JsonNode report = tables.dryRun("households", csv(lines)).json();
    assertThat(report.path("error_count").asInt()).isEqualTo(2_500);
    assertThat(report.path("errors")).hasSize(1_000);
  }
}
