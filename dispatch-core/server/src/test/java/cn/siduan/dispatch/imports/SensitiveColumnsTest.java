package cn.siduan.dispatch.imports;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SensitiveColumnsTest {

  private static final String ID_CARD = "310199194603010020";

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

  private static void arrange(String code, String idCard) {
    tables.load("residents", "编码,姓名,身份证号,健康备注", code + ",刘桂英," + idCard + ",高血压");
  }

  private static String stored(String code) {
    return tables.text(
        "select coalesce(encode(id_card, 'hex'), '-') || coalesce(encode(id_card_digest, 'hex'),"
            + " '-') || id_card_tail || coalesce(encode(health_note, 'hex'), '-') from resident"
            + " where code = ?",
        code);
  }

  @Test
  void they_rest_encrypted_and_go_out_masked() {
    arrange("E1", ID_CARD);

    String csv = new String(tables.export("residents", "format=csv"), StandardCharsets.UTF_8);

    assertThat(csv).contains("310***********0020,***").doesNotContain(ID_CARD, "高血压");
    assertThat(
            tables.count(
                "select count(*) from resident r where position(convert_to('高血压', 'UTF8') in"
                    + " r.health_note) > 0 or position(convert_to('0301', 'UTF8') in r.id_card) >"
                    + " 0"))
        .isZero();
    tables.load("residents", "编码,身份证号,健康备注", "E1,清空,清空");
  }

  @Test
  void what_comes_back_masked_or_empty_stays_and_what_is_to_go_says_so() {
    arrange("M1", "310199195005051011");
    String before = stored("M1");

    tables.load("residents", "编码,姓名,身份证号,健康备注", "M1,刘桂芳,310***********1011,***");
    assertThat(stored("M1")).isEqualTo(before);
    tables.load("residents", "编码,姓名,身份证号,健康备注", "M1,刘桂英,,");
    assertThat(stored("M1")).isEqualTo(before);
    // the same again in full is no change, though it would be encrypted to other bytes
    assertThat(
            tables
                .load("residents", "编码,身份证号,健康备注", "M1,310199195005051011,高血压")
                .path("unchanged")
                .asInt())
        .isEqualTo(1);
    assertThat(stored("M1")).isEqualTo(before);

    tables.load("residents", "编码,身份证号,健康备注", "M1,清空,clear");
    assertThat(stored("M1")).isEqualTo("---");
  }

  @Test
  void in_full_only_for_a_reason_and_on_the_record() {
    arrange("F1", ID_CARD);

    Answer without = api.get(Tables.administrator(), "/exports/residents?unmasked=true");
    Answer with =
        api.get(
            Tables.administrator(),
            "/exports/residents?unmasked=true&reason=%E6%A0%B8%E5%AF%B9%E8%A1%A5%E8%B4%B4");

    assertThat(without.status()).isEqualTo(400);
    assertThat(without.text()).contains("A reason is needed");
    assertThat(with.text()).contains(ID_CARD, "高血压");
    assertThat(
            tables.count(
                "select count(*) from audit where action = 'exportRegistry' and reason = '核对补贴'"
                    + " and (detail->>'unmasked')::boolean"))
        .isEqualTo(1);
    tables.load("residents", "编码,身份证号", "F1,清空");
  }

  @Test
  void two_residents_can_exchange_their_numbers() {
    tables.load("residents", "编码,姓名,身份证号", "X1,甲,310199194603010020", "X2,乙,310199195005051011");
    tables.load("residents", "编码,身份证号", "X1,310199195005051011", "X2,310199194603010020");
    assertThat(
            tables.text(
                "select string_agg(id_card_tail, ' ' order by code) from resident where code in"
                    + " ('X1', 'X2')"))
        .isEqualTo("1011 0020");
    tables.load("residents", "编码,身份证号", "X1,清空", "X2,清空");
  }
}
