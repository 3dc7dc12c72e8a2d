package cn.siduan.dispatch.imports;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.dispatch.fixture.ApiFixture;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes out comes in again as it was. */
class RoundTripTest {

  private static final List<String> REGISTRIES =
      List.of(
          "centres",
          "categories",
          "items",
          "providers",
          "workers",
          "accounts",
          "households",
          "residents",
          "slots");

  private static ApiFixture api;
  private static Tables tables;

  @BeforeAll
  static void start() {
    api = ApiFixture.start();
    tables = new Tables(api);
    tables.load(
        "centres",
        "编码,层级,上级编码,名称,英文名称,别名,地址,电话,纬度,经度,范围,全景网址,停用",
        "D,区,,澄江区,Chengjiang,,,,,,,,",
        "S,街道,D,柳荫街道,Liuyin,柳荫、柳荫街,柳荫路1号,(021)"
            + " 6234-5678,31.230400,121.47370000000001,\"[[121.4,31.2],[121.5,31.2],[121.5,31.3]]\",https://pano.example/1,",
        "C,社区,S,柳荫社区,,,,,,,,,否",
        "G,网格,C,第一网格,,,,,,,,,",
        "OLD,社区,S,老社区,,,,,-31.5,-121.5,,,是");
    tables.load("categories", "编码,名称,英文名称,排序", "K,家政,Housekeeping,3", "K2,助餐,,");
    tables.load(
        "items",
        "编码,大类编码,名称,拼音,类型,价格,补贴,时长分钟,服务等级,派单策略,所需技能,表单",
        "I1,K,日常保洁,rcbj,菜单式,每小时50元,80岁以上半价,120,ORDINARY,DEFAULT,HOUSEKEEPING;APPLIANCE_CLEANING,\"{\"\"type\"\":\"\"object\"\",\"\"properties\"\":{\"\"rooms\"\":{\"\"type\"\":\"\"integer\"\",\"\"minimum\"\":1.50}}}\"",
        "I2,K2,法律咨询,,预约,,,,ORDINARY,DEFAULT,,");
    tables.load(
        "providers",
        "编码,名称,类型,所在中心编码,联系人,电话,星级,同时工单数,派单方式,接口网址,服务时间,服务项目编码,服务区域编码,资质证书",
        "P1,康乐家政,社会组织,C,王芳,+86 139-0000-0001,4.5,20,电话,https://p1.example/offers,星期一至周五 9:00-12:00"
            + " 13:30-17:30；周六 09:00-12:00,I2;I1,C,NURSING;ELECTRICIAN/HZ-0231/2027/6/30",
        "P2,柳荫志愿队,志愿队,,,,,,网页,,mon-sun 00:00-24:00,,D,");
    tables.load("workers", "编码,服务商编码,姓名,电话,技能", "W1,P1,王师傅,13900000003,PLUMBING、NURSING");
    tables.load(
        "accounts",
        "登录名,姓名,角色,电话,所属中心编码,服务商编码,服务人员编码,语言,停用",
        "op01,王芳,坐席,139 0000 0004,D,,,中文,",
        "sv01,李梅,班长,,D,,,英文,否",
        "v01,网格员小李,网格员,,C,,,,",
        "pd01,康乐调度,服务商调度,,,P1,,,",
        "w01,王师傅,服务人员,,,P1,W1,,",
        "adm,管理员,管理员,,,,,,",
        "gone,旧同事,坐席,,,,,,是");
    tables.load(
        "households",
        "编码,地址,所属中心编码,纬度,经度",
        "H1,柳荫社区3号楼2单元501,C,31.23041,121.4737",
        "H2,柳荫社区4号楼,G,,");
    tables.load(
        "residents",
        "编码,户编码,姓名,性别,出生日期,身份证号,健康备注,电话,紧急联系人,关爱标签,语言,同意使用信息,同意关爱电话,退订消息,备注",
        "R1,H1,刘桂英,女,1946/3/1,310199194603010020,\"高血压，每日服药\n"
            + "青霉素过敏\",１３９００００００１１/本人;021 6234"
            + " 5678/家,王芳/13900000012/女儿;王刚/13900000013,独居;听力差,中文,是,是,否,\"=HYPERLINK(\"\"x\"\")\"",
        "R2,H1,'=周建国,男,,310199195005051011,,13900000011,,,英文,0,0,1,\"他说：\"\"好\"\",谢谢\"",
        "R3,,𠮷田,,1950年12月31日,,,,,,,,,,");
    tables.load("slots", "服务项目编码,中心编码,开始时间,结束时间,名额", "I2,C,2026/3/12 9:00,2026-03-12 10:00,5");
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @ParameterizedTest
  @CsvSource({"csv,utf-8", "csv,gb18030", "xlsx,utf-8"})
  void every_registry_comes_back_unchanged(String format, String encoding) {
    for (String registry : REGISTRIES) {
      byte[] file = tables.export(registry, "format=" + format + "&encoding=" + encoding);
      JsonNode report = tables.run(registry, file).json();
      assertThat(report.path("error_count").asInt()).as(report.toString()).isZero();
      assertThat(report.path("unchanged").asInt())
          .as(report.toString())
          .isPositive()
          .isEqualTo(report.path("rows").asInt());
    }
    assertThat(tables.count("select sum(version) from resident")).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"csv,utf-8", "csv,gb18030", "xlsx,utf-8"})
  void every_template_can_be_read_and_its_example_is_in_the_right_form(
      String format, String encoding) {
    for (String registry : REGISTRIES) {
      String path = "/imports/" + registry + "/template?format=" + format + "&encoding=" + encoding;
      byte[] file = api.get(Tables.administrator(), path).response().body();
      JsonNode report = tables.dryRun(registry, file).json();
      // the example refers to centres, items and so on that nobody has; its identity number is R1's
      assertThat(report.path("errors").findValuesAsText("rule"))
          .as(registry + report)
          .isSubsetOf("reference", "reference-none", "cell-id-card-taken");
      assertThat(report.path("rows").asInt()).isEqualTo(1);
    }
  }

