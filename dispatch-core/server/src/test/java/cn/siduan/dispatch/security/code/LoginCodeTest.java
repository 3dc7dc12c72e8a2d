package cn.siduan.dispatch.security.code;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.fixture.Browser;
import cn.siduan.dispatch.fixture.District;
import cn.siduan.dispatch.fixture.TestSettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LoginCodeTest {

  private static final AtomicInteger NUMBERS = new AtomicInteger(1);

  private static ApiFixture api;
  private static District district;

  @BeforeAll
  static void start() {
    api = ApiFixture.startSecured(TestSettings.security().behindProxies(1));
    district = District.in(api.database());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static Browser newBrowser() {
    return new Browser(api, "10.3.0." + NUMBERS.getAndIncrement());
  }

  private static String newPhone() {
    return "139%08d".formatted(NUMBERS.getAndIncrement());
  }

  private static void give(String phone, long residentId) {
    api.database()
        .transaction(
            tx ->
                tx.handle()
                    .execute(
                        "insert into resident_phone (phone, resident_id) values (?, ?)",
                        phone,
                        residentId));
  }

  private static Answer ask(Browser browser, String phone) {
    return browser.post("/login/code", Map.of("phone", phone));
  }

  /** The code as it went out to the telephone. */
  private static String lastCode(String phone) {
    String body =
        api.database()
            .read(
                h ->
                    h.createQuery(
                            """
                            select body from message where recipient = :phone and template = 'LOGIN_CODE' and safety
                              and channel = 'SMS' order by id desc limit 1\
                            """)
                        .bind("phone", phone)
                        .mapTo(String.class)
                        .one());
    Matcher digits = Pattern.compile("\\d{6}").matcher(body);
    assertThat(digits.find()).as(body).isTrue();
    return digits.group();
  }

  private static Answer verify(Browser browser, String phone, String code, String request) {
    return browser.post(
        "/login/code/verify", Map.of("phone", phone, "code", code, "request", request));
  }

  private static String other(String code) {
    return "%06d".formatted((Integer.parseInt(code) + 1) % 1_000_000);
  }

  private static String request(Answer asked) {
    assertThat(asked.status()).as(asked.text()).isEqualTo(202);
    return asked.json().get("request").asText();
  }

  @Test
  void a_resident_comes_in_by_the_code_and_the_code_is_good_once() {
    String phone = newPhone();
    give(phone, district.resident);
    Browser browser = newBrowser();
    String request = request(ask(browser, phone));
    String code = lastCode(phone);

    Answer in = verify(browser, phone, code, request);

    assertThat(in.status()).as(in.text()).isEqualTo(200);
    assertThat(in.json().get("role").asText()).isEqualTo("RESIDENT");
    assertThat(in.json().get("id").asLong()).isEqualTo(district.resident);
    assertThat(in.json().get("phone").asText()).isEqualTo(phone);
    assertThat(browser.get("/orders").status()).isEqualTo(200);
    assertThat(verify(newBrowser(), phone, code, request).status()).isEqualTo(401);
  }

  @Test
  void known_and_unknown_telephones_get_the_same_answer() {
    String known = newPhone();
    give(known, district.resident);
    Answer a = ask(newBrowser(), known);
    Answer b = ask(newBrowser(), newPhone());
    assertThat(a.status()).isEqualTo(b.status()).isEqualTo(202);
    assertThat(a.json().fieldNames()).toIterable().containsExactlyElementsOf(b.json()::fieldNames);
    assertThat(a.json().get("expires_at")).isEqualTo(b.json().get("expires_at"));
  }

  @Test
  void somebody_new_comes_in_as_nobody_yet_and_may_order() {
    String phone = newPhone();
    Browser browser = newBrowser();
    String request = request(ask(browser, phone));
    Answer in = verify(browser, phone, lastCode(phone), request);
    assertThat(in.json().get("id").asLong()).isZero();
    assertThat(in.json().get("residents")).isEmpty();
    Map<String, Object> order = district.order();
    order.put("contact_phone", phone);
    order.put("centre_id", district.community);
    assertThat(browser.post("/orders", order).status()).isEqualTo(201);
  }

  @Test
  void a_shared_telephone_lists_its_residents_and_acts_for_the_chosen_one_only() {
    String phone = newPhone();
    give(phone, district.resident);
    give(phone, district.neighbour);
    Browser browser = newBrowser();
    String request = request(ask(browser, phone));
    Answer in = verify(browser, phone, lastCode(phone), request);
    assertThat(in.json().get("id").asLong()).isZero();
    assertThat(in.json().get("residents")).hasSize(2);

    Answer stranger = browser.post("/session/resident", Map.of("resident_id", 987_654_321));
    assertThat(stranger.status()).isEqualTo(400);
    Answer chosen = browser.post("/session/resident", Map.of("resident_id", district.neighbour));
    assertThat(chosen.json().get("id").asLong()).isEqualTo(district.neighbour);
    assertThat(browser.get("/session").json().get("name").asText()).isEqualTo("周建国");
  }

  @Test
  void five_wrong_codes_end_the_request_even_for_the_right_one() {
    String phone = newPhone();
    Browser browser = newBrowser();
    String request = request(ask(browser, phone));
    String code = lastCode(phone);
    for (int i = 0; i < LoginCodes.MOST_ATTEMPTS; i++) {
      assertThat(verify(browser, phone, other(code), request).status()).isEqualTo(401);
    }
    assertThat(verify(browser, phone, code, request).status()).isEqualTo(401);
  }

  @Test
  void somebody_elses_wrong_guesses_do_not_burn_the_code() {
    String phone = newPhone();
    Browser holder = newBrowser();
    String mine = request(ask(holder, phone));
    String code = lastCode(phone);
    Browser attacker = newBrowser();
    String theirs = request(ask(attacker, phone));
    for (int i = 0; i < 8; i++) {
      verify(attacker, phone, other(code), theirs);
    }
    assertThat(verify(attacker, phone, code, theirs).status())
        .as("a code fits only the request it was made for")
        .isEqualTo(401);
    assertThat(verify(holder, phone, code, mine).status()).isEqualTo(200);
  }

  @Test
  void a_code_is_good_for_five_minutes() {
    String phone = newPhone();
    Browser browser = newBrowser();
    String request = request(ask(browser, phone));
    String code = lastCode(phone);
    api.clock().advance(Duration.ofMinutes(5));
    assertThat(verify(browser, phone, code, request).status()).isEqualTo(401);

    api.clock().advance(Duration.ofMinutes(5));
    String again = request(ask(browser, phone));
    api.clock().advance(Duration.ofSeconds(299));
    assertThat(verify(browser, phone, lastCode(phone), again).status()).isEqualTo(200);
  }

  @Test
  void one_browser_cannot_have_many_messages_sent_and_others_wait_five_minutes_at_most() {
    String phone = newPhone();
    Browser eager = newBrowser();
    assertThat(ask(eager, phone).status()).isEqualTo(202);
    assertThat(ask(eager, phone).status()).isEqualTo(202);
    Answer third = ask(eager, phone);
    assertThat(third.status()).isEqualTo(429);
    assertThat(third.header("Retry-After")).isEqualTo("60");
    for (int i = 0; i < 30; i++) {
      ask(newBrowser(), phone);
      api.clock().advance(Duration.ofSeconds(20));
    }
    Answer answer = ask(newBrowser(), phone);
    int wait = answer.status() == 202 ? 0 : answer.json().get("retry_after_seconds").asInt();
    assertThat(wait).isLessThanOrEqualTo(300);
  }

  @Test
  void one_address_cannot_bother_many_telephones() {
    Browser bomber = newBrowser();
    long sent = 0;
    for (int i = 0; i < 60; i++) {
      sent += ask(bomber, newPhone()).status() == 202 ? 1 : 0;
      api.clock().advance(Duration.ofSeconds(1));
    }
    assertThat(sent).isBetween(20L, 23L);
  }

  @Test
  void the_code_is_not_in_the_database_but_in_the_message() {
    String phone = newPhone();
    ask(newBrowser(), phone);
    String code = lastCode(phone);
    long found =
        api.database()
            .read(
                h ->
                    h.createQuery(
                            "select count(*) from login_code where login_code::text like '%' ||"
                                + " :code || '%' and phone = :phone and encode(code_digest,"
                                + " 'escape') like '%' || :code || '%'")
                        .bind("code", code)
                        .bind("phone", phone)
                        .mapTo(Long.class)
                        .one());
    assertThat(found).isZero();
  }
}
