package cn.siduan.dispatch.imports;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.dispatch.fixture.ApiFixture;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A district's residents in one go. How long it takes is printed; what is asserted is the result.
 * {@code -Dsiduan.residents=100000} is the full measure.
 */
class ManyResidentsTest {

  private static final int RESIDENTS = Integer.getInteger("siduan.residents", 10_000);
  private static final int PER_HOUSEHOLD = 2;
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

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
  void many_residents_with_their_households() {
    tables.load("centres", "编码,层级,上级编码,名称", "D,区,,澄江区", "S,街道,D,柳荫街道", "C,社区,S,柳荫社区");
    byte[] households = households();
    byte[] residents = residents();

    assertThat(timed("households, first time", "households", households).path("added").asInt())
        .isEqualTo(RESIDENTS / PER_HOUSEHOLD);
    assertThat(timed("residents, first time", "residents", residents).path("added").asInt())
        .isEqualTo(RESIDENTS);
    assertThat(tables.count("select count(distinct id_card_digest) from resident"))
        .isEqualTo(RESIDENTS);
    assertThat(tables.count("select count(*) from resident_phone")).isEqualTo(RESIDENTS);
    assertThat(timed("residents, again", "residents", residents).path("unchanged").asInt())
        .isEqualTo(RESIDENTS);

    long began = System.nanoTime();
    byte[] xlsx = tables.export("residents", "format=xlsx");
    print("residents, export to XLSX of " + xlsx.length / 1024 + " KiB", began);
    assertThat(timed("residents, from XLSX", "residents", xlsx).path("unchanged").asInt())
        .isEqualTo(RESIDENTS);
  }

  private static JsonNode timed(String what, String registry, byte[] file) {
    long began = System.nanoTime();
    var answer = tables.run(registry, file);
    print(what, began);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static void print(String what, long began) {
    System.out.printf("%s: %.1f s%n", what, (System.nanoTime() - began) / 1e9);
  }

  private static byte[] households() {
    StringBuilder csv = new StringBuilder("编码,地址,所属中心编码,纬度,经度\n");
    for (int i = 0; i < RESIDENTS / PER_HOUSEHOLD; i++) {
      csv.append(
          "H%06d,柳荫社区%d号楼%d室,C,31.2%04d,121.4%04d%n"
              .formatted(i, i / 100, i % 100, i % 9999, i % 7777));
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] residents() {
    StringBuilder csv = new StringBuilder("编码,户编码,姓名,性别,出生日期,身份证号,健康备注,电话,紧急联系人,关爱标签,同意使用信息,备注\n");
    LocalDate first = LocalDate.of(1930, 1, 1);
    for (int i = 0; i < RESIDENTS; i++) {
      LocalDate born = first.plusDays(i % 30_000);
      csv.append("R%06d,H%06d,居民%d,".formatted(i, i / PER_HOUSEHOLD, i))
          .append(i % 2 == 0 ? "女," : "男,")
          .append(born)
          .append(',')
          .append(idCard(born, i / 30_000 * 2 + 100))
          .append(i % 3 == 0 ? ",高血压，每日服药," : ",,")
          .append("139%08d/本人,".formatted(i))
          .append(i % 2 == 0 ? "王芳/138%08d/女儿,独居;听力差,是,%n".formatted(i) : ",,是,开门慢\n");
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String idCard(LocalDate born, int sequence) {
    String body = "310199" + born.toString().replace("-", "") + sequence;
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += (body.charAt(i) - '0') * WEIGHTS[i];
    }
    return body + "10X98765432".charAt(sum % 11);
  }
}