  @Test
  void utf_8_begins_with_the_mark_that_spreadsheets_need_and_titles_are_chinese() {
    String utf8 = new String(tables.export("workers", "format=csv"), StandardCharsets.UTF_8);
    assertThat(utf8)
        .isEqualTo("\ufeff编码,服务商编码,姓名,电话,技能,停用\r\nW1,P1,王师傅,13900000003,NURSING;PLUMBING,否\r\n");
    String gb =
        new String(
            tables.export("workers", "format=csv&encoding=gb18030"), Charset.forName("GB18030"));
    assertThat("\ufeff" + gb).isEqualTo(utf8);
  }

  @Test
  void no_cell_can_be_run_by_a_spreadsheet() {
    String csv = new String(tables.export("residents", "format=csv"), StandardCharsets.UTF_8);
    assertThat(csv).contains("\"'=HYPERLINK(", "'=周建国").doesNotContain(",=", ",\"=");
    assertThat(tables.text("select name from resident where code = 'R2'")).isEqualTo("=周建国");
    assertThat(new String(tables.export("centres", "format=csv"), StandardCharsets.UTF_8))
        .contains(",'-31.5,'-121.5,");
  }

  @Test
  void what_was_written_in_many_ways_is_kept_in_one() {
    assertThat(
            tables.text(
                "select string_agg(phone || label, ' ' order by phone) from resident_phone p join"
                    + " resident r on r.id = p.resident_id where r.code = 'R1'"))
        .isEqualTo("02162345678家 13900000011本人");
    assertThat(tables.text("select phone from provider where code = 'P1'"))
        .isEqualTo("13900000001");
    assertThat(tables.text("select opening::text from provider where code = 'P1'"))
        .contains("\"mon\": [[\"09:00\", \"12:00\"], [\"13:30\", \"17:30\"]]")
        .contains("\"sat\": [[\"09:00\", \"12:00\"]]")
        .doesNotContain("sun");
    assertThat(tables.text("select birth_date::text from resident where code = 'R3'"))
        .isEqualTo("1950-12-31");
    assertThat(
            tables.text(
                "select starts_at::text from slot s join service_item i on i.id = s.item_id where"
                    + " i.code = 'I2' and s.starts_at = '2026-03-12T01:00:00Z'"))
        .isNotEmpty();
    assertThat(
            tables.text(
                "select string_agg(name || position, ' ' order by position) from"
                    + " emergency_contact"))
        .isEqualTo("王芳1 王刚2");
  }
}
