package cn.siduan.dispatch.calls.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.siduan.contract.Role;
import cn.siduan.contract.call.PhoneSecret;
import cn.siduan.dispatch.calls.browser.BrowserPhones.Registration;
import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.Browser;
import cn.siduan.dispatch.fixture.Staff;
import cn.siduan.dispatch.fixture.TestKeys;
import cn.siduan.dispatch.fixture.TestSettings;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.http.CommandRunner;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Log-ins are real ones; Asterisk's part is a map of secrets by extension. */
class BrowserPhonesTest {

  private static final Duration LIFE = Duration.ofHours(1);
  private static final AtomicInteger ADDRESSES = new AtomicInteger(1);

  private static ApiFixture api;

  private final Map<String, String> asterisk = new ConcurrentHashMap<>();
  private volatile boolean away;
  private BrowserPhones phones;

  @BeforeAll
  static void startApi() {
    api = ApiFixture.startSecured(TestSettings.security());
  }

  @AfterAll
  static void stopApi() {
    api.close();
  }

  @BeforeEach
  void start() {
    api.database().transaction(tx -> tx.handle().execute("delete from browser_phone"));
    phones =
        new BrowserPhones(
            new Platform(
                api.vertx(),
                api.database(),
                new CommandRunner(api.database(), api.clock()),
                TestKeys.cipher(),
                new SimpleMeterRegistry(),
                api.clock()),
            new BrowserPhoneSettings("ws://127.0.0.1/ws", List.of("8101", "8102"), LIFE),
            this::bring);
  }

  @AfterEach
  void stop() {
    phones.close();
  }

  private boolean bring(PhoneSecret phone) {
    if (away) {
      return false;
    }
    if (phone.secret().isEmpty()) {
      asterisk.remove(phone.extension());
    } else {
      asterisk.put(phone.extension(), phone.secret());
    }
    return true;
  }

  private record Operator(long id, Browser browser) {}

  private static Operator logIn() {
    Staff.Account account = Staff.add(api.database(), Role.OPERATOR);
    Browser browser = new Browser(api, "10.8.0." + ADDRESSES.getAndIncrement());
    assertThat(browser.logIn(account.login(), Staff.PASSWORD).status()).isEqualTo(200);
    return new Operator(account.id(), browser);
  }

  private Registration issue(Operator operator) {
    return phones.issue(operator.id()).orElseThrow();
  }

  private void later(Duration by) {
    api.clock().advance(by);
    phones.wake();
  }

  @Test
  void each_operator_has_a_telephone_and_a_secret_of_their_own_and_a_third_has_none() {
    Registration one = issue(logIn());
    Registration other = issue(logIn());

    assertThat(one.extension()).isNotEqualTo(other.extension());
    assertThat(one.secret()).matches("[0-9a-f]{32}").isNotEqualTo(other.secret());
    assertThat(asterisk)
        .containsOnly(
            Map.entry(one.extension(), one.secret()), Map.entry(other.extension(), other.secret()));
    assertThat(phones.issue(logIn().id())).isEmpty();
  }

  @Test
  void two_pages_at_once_are_not_the_same_telephone() throws InterruptedException {
    List<Operator> both = List.of(logIn(), logIn());
    List<Thread> threads =
        both.stream().map(o -> Thread.ofVirtual().start(() -> issue(o))).toList();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(asterisk).hasSize(2);
  }

  @Test
  void asked_again_it_is_the_same_and_after_half_its_time_another() {
    Operator operator = logIn();
    Registration first = issue(operator);
    assertThat(issue(operator)).isEqualTo(first);

    api.clock().advance(LIFE.dividedBy(2));
    Registration second = issue(operator);

    assertThat(second.extension()).isEqualTo(first.extension());
    assertThat(second.secret()).isNotEqualTo(first.secret());
    assertThat(asterisk).containsEntry("8101", second.secret());
  }

  @Test
  void logged_out_it_is_taken_back_and_another_operator_gets_the_telephone_with_another_secret() {
    Operator operator = logIn();
    Registration first = issue(operator);
    later(Duration.ofSeconds(6));
    assertThat(asterisk).containsKey(first.extension());

    assertThat(operator.browser().post("/logout", Map.of()).status()).isEqualTo(204);
    later(Duration.ofSeconds(6));

    await().untilAsserted(() -> assertThat(asterisk).isEmpty());
    assertThat(issue(logIn()).secret()).isNotEqualTo(first.secret());
  }

  @Test
  void when_its_time_is_over_it_is_taken_back_though_asterisk_was_away_at_that_moment() {
    issue(logIn());
    away = true;
    later(LIFE);
    assertThat(asterisk).isNotEmpty();

    away = false;
    later(Duration.ofSeconds(6));

    await().untilAsserted(() -> assertThat(asterisk).isEmpty());
  }

  @Test
  void a_secret_that_did_not_arrive_is_brought_again() {
    away = true;
    Registration phone = issue(logIn());
    assertThat(asterisk).isEmpty();

    away = false;
    later(Duration.ofSeconds(6));

    await()
        .untilAsserted(() -> assertThat(asterisk).containsEntry(phone.extension(), phone.secret()));
  }
}
