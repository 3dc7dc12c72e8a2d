package cn.siduan.dispatch.security.field;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.contract.Role;
import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.fixture.Browser;
import cn.siduan.dispatch.fixture.District;
import cn.siduan.dispatch.fixture.Staff;
import cn.siduan.dispatch.fixture.TestKeys;
import cn.siduan.dispatch.fixture.TestSettings;
import cn.siduan.dispatch.platform.crypto.AesFieldCipher;
import cn.siduan.dispatch.platform.crypto.FieldCipher;
import cn.siduan.dispatch.platform.crypto.FieldKeys;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReencryptFieldsTest {

  private static final FieldCipher BEFORE =
      new AesFieldCipher(FieldKeys.of("1:" + TestKeys.key(1), TestKeys.key(9)));
  private static final FieldKeys TURNED =
      FieldKeys.of("2:" + TestKeys.key(2) + ",1:" + TestKeys.key(1), TestKeys.key(9));
  private static final FieldCipher AFTER =
      new AesFieldCipher(FieldKeys.of("2:" + TestKeys.key(2), TestKeys.key(9)));

  @Test
  void after_a_turn_everything_is_brought_under_the_new_key_and_the_old_one_may_go() {
    try (ApiFixture api = ApiFixture.startSecured(TestSettings.security(), TURNED)) {
      District district = District.in(api.database());
      api.database()
          .transaction(
              tx -> {
                tx.handle()
                    .execute(
                        "update resident set id_card = ?, health_note = ? where id = ?",
                        BEFORE.encrypt("110105194912310021"),
                        BEFORE.encrypt("青霉素过敏"),
                        district.resident);
                tx.handle()
                    .execute(
                        "update provider set webhook_secret = ? where id = ?",
                        BEFORE.encrypt("s3cret"),
                        district.provider);
                for (int i = 0; i < 1203; i++) {
                  tx.handle()
                      .execute(
                          "insert into resident (code, name, id_card, updated_at) values (?, 'x',"
                              + " ?, now())",
                          "bulk" + i,
                          BEFORE.encrypt("card " + i));
                }
                return true;
              });
      Browser admin = new Browser(api, "10.7.0.1");
      admin.logIn(Staff.add(api.database(), Role.ADMINISTRATOR).login(), Staff.PASSWORD);

      Answer first = admin.post("/fields/reencrypt", Map.of());
      Answer again = admin.post("/fields/reencrypt", Map.of());

      assertThat(first.json().get("key").asInt()).isEqualTo(2);
      assertThat(first.json().get("fields").asLong()).isEqualTo(1206);
      assertThat(again.json().get("fields").asLong()).isZero();
      assertThat(read(api, "select health_note from resident where id = ", district.resident))
          .isEqualTo("青霉素过敏");
      assertThat(read(api, "select webhook_secret from provider where id = ", district.provider))
          .isEqualTo("s3cret");
    }
  }

  /** With the old key gone. */
  private static String read(ApiFixture api, String sql, long id) {
    return AFTER.decrypt(
        api.database().read(h -> h.createQuery(sql + id).mapTo(byte[].class).one()));
  }
}
