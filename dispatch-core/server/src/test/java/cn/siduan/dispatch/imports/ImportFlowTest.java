package cn.siduan.dispatch.imports;

import static cn.siduan.dispatch.imports.Tables.administrator;
import static cn.siduan.dispatch.imports.Tables.csv;
import static cn.siduan.dispatch.imports.Tables.errors;
import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Role;
import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ImportFlowTest {

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

  @Test
  void a_dry_run_says_what_would_happen_and_changes_nothing() {
    Answer answer = tables.dryRun("centres", csv("编码,层级,名称", "DRY1,区,澄江区", "DRY2,区,沧江区"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("dry_run").asBoolean()).isTrue();
    assertThat(answer.json().path("rows").asInt()).isEqualTo(2);
    assertThat(answer.json().path("added").asInt()).isEqualTo(2);
    assertThat(answer.json().path("encoding").asText()).isEqualTo("UTF-8");
    assertThat(tables.count("select count(*) from centre where code like 'DRY%'")).isZero();
  }

  @Test
  void a_parent_may_stand_anywhere_in_the_same_file_and_paths_follow_it() {
    tables.load(
        "centres",
        "code,tier,parent,name",
        "PA21,社区,PA2,柳荫社区",
        "PA2,街道,PA,柳荫街道",
        "PA,区,,澄江区",
        "PA3,SUBDISTRICT,PA,梅园街道");
    String path = "select replace(path, '/' || id || '/', '/') from centre where code = ?";
    assertThat(
            tables.text(
                "select count(*)::text from centre where path like (select path from centre where"
                    + " code = 'PA2') || '%'"))
        .isEqualTo("2");

    // the community moves to another sub-district
    assertThat(tables.load("centres", "code,parent", "PA21,PA3").path("changed").asInt())
        .isEqualTo(1);
    assertThat(tables.text(path, "PA21"))
        .isEqualTo(tables.text("select path from centre where code = ?", "PA3"));
  }

  @Test
  void one_wrong_row_and_nothing_is_done() {
    byte[] file = csv("编码,名称,排序", "AON1,家政,1", "AON2,维修,一", "AON3,助餐,3");

    Answer refused = tables.run("categories", file);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("type").asText()).endsWith("import-refused");
    assertThat(refused.json().path("report").path("error_count").asInt()).isEqualTo(1);
    assertThat(errors(refused.json().path("report")).getFirst())
        .startsWith("3 排序 一: must be a whole number from 0 to 100000");
    assertThat(tables.count("select count(*) from service_category where code like 'AON%'"))
        .isZero();
    assertThat(
            tables.count(
                "select count(*) from audit where action = 'importRegistry' and detail->>'added' ="
                    + " '2'"))
        .isZero();
  }

  @Test
  void rows_are_matched_by_code_and_what_the_file_does_not_say_stays() {
    tables.load("categories", "编码,名称,英文名称,排序", "MAT1,家政,Housekeeping,7", "MAT2,维修,Repairs,8");

    var report = tables.load("categories", "编码,名称", "MAT1,家政服务", "MAT2,维修", "MAT3,助餐");

    assertThat(report.path("added").asInt()).isEqualTo(1);
    assertThat(report.path("changed").asInt()).isEqualTo(1);
    assertThat(report.path("unchanged").asInt()).isEqualTo(1);
    assertThat(
            tables.text(
                "select name || name_en || position || version from service_category where code ="
                    + " 'MAT1'"))
        .isEqualTo("家政服务Housekeeping72");
    // an empty cell empties, to what a new row would have
    tables.load("categories", "编码,英文名称,排序", "MAT1,,");
    assertThat(
            tables.text(
                "select name || name_en || position from service_category where code = 'MAT1'"))
        .isEqualTo("家政服务0");
  }

  @Test
  void rows_are_retired_and_restored_never_deleted() {
    tables.load("categories", "编码,名称", "RET1,家政");

    var retired = tables.load("categories", "编码,停用", "RET1,是");
    assertThat(retired.path("retired").asInt()).isEqualTo(1);
    assertThat(
            tables.count(
                "select count(*) from service_category where code = 'RET1' and retired_at is not"
                    + " null"))
        .isEqualTo(1);
    assertThat(tables.load("categories", "编码,停用", "RET1,是").path("unchanged").asInt()).isEqualTo(1);
    assertThat(tables.load("categories", "编码,停用", "RET1,否").path("restored").asInt()).isEqualTo(1);
    assertThat(
            tables.count(
                "select count(*) from service_category where code = 'RET1' and retired_at is null"))
        .isEqualTo(1);
  }

  @Test
  void what_is_in_use_may_not_come_to_refer_to_what_is_retired() {
    tables.load("centres", "编码,层级,名称,停用", "RR1,区,旧区,是", "RR2,区,新区,否");

    Answer refused = tables.run("households", csv("编码,地址,所属中心编码", "RRH,柳荫路1号,RR1"));

    assertThat(errors(refused.json().path("report")))
        .containsExactly(
            "2 所属中心编码 RR1: is retired and cannot be referred to any more. Choose one in use, or"
                + " restore it first.");
  }

  @Test
  void text_comes_in_utf_8_with_or_without_mark_and_in_gb18030() {
    String text = "编码,名称\r\nENC%d,䶮𠮷家政\r\n";
    byte[] utf8 = text.formatted(1).getBytes(StandardCharsets.UTF_8);
    byte[] marked = ("\ufeff" + text.formatted(2)).getBytes(StandardCharsets.UTF_8);
    byte[] gb = text.formatted(3).getBytes(Charset.forName("GB18030"));

    assertThat(tables.run("categories", utf8).json().path("encoding").asText()).isEqualTo("UTF-8");
    assertThat(tables.run("categories", marked).json().path("encoding").asText())
        .isEqualTo("UTF-8");
    assertThat(tables.run("categories", gb).json().path("encoding").asText()).isEqualTo("GB18030");
    assertThat(
            tables.count(
                "select count(*) from service_category where code like 'ENC%' and name = '䶮𠮷家政'"))
        .isEqualTo(3);
  }

  @Test
  void the_same_key_does_it_once_and_gives_the_same_answer() {
    Actor actor = administrator();
    String key = UUID.randomUUID().toString();
    byte[] file = csv("编码,名称", "KEY1,家政");

    Answer first = tables.post(actor, "categories", false, file, key, "en");
    Answer second = tables.post(actor, "categories", false, file, key, "en");
    Answer other = tables.post(actor, "categories", false, csv("编码,名称", "KEY1,维修"), key, "en");

    assertThat(second.text()).isEqualTo(first.text());
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(other.status()).isEqualTo(422);
    assertThat(tables.text("select name from service_category where code = 'KEY1'"))
        .isEqualTo("家政");
  }

  @Test
  void an_import_is_audited_and_seen_by_commands_at_once() {
    tables.load(
        "centres", "编码,层级,上级编码,名称", "SEEN,区,,见区", "SEEN1,街道,SEEN,见山街道", "SEEN2,社区,SEEN1,见水社区");
    tables.load("categories", "编码,名称", "SEENK,家政");
    tables.load("items", "编码,大类编码,名称,类型,服务等级,派单策略", "SEENI,SEENK,日常保洁,菜单式,ORDINARY,DEFAULT");
    long item = tables.count("select id from service_item where code = 'SEENI'");

    Answer order =
        api.post(
            Actor.staff(Role.OPERATOR, 5, "坐席"),
            "/orders",
            java.util.Map.of(
                "item_id", item,
                "contact_name", "刘桂英",
                "contact_phone", "13900000001",
                "address", "见水社区1号楼",
                "summary", "打扫",
                "form", java.util.Map.of()));

    assertThat(order.status()).as(order.text()).isEqualTo(201);
    assertThat(
            tables.count(
                "select count(*) from audit where action = 'importRegistry' and object_id = 'items'"
                    + " and detail->>'added' = '1'"))
        .isEqualTo(1);
  }

  @Test
  void only_administrators_may() {
    Actor operator = Actor.staff(Role.OPERATOR, 77, "坐席");
    assertThat(
            tables
                .post(operator, "categories", true, csv("编码"), UUID.randomUUID().toString(), "en")
                .status())
        .isEqualTo(403);
    assertThat(api.get(operator, "/exports/residents").status()).isEqualTo(403);
    assertThat(api.get(operator, "/imports/residents/template").status()).isEqualTo(403);
  }
}
