package cn.siduan.dispatch.imports;

import static cn.siduan.dispatch.imports.Tables.csv;
import static cn.siduan.dispatch.imports.Tables.errors;
import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.contract.Role;
import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.fixture.Browser;
import cn.siduan.dispatch.fixture.Staff;
import cn.siduan.dispatch.fixture.TestSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Operators, supervisors, visitors and all other staff, from a file of the personnel office. */
class AccountImportTest {

  private static ApiFixture api;
  private static Browser admin;
  private static String adminLogin;

  @BeforeAll
  static void start() {
    api = ApiFixture.startSecured(TestSettings.security().behindProxies(1));
    adminLogin = Staff.add(api.database(), Role.ADMINISTRATOR).login();
    admin = new Browser(api, "10.5.0.1");
    admin.logIn(adminLogin, Staff.PASSWORD);
    assertThat(load("centres", "编码,层级,上级编码,名称", "D,区,,澄江区", "C,社区,D,柳荫社区").status()).isEqualTo(200);
    load("providers", "编码,名称,类型,派单方式", "P1,康乐家政,社会组织,网页", "P2,安居服务,社会组织,网页");
    load("workers", "编码,服务商编码,姓名", "W1,P1,王师傅", "W2,P2,陈师傅");
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static Answer post(Browser who, String registry, boolean dryRun, String... lines) {
    String path = "/imports/" + registry + "?dry_run=" + dryRun;
    return who.send(
        who.request(path)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray(csv(lines))),
        "POST",
        path);
  }

  private static Answer load(String registry, String... lines) {
    return post(admin, registry, false, lines);
  }

  private static Answer account(String login) {
    String id =
        api.database()
            .read(
                h ->
                    h.createQuery("select id::text from account where login = :login")
                        .bind("login", login)
                        .mapTo(String.class)
                        .one());
    return admin.get("/accounts/" + id);
  }

  @Test
  void an_imported_account_lets_nobody_in_before_it_has_a_first_password() {
    Answer done = load("accounts", "登录名,姓名,角色,所属中心编码", "imp01,王芳,坐席,D", "imp02,小李,网格员,C");
    assertThat(done.status()).as(done.text()).isEqualTo(200);
    assertThat(done.json().path("added").asInt()).isEqualTo(2);
    Browser operator = new Browser(api, "10.5.0.2");
    assertThat(operator.logIn("imp01", "").status()).isEqualTo(400);
    assertThat(operator.logIn("imp01", "anything at all").status()).isEqualTo(401);

    Answer account = account("imp01");
    assertThat(account.json().path("must_change_password").asBoolean()).isTrue();
    Answer given =
        admin.change(
            "POST",
            "/accounts/" + account.json().path("id").asText() + "/password",
            account.json().path("version").asInt(),
            Map.of("password", "printed on a letter"));
    assertThat(given.status()).as(given.text()).isEqualTo(204);
    Browser later = new Browser(api, "10.5.0.3");
    assertThat(later.logIn("imp01", "printed on a letter").status()).isEqualTo(200);
    assertThat(later.get("/orders").json().path("type").asText()).contains("password");
  }

  @Test
  void whatever_is_wrong_is_told_by_row_and_column_and_nothing_is_made() {
    String[] file = {
      "登录名,姓名,角色,所属中心编码,服务商编码,服务人员编码",
      "Bad Login,甲,坐席,,,",
      "bad02,乙,厨师,,,",
      "bad03,丙,网格员,,,",
      "bad04,丁,坐席,,P1,",
      "bad05,戊,服务人员,,P1,W2",
      "bad06,己,服务商调度,,,",
      "bad07,庚,坐席,X9,,",
      "bad08,辛,坐席,,,"
    };
    Answer dry = post(admin, "accounts", true, file);
    List<String> said = errors(dry.json());
    assertThat(said).anyMatch(e -> e.startsWith("2 登录名 Bad Login: must be 2 to 40"));
    assertThat(said).anyMatch(e -> e.startsWith("3 角色 厨师: must be one of: 坐席, 班长"));
    assertThat(said).anyMatch(e -> e.startsWith("4 所属中心编码 : is required"));
    assertThat(said).anyMatch(e -> e.startsWith("5 服务商编码 P1: does not go with this role"));
    assertThat(said).anyMatch(e -> e.startsWith("6 服务人员编码 W2: is no worker of this"));
    assertThat(said).anyMatch(e -> e.startsWith("7 服务商编码 : is required"));
    assertThat(said).anyMatch(e -> e.startsWith("8 所属中心编码 X9: "));
    assertThat(said).hasSize(7);
    assertThat(load("accounts", file).status()).isEqualTo(422);
    assertThat(admin.get("/accounts?q=bad0").json().path("items")).isEmpty();
  }

  @Test
  void who_is_retired_by_a_file_is_logged_out() {
    load("accounts", "登录名,姓名,角色", "leaver,赵,坐席");
    Answer account = account("leaver");
    admin.change(
        "POST",
        "/accounts/" + account.json().path("id").asText() + "/password",
        account.json().path("version").asInt(),
        Map.of("password", "printed on a letter"));
    Browser leaver = new Browser(api, "10.5.0.4");
    leaver.logIn("leaver", "printed on a letter");
    assertThat(leaver.get("/session").status()).isEqualTo(200);
    assertThat(load("accounts", "登录名,停用", "leaver,是").json().path("retired").asInt()).isEqualTo(1);
    assertThat(leaver.get("/session").status()).isEqualTo(401);
  }

  @Test
  void the_last_administrator_who_can_log_in_stays() {
    Answer refused = load("accounts", "登录名,姓名,角色,停用", adminLogin + ",甲,管理员,是", "nopass,乙,管理员,否");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(errors(refused.json().path("report")).getFirst()).contains("nobody to administer");
    assertThat(admin.get("/session").status()).isEqualTo(200);
  }

  @Test
  void passwords_do_not_travel_and_who_takes_a_copy_is_written_down() {
    String file =
        new String(
            admin.get("/exports/accounts?format=csv").response().body(), StandardCharsets.UTF_8);
    assertThat(file).contains(adminLogin).doesNotContain("argon2").doesNotContain("密码");
    assertThat(admin.get("/audit?action=exportRegistry").text()).contains("accounts");
    Browser operator = new Browser(api, "10.5.0.6");
    operator.logIn(Staff.add(api.database(), Role.SUPERVISOR).login(), Staff.PASSWORD);
    assertThat(operator.get("/exports/accounts?format=csv").status()).isEqualTo(403);
    assertThat(post(operator, "accounts", true, "登录名,姓名,角色").status()).isEqualTo(403);
  }
}
