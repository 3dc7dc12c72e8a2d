package cn.siduan.dispatch.security.password;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.contract.Role;
import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.fixture.Browser;
import cn.siduan.dispatch.fixture.Staff;
import cn.siduan.dispatch.fixture.TestKeys;
import cn.siduan.dispatch.fixture.TestSettings;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.http.CommandRunner;
import cn.siduan.dispatch.security.password.StaffLogin.Attempt;
import cn.siduan.dispatch.security.password.StaffLogin.Outcome;
import cn.siduan.dispatch.security.session.Sessions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StaffLoginTest {

  private static final AtomicInteger ADDRESSES = new AtomicInteger(1);

  private static ApiFixture api;
  private static Vertx vertx;

  @BeforeAll
  static void start() {
    api = ApiFixture.startSecured(TestSettings.security().behindProxies(1));
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    api.close();
    vertx.close().await();
  }

  private static String newAddress() {
    int n = ADDRESSES.getAndIncrement();
    return "10.1." + n / 250 + "." + (n % 250 + 1);
  }

  private static Browser newBrowser() {
    return new Browser(api, newAddress());
  }

  private static Platform platform() {
    return new Platform(
        vertx,
        api.database(),
        new CommandRunner(api.database(), api.clock()),
        TestKeys.cipher(),
        new SimpleMeterRegistry(),
        api.clock());
  }

  private static StaffLogin staffLogin(PasswordHasher hasher) {
    Platform platform = platform();
    return new StaffLogin(
        platform,
        hasher,
        new Throttle(api.database(), api.clock()),
        new Sessions(platform, TestSettings.security()));
  }

  private static Attempt attempt(String login, String password) {
    return new Attempt(login, password, newAddress(), null, null, "test");
  }

  private static String slug(Answer answer) {
    return answer.json().path("type").asText().replace("urn:siduan:problem:", "");
  }

  private static String storedHash(long id) {
    return api.database()
        .read(
            h ->
                h.createQuery("select password_hash from account where id = :id")
                    .bind("id", id)
                    .mapTo(String.class)
                    .one());
  }

  @Test
  void staff_come_in_by_login_and_password_in_any_case_of_the_login() {
    Staff.Account account = Staff.add(api.database(), Role.OPERATOR);
    Answer answer =
        newBrowser().logIn(account.login().toUpperCase(java.util.Locale.ROOT), Staff.PASSWORD);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().get("role").asText()).isEqualTo("OPERATOR");
    assertThat(answer.json().get("id").asLong()).isEqualTo(account.id());
  }

  @Test
  void unknown_wrong_and_retired_are_refused_in_the_same_words() {
    Staff.Account account = Staff.add(api.database(), Role.OPERATOR);
    Staff.Account retired = Staff.add(api.database(), Role.OPERATOR);
    api.database()
        .transaction(
            tx ->
                tx.handle()
                    .execute("update account set retired_at = now() where id = ?", retired.id()));
    Answer unknown = newBrowser().logIn("nobody", Staff.PASSWORD);
    Answer wrong = newBrowser().logIn(account.login(), "wrong password");
    Answer gone = newBrowser().logIn(retired.login(), Staff.PASSWORD);
    for (Answer answer : List.of(unknown, wrong, gone)) {
      assertThat(answer.status()).isEqualTo(401);
      assertThat(slug(answer)).isEqualTo("login-refused");
      assertThat(answer.json().get("detail")).isEqualTo(unknown.json().get("detail"));
      assertThat(answer.text()).doesNotContain("wrong password");
    }
  }

  @Test
  void an_unknown_login_costs_as_many_hashes_as_a_known_one() {
    Staff.Account account = Staff.add(api.database(), Role.OPERATOR);
    PasswordHasher hasher = new PasswordHasher(TestSettings.QUICK_HASH, 1);
    StaffLogin login = staffLogin(hasher);

    login.logIn(attempt(account.login(), "wrong password"));
    long known = hasher.made();
    login.logIn(attempt("nobody.at.all", "wrong password"));

    assertThat(known).isEqualTo(1);
    assertThat(hasher.made() - known).isEqualTo(known);
  }

  @Test
  void a_log_in_hashes_anew_what_was_hashed_at_another_cost() {
    Staff.Account account = Staff.add(api.database(), Role.OPERATOR);
    StaffLogin dearer = staffLogin(new PasswordHasher(new HashCost(128, 1, 1), 1));
    assertThat(storedHash(account.id())).contains("m=64,");

    assertThat(dearer.logIn(attempt(account.login(), Staff.PASSWORD)))
        .isInstanceOf(Outcome.Welcome.class);

    assertThat(storedHash(account.id())).contains("m=128,");
    assertThat(dearer.logIn(attempt(account.login(), Staff.PASSWORD)))
        .isInstanceOf(Outcome.Welcome.class);
  }

  @Test
  void after_five_failures_an_address_waits_longer_each_time_and_is_told_how_long() {
    Staff.Account account = Staff.add(api.database(), Role.OPERATOR);
    Browser guesser = newBrowser();
    for (int i = 0; i < 5; i++) {
      assertThat(guesser.logIn(account.login(), "guess number " + i).status()).isEqualTo(401);
    }
    Answer first = guesser.logIn(account.login(), Staff.PASSWORD);
    assertThat(first.status()).isEqualTo(429);
    assertThat(first.header("Retry-After")).isEqualTo("15");

    api.clock().advance(Duration.ofSeconds(15));
    assertThat(guesser.logIn(account.login(), "guess again 1").status()).isEqualTo(401);
    assertThat(guesser.logIn(account.login(), "x").header("Retry-After")).isEqualTo("30");

    api.clock().advance(Duration.ofSeconds(30));
    assertThat(guesser.logIn(account.login(), Staff.PASSWORD).status()).isEqualTo(200);
    assertThat(guesser.logIn(account.login(), "a mistype").status()).isEqualTo(401);
  }

  @Test
  void a_hundred_guesses_at_the_same_instant_are_counted_one_by_one() throws Exception {
    Staff.Account account = Staff.add(api.database(), Role.OPERATOR);
    PasswordHasher hasher = new PasswordHasher(TestSettings.QUICK_HASH, 4);
    StaffLogin login = staffLogin(hasher);
    String address = newAddress();
    CountDownLatch go = new CountDownLatch(1);
    List<Future<Outcome>> outcomes = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 100; i++) {
        String guess = "guess number " + i;
        outcomes.add(
            threads.submit(
                () -> {
                  go.await();
                  return login.logIn(
                      new Attempt(account.login(), guess, address, null, null, "test"));
                }));
      }
      go.countDown();
    }
    long looked = 0;
    for (Future<Outcome> outcome : outcomes) {
      looked += outcome.get() instanceof Outcome.Refused ? 1 : 0;
    }
    // those who came while the row did not exist yet share its making: at most a pool's worth
    assertThat(looked).isBetween(5L, 20L);
    assertThat(hasher.made()).isEqualTo(looked);
  }

  @Test
  void an_attacker_from_elsewhere_cannot_lock_the_owner_out() {
    Staff.Account account = Staff.add(api.database(), Role.SUPERVISOR);
    Browser owner = newBrowser();
    assertThat(owner.logIn(account.login(), Staff.PASSWORD).status()).isEqualTo(200);
    owner.post("/logout", java.util.Map.of());

    flood(account.login(), 400);

    assertThat(owner.logIn(account.login(), Staff.PASSWORD).status())
        .as("in the browser used before, whatever others do")
        .isEqualTo(200);
  }

  @Test
  void an_attacker_in_the_same_office_cannot_lock_a_known_browser_out() {
    Staff.Account account = Staff.add(api.database(), Role.SUPERVISOR);
    String office = newAddress();
    Browser owner = new Browser(api, office);
    assertThat(owner.logIn(account.login(), Staff.PASSWORD).status()).isEqualTo(200);
    Browser neighbour = new Browser(api, office);
    for (int i = 0; i < 15; i++) {
      neighbour.logIn(account.login(), "guess number " + i);
    }
    assertThat(neighbour.logIn(account.login(), Staff.PASSWORD).status()).isEqualTo(429);
    assertThat(owner.logIn(account.login(), Staff.PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void one_address_blocks_at_most_its_own_lane_so_new_browsers_elsewhere_come_in() {
    Staff.Account account = Staff.add(api.database(), Role.SUPERVISOR);
    Browser guesser = newBrowser();
    for (int i = 0; i < 60; i++) {
      guesser.logIn(account.login(), "guess number " + i);
      api.clock().advance(Duration.ofMinutes(1));
    }
    long comeIn =
        IntStream.range(0, 40)
            .filter(_ -> newBrowser().logIn(account.login(), Staff.PASSWORD).status() == 200)
            .count();
    assertThat(comeIn).as("of 40 new browsers").isGreaterThan(30);
  }

  @Test
  void even_under_a_flood_from_everywhere_a_new_browser_waits_no_longer_than_half_a_minute() {
    Staff.Account account = Staff.add(api.database(), Role.SUPERVISOR);
    flood(account.login(), 600);
    Answer answer = newBrowser().logIn(account.login(), Staff.PASSWORD);
    if (answer.status() == 429) {
      assertThat(answer.json().get("retry_after_seconds").asInt()).isLessThanOrEqualTo(30);
      api.clock().advance(Duration.ofSeconds(30));
      answer = newBrowser().logIn(account.login(), Staff.PASSWORD);
    }
    assertThat(answer.status()).isEqualTo(200);
  }

  /** Guesses from ever new addresses, so that only the account as such could make anybody wait. */
  private static void flood(String login, int guesses) {
    StaffLogin attacker = staffLogin(new PasswordHasher(TestSettings.QUICK_HASH, 4));
    for (int i = 0; i < guesses; i++) {
      attacker.logIn(attempt(login, "guess number " + i));
    }
  }

  @Test
  void a_neighbour_behind_the_same_address_does_not_use_up_the_calls_of_a_known_browser() {
    Staff.Account account = Staff.add(api.database(), Role.OPERATOR);
    String office = "198.51.100.77";
    Browser known = new Browser(api, office);
    assertThat(known.logIn(account.login(), Staff.PASSWORD).status()).isEqualTo(200);
    Browser noisy = new Browser(api, office);
    for (int i = 0; i < 100; i++) {
      noisy.logIn("nobody" + i, "guess number " + i);
    }
    Answer refused = new Browser(api, office).logIn(account.login(), Staff.PASSWORD);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(known.logIn(account.login(), Staff.PASSWORD).status()).isEqualTo(200);
    noisy.setCookie("siduan_device", "made.up.mark");
    assertThat(noisy.logIn(account.login(), Staff.PASSWORD).status()).isEqualTo(429);
  }

  @Test
  void a_device_mark_of_another_account_or_a_forged_one_spares_nothing() {
    Staff.Account mine = Staff.add(api.database(), Role.OPERATOR);
    Staff.Account other = Staff.add(api.database(), Role.OPERATOR);
    KnownDevices devices = new KnownDevices(TestKeys.cipher());
    String mark = devices.mark(mine.login());
    assertThat(devices.find(mine.login(), mark)).isPresent();
    assertThat(devices.find(other.login(), mark)).isEmpty();
    assertThat(devices.find(mine.login(), mark + "x")).isEmpty();
    assertThat(devices.find(mine.login(), "x")).isEmpty();
    assertThat(devices.find(mine.login(), null)).isEmpty();
  }

  @Test
  void who_tries_many_accounts_from_one_address_is_stopped_as_well() {
    String address = newAddress();
    StaffLogin attacker = staffLogin(new PasswordHasher(TestSettings.QUICK_HASH, 4));
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      outcomes.add(
          attacker.logIn(
              new Attempt("person" + i, "summer in the city", address, null, null, "test")));
    }
    assertThat(outcomes.subList(0, 30)).allMatch(Outcome.Refused.class::isInstance);
    assertThat(outcomes.subList(30, 40)).allMatch(Outcome.Wait.class::isInstance);
  }

  @Test
  void log_ins_and_failures_are_in_the_audit_trail_and_unknown_names_are_not_written_down() {
    Staff.Account account = Staff.add(api.database(), Role.OPERATOR);
    Browser browser = newBrowser();
    browser.logIn(account.login(), "wrong password");
    browser.logIn(account.login(), Staff.PASSWORD);
    browser.logIn("my secret password 1", "x");
    List<String> actions =
        api.database()
            .read(
                h ->
                    h.createQuery(
                            "select action from audit where object_type = 'account' and object_id ="
                                + " :id order by id")
                        .bind("id", Long.toString(account.id()))
                        .mapTo(String.class)
                        .list());
    assertThat(actions).containsExactly("logInFailed", "logIn");
    long told =
        api.database()
            .read(
                h ->
                    h.createQuery(
                            "select count(*) from audit where audit::text like '%my secret"
                                + " password%'")
                        .mapTo(Long.class)
                        .one());
    assertThat(told).isZero();
  }
}
