package cn.siduan.dispatch.security.session;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.contract.Role;
import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.fixture.Browser;
import cn.siduan.dispatch.fixture.Staff;
import cn.siduan.dispatch.fixture.TestSettings;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SessionTest {

  private static final AtomicInteger ADDRESSES = new AtomicInteger(1);
  private static final String COOKIE = "__Host-siduan_session";

  private static ApiFixture api;
  private static ApiFixture otherNode;

  @BeforeAll
  static void start() {
    api = ApiFixture.startSecured(TestSettings.security().behindProxies(1));
    otherNode = api.another();
  }

  @AfterAll
  static void stop() {
    otherNode.close();
    api.close();
  }

  private static Browser newBrowser() {
    return new Browser(api, "10.2.0." + ADDRESSES.getAndIncrement());
  }

  private static Browser loggedIn(Staff.Account account) {
    Browser browser = newBrowser();
    Answer answer = browser.logIn(account.login(), Staff.PASSWORD);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return browser;
  }

  private static Browser operator() {
    return loggedIn(Staff.add(api.database(), Role.OPERATOR));
  }

  private static int status(Browser browser) {
    return browser.get("/session").status();
  }

  @Test
  void the_cookie_is_out_of_reach_of_scripts_other_sites_and_plain_http() {
    Answer answer =
        newBrowser().logIn(Staff.add(api.database(), Role.OPERATOR).login(), Staff.PASSWORD);
    List<String> cookies = answer.response().headers().allValues("Set-Cookie");
    assertThat(cookies)
        .hasSize(2)
        .allSatisfy(
            c ->
                assertThat(c)
                    .startsWith("__Host-")
                    .contains("; Path=/;")
                    .contains("; HttpOnly")
                    .contains("; SameSite=Strict")
                    .endsWith("; Secure")
                    .doesNotContain("Domain"));
    assertThat(new SessionCookies(false).session("t", Duration.ofHours(1)))
        .isEqualTo("siduan_session=t; Path=/; Max-Age=3600; HttpOnly; SameSite=Strict");
  }

  @Test
  void only_digests_of_the_secrets_are_in_the_database() {
    Browser browser = operator();
    String secret = String.valueOf(browser.cookie(COOKIE));
    long found =
        api.database()
            .read(
                h ->
                    h.createQuery(
                            "select count(*) from session where session::text like '%' || :secret"
                                + " || '%'")
                        .bind("secret", secret)
                        .mapTo(Long.class)
                        .one());
    assertThat(found).isZero();
  }

  @Test
  void a_command_without_the_csrf_token_or_with_a_wrong_one_is_refused_and_changes_nothing() {
    Browser browser = operator();
    String right = browser.csrfToken();
    for (String wrong : new String[] {null, "", "wrong", right + "x", otherToken()}) {
      browser.setCsrfToken(wrong);
      Answer answer = browser.post("/logout", Map.of());
      assertThat(answer.status()).as("token " + wrong).isEqualTo(403);
      assertThat(answer.json().get("type").asText()).endsWith(":csrf");
    }
    assertThat(status(browser)).as("reading needs none").isEqualTo(200);
    browser.setCsrfToken(right);
    assertThat(browser.post("/logout", Map.of()).status()).isEqualTo(204);
  }

  private static String otherToken() {
    return String.valueOf(operator().csrfToken());
  }

  @Test
  void a_form_of_another_site_cannot_log_somebody_in() {
    Browser victim = newBrowser();
    Staff.Account attacker = Staff.add(api.database(), Role.OPERATOR);
    String form =
        "{\"login\":\"" + attacker.login() + "\",\"password\":\"" + Staff.PASSWORD + "\"}";
    Answer answer =
        victim.send(
            victim
                .request("/login")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(form)),
            "POST",
            "/login");
    assertThat(answer.status()).isEqualTo(415);
    assertThat(victim.cookie(COOKIE)).isNull();
  }

  @Test
  void a_session_planted_before_the_log_in_is_not_the_one_after_it() {
    Browser attacker = operator();
    String planted = String.valueOf(attacker.cookie(COOKIE));
    Browser victim = newBrowser();
    victim.setCookie(COOKIE, planted);
    Staff.Account account = Staff.add(api.database(), Role.SUPERVISOR);

    assertThat(victim.logIn(account.login(), Staff.PASSWORD).status()).isEqualTo(200);

    assertThat(victim.cookie(COOKIE)).isNotEqualTo(planted);
    assertThat(status(attacker)).as("the planted session is over").isEqualTo(401);
  }

  @Test
  void a_cookie_nobody_gave_out_opens_nothing() {
    Browser browser = newBrowser();
    browser.setCookie(COOKIE, "A".repeat(43));
    assertThat(status(browser)).isEqualTo(401);
  }

  @Test
  void who_am_i_tells_role_and_place_and_the_csrf_token_again() {
    Browser browser = operator();
    String token = browser.csrfToken();
    browser.setCsrfToken(null);
    Answer answer = browser.get("/session");
    assertThat(answer.json().get("role").asText()).isEqualTo("OPERATOR");
    assertThat(answer.json().get("csrf_token").asText()).isEqualTo(token);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void log_out_ends_this_session_and_no_other() {
    Staff.Account account = Staff.add(api.database(), Role.OPERATOR);
    Browser here = loggedIn(account);
    Browser there = loggedIn(account);
    String cookie = String.valueOf(here.cookie(COOKIE));
    assertThat(here.post("/logout", Map.of()).status()).isEqualTo(204);
    assertThat(here.cookie(COOKIE)).isNull();
    here.setCookie(COOKIE, cookie);
    assertThat(status(here)).as("even with the old cookie").isEqualTo(401);
    assertThat(status(there)).isEqualTo(200);
  }

  @Test
  void log_out_everywhere_is_at_once_on_this_node_and_within_two_seconds_on_others() {
    Staff.Account account = Staff.add(api.database(), Role.OPERATOR);
    Browser here = loggedIn(account);
    Browser there = loggedIn(account);
    assertThat(status(there)).isEqualTo(200);
    assertThat(status(there.at(otherNode))).isEqualTo(200);

    assertThat(here.post("/logout-everywhere", Map.of()).status()).isEqualTo(204);

    assertThat(status(there)).isEqualTo(401);
    api.clock().advance(Duration.ofSeconds(2));
    assertThat(status(there.at(otherNode))).isEqualTo(401);
  }

  @Test
  void an_idle_session_ends_and_one_in_use_does_not_before_its_time() {
    Browser idle = operator();
    Browser busy = operator();
    for (int hours = 0; hours < 15; hours += 3) {
      api.clock().advance(Duration.ofHours(3));
      assertThat(status(busy)).as("after " + (hours + 3) + " hours").isEqualTo(200);
      if (hours == 3) {
        assertThat(status(idle)).isEqualTo(401);
      }
    }
    api.clock().advance(Duration.ofMinutes(61));
    assertThat(status(busy)).as("a shift is over at some time").isEqualTo(401);
  }

  @Test
  void retiring_the_account_or_the_provider_ends_what_it_could_do() {
    Staff.Account account = Staff.add(api.database(), Role.OPERATOR);
    Browser browser = loggedIn(account);
    api.database()
        .transaction(
            tx ->
                tx.handle()
                    .execute("update account set retired_at = now() where id = ?", account.id()));
    api.clock().advance(Duration.ofSeconds(2));
    assertThat(status(browser)).isEqualTo(401);
  }

  @Test
  void everything_served_carries_the_security_headers_and_nothing_of_cors() {
    for (String path : List.of("/session", "/no/such/path")) {
      Browser browser = newBrowser();
      Answer answer =
          browser.send(
              browser.request(path).header("Origin", "https://evil.example").GET(), "GET", path);
      assertThat(answer.header("Content-Security-Policy"))
          .contains("default-src 'self'")
          .contains("frame-ancestors 'none'");
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
      assertThat(answer.header("Permissions-Policy")).contains("geolocation=(self)");
      assertThat(answer.header("Strict-Transport-Security")).startsWith("max-age=");
      assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
      assertThat(answer.response().headers().map().keySet())
          .noneMatch(h -> h.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
    }
  }

  @Test
  void changing_the_password_renews_this_session_and_ends_all_others() {
    Staff.Account account = Staff.add(api.database(), Role.OPERATOR);
    Browser here = loggedIn(account);
    Browser there = loggedIn(account);
    String before = String.valueOf(here.cookie(COOKIE));
    Answer wrong =
        here.post(
            "/session/password",
            Map.of("old_password", "not the old one", "new_password", "a completely new one"));
    assertThat(wrong.json().at("/errors/0/field").asText()).isEqualTo("old_password");
    assertThat(wrong.text()).doesNotContain("not the old one");

    Answer done =
        here.post(
            "/session/password",
            Map.of("old_password", Staff.PASSWORD, "new_password", "a completely new one"));
    assertThat(done.status()).as(done.text()).isEqualTo(200);

    assertThat(here.cookie(COOKIE)).isNotEqualTo(before);
    assertThat(status(here)).isEqualTo(200);
    assertThat(status(there)).isEqualTo(401);
    assertThat(newBrowser().logIn(account.login(), Staff.PASSWORD).status()).isEqualTo(401);
    assertThat(newBrowser().logIn(account.login(), "a completely new one").status()).isEqualTo(200);
  }

  @Test
  void a_password_that_is_too_long_is_refused_without_being_repeated() {
    Browser browser = operator();
    String secret = "long secret ".repeat(20);
    Answer answer =
        browser.post("/session/password", Map.of("old_password", secret, "new_password", secret));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).doesNotContain("long secret");
  }
}
