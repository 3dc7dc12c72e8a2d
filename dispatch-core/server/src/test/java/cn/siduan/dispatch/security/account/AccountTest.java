package cn.siduan.dispatch.security.account;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.contract.Role;
import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.fixture.Browser;
import cn.siduan.dispatch.fixture.District;
import cn.siduan.dispatch.fixture.Staff;
import cn.siduan.dispatch.fixture.TestSettings;
import cn.siduan.dispatch.security.SecuritySettings.FirstAdministrator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AccountTest {

  private static final String FIRST_PASSWORD = "printed on a letter";
  private static final AtomicInteger NUMBERS = new AtomicInteger(1);

  private static ApiFixture api;
  private static District district;
  private static Browser admin;

  @BeforeAll
  static void start() {
    api =
        ApiFixture.startSecured(
            TestSettings.security()
                .behindProxies(1)
                .withFirst(new FirstAdministrator("root", "the very first one")));
    district = District.in(api.database());
    admin = newBrowser();
    admin.logIn(Staff.add(api.database(), Role.ADMINISTRATOR).login(), Staff.PASSWORD);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static Browser newBrowser() {
    return new Browser(api, "10.4.0." + NUMBERS.getAndIncrement());
  }

  private static Map<String, Object> body(Role role) {
    Map<String, Object> body = new HashMap<>();
    body.put("login", "new" + NUMBERS.getAndIncrement());
    body.put("name", "新同事");
    body.put("role", role.name());
    body.put("password", FIRST_PASSWORD);
    return body;
  }

  private static Answer created(Map<String, Object> body) {
    Answer answer = admin.post("/accounts", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer;
  }

  private static String field(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    return answer.json().at("/errors/0/field").asText()
        + " "
        + answer.json().at("/errors/0/rule").asText();
  }

  @Test
  void the_first_administrator_is_made_at_start_and_must_change_the_password_before_all_else() {
    Browser first = newBrowser();
    Answer in = first.logIn("root", "the very first one");
    assertThat(in.json().get("must_change_password").asBoolean()).isTrue();
    Answer refused = first.get("/accounts");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().get("type").asText()).endsWith("password-must-change");

    assertThat(
            first
                .post(
                    "/session/password",
                    Map.of(
                        "old_password", "the very first one", "new_password", "mine and only mine"))
                .status())
        .isEqualTo(200);
    assertThat(first.get("/accounts").status()).isEqualTo(200);
  }

  @Test
  void an_account_is_made_read_changed_and_retired_each_on_the_version_that_was_seen() {
    Map<String, Object> body = body(Role.OPERATOR);
    Answer made = created(body);
    String path = "/accounts/" + made.json().get("id").asLong();
    assertThat(made.text()).doesNotContain(FIRST_PASSWORD).doesNotContain("argon2");
    Answer read = admin.get(path);
    assertThat(read.header("ETag")).isEqualTo("\"1\"");

    body.remove("password");
    body.put("name", "改名");
    assertThat(admin.change("PUT", path, 7, body).status()).isEqualTo(412);
    Answer changed = admin.change("PUT", path, 1, body);
    assertThat(changed.json().get("name").asText()).isEqualTo("改名");
    assertThat(changed.header("ETag")).isEqualTo("\"2\"");
    assertThat(admin.change("POST", path + "/retire", 1, Map.of()).status()).isEqualTo(412);
    assertThat(admin.change("POST", path + "/retire", 2, Map.of()).status()).isEqualTo(204);
    assertThat(admin.get(path).json().get("retired").asBoolean()).isTrue();
  }

  @Test
  void whoever_was_locked_out_is_let_in_again_on_the_version_that_was_seen() {
    Staff.Account account = Staff.add(api.database(), Role.OPERATOR);
    String path = "/accounts/" + account.id();
    Browser browser = newBrowser();
    browser.logIn(account.login(), Staff.PASSWORD);
    assertThat(admin.change("POST", path + "/retire", 1, Map.of()).status()).isEqualTo(204);
    assertThat(browser.get("/session").status()).isEqualTo(401);
    assertThat(admin.change("POST", path + "/restore", 1, Map.of()).status()).isEqualTo(412);
    assertThat(admin.change("POST", path + "/restore", 2, Map.of()).status()).isEqualTo(204);
    browser.logIn(account.login(), Staff.PASSWORD);
    assertThat(browser.get("/session").status()).isEqualTo(200);
  }

  @Test
  void a_role_taken_away_is_away_at_once_in_sessions_that_are_open() {
    Staff.Account account = Staff.add(api.database(), Role.SUPERVISOR);
    Browser browser = newBrowser();
    browser.logIn(account.login(), Staff.PASSWORD);
    assertThat(browser.get("/session").json().get("role").asText()).isEqualTo("SUPERVISOR");
    Answer changed =
        admin.change(
            "PUT",
            "/accounts/" + account.id(),
            1,
            Map.of("login", account.login(), "name", "x", "role", "OPERATOR"));
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(browser.get("/session").json().get("role").asText()).isEqualTo("OPERATOR");
  }

  @Test
  void an_administrator_logs_somebody_out_and_gives_a_new_password() {
    Staff.Account account = Staff.add(api.database(), Role.OPERATOR);
    Browser browser = newBrowser();
    browser.logIn(account.login(), Staff.PASSWORD);
    assertThat(admin.post("/accounts/" + account.id() + "/end-sessions", Map.of()).status())
        .isEqualTo(204);
    assertThat(browser.get("/session").status()).isEqualTo(401);

    browser.logIn(account.login(), Staff.PASSWORD);
    Answer reset =
        admin.change(
            "POST",
            "/accounts/" + account.id() + "/password",
            1,
            Map.of("password", FIRST_PASSWORD));
    assertThat(reset.status()).as(reset.text()).isEqualTo(204);
    assertThat(browser.get("/session").status()).isEqualTo(401);
    assertThat(browser.logIn(account.login(), Staff.PASSWORD).status()).isEqualTo(401);
    Answer in = browser.logIn(account.login(), FIRST_PASSWORD);
    assertThat(in.json().get("must_change_password").asBoolean()).isTrue();
  }

  @Test
  void nobody_retires_or_demotes_themselves_so_an_administrator_is_always_left() {
    long own = admin.get("/session").json().get("id").asLong();
    assertThat(admin.change("POST", "/accounts/" + own + "/retire", 1, Map.of()).status())
        .isEqualTo(409);
    assertThat(
            admin
                .change(
                    "PUT",
                    "/accounts/" + own,
                    1,
                    Map.of("login", "other.name", "name", "x", "role", "OPERATOR"))
                .status())
        .isEqualTo(409);
  }

  @Test
  void bad_input_is_told_by_field_and_nothing_is_made() {
    Map<String, Object> body = body(Role.OPERATOR);
    body.put("password", "short one");
    Answer shortOne = admin.post("/accounts", body);
    assertThat(field(shortOne)).isEqualTo("password password-short");
    assertThat(shortOne.text()).doesNotContain("short one");
    body.remove("password");
    assertThat(field(admin.post("/accounts", body))).isEqualTo("password required");

    Map<String, Object> worker = body(Role.WORKER);
    worker.put("provider_id", district.provider);
    worker.put("worker_id", district.otherWorker);
    assertThat(field(admin.post("/accounts", worker))).isEqualTo("worker_id not-their-worker");
    worker.remove("provider_id");
    assertThat(field(admin.post("/accounts", worker))).isEqualTo("provider_id required");
    Map<String, Object> operator = body(Role.OPERATOR);
    operator.put("provider_id", district.provider);
    assertThat(field(admin.post("/accounts", operator))).isEqualTo("provider_id not-for-this-role");
    operator.remove("provider_id");
    operator.put("centre_id", 987_654);
    assertThat(field(admin.post("/accounts", operator))).isEqualTo("centre_id no-such-centre");

    Map<String, Object> once = body(Role.OPERATOR);
    created(once);
    assertThat(field(admin.post("/accounts", once))).isEqualTo("login taken");
  }

  @Test
  void a_list_is_narrowed_and_goes_on_page_by_page() {
    Staff.add(api.database(), Role.VISITOR);
    Staff.add(api.database(), Role.VISITOR);
    Answer first = admin.get("/accounts?role=VISITOR&limit=1");
    assertThat(first.json().get("items")).hasSize(1);
    Answer second =
        admin.get("/accounts?role=VISITOR&limit=1&after=" + first.json().get("next").asText());
    assertThat(second.json().at("/items/0/id").asLong())
        .isGreaterThan(first.json().at("/items/0/id").asLong());
    assertThat(admin.get("/accounts?q=no%25such").json().get("items")).isEmpty();
  }

  @Test
  void no_digest_of_a_password_is_left_among_the_remembered_commands() {
    Map<String, Object> body = body(Role.OPERATOR);
    created(body);
    long kept =
        api.database()
            .read(
                h ->
                    h.createQuery(
                            "select count(*) from idempotency where operation in ('createAccount',"
                                + " 'resetPassword', 'changePassword')")
                        .mapTo(Long.class)
                        .one());
    assertThat(kept).isZero();
  }
}
