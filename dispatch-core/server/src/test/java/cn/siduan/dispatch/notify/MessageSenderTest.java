package cn.siduan.dispatch.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.siduan.dispatch.notify.Gateway.Got;
import cn.siduan.dispatch.notify.Gateway.Mood;
import cn.siduan.dispatch.outbox.Outbox;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.crypto.FieldCipher;
import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.db.DatabaseSettings;
import cn.siduan.dispatch.platform.http.CommandRunner;
import cn.siduan.dispatch.platform.net.Destinations;
import cn.siduan.dispatch.platform.net.Network;
import cn.siduan.testkit.PostgresFixture;
import cn.siduan.testkit.SettableClock;
import cn.siduan.testkit.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Senders against gateways in all their moods. */
class MessageSenderTest {

  private final SettableClock clock = SettableClock.inShanghai("2026-03-11T10:00:00+08:00");
  private final Vertx vertx = Vertx.vertx();
  private final Gateway gateway = new Gateway();
  private final TestDatabase db = PostgresFixture.freshDatabase();
  private final Database database =
      new Database(DatabaseSettings.of(db.jdbcUrl(), db.user(), db.password()));
  private final Notify notify = node(4, 3);

  private Notify node(int atOnce, int attempts) {
    NotifySettings settings =
        new NotifySettings(
            gateway.url(),
            "token-1",
            Duration.ofSeconds(3),
            atOnce,
            attempts,
            Duration.ofSeconds(15),
            Duration.ofHours(1),
            "https://example.org",
            "12345",
            Destinations.trusting(List.of(Network.parse("127.0.0.0/8").orElseThrow())));
    Platform platform =
        new Platform(
            vertx,
            database,
            new CommandRunner(database, clock),
            new PlainCipher(),
            new SimpleMeterRegistry(),
            clock);
    return new Notify(platform, settings, MessageTexts.defaults(), new Outbox(() -> {}));
  }

  /** What is hidden at rest is not what these tests are about. */
  private static final class PlainCipher implements FieldCipher {
    @Override
    public byte[] encrypt(String clear) {
      return clear.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String decrypt(byte[] encrypted) {
      return new String(encrypted, StandardCharsets.UTF_8);
    }

    @Override
    public byte[] digest(String clear) {
      return encrypt(clear);
    }
  }

  @AfterEach
  void stop() {
    notify.close();
    database.close();
    gateway.close();
    vertx.close().await();
  }

  private long leave(String key, String template, boolean safety) {
    return leave(key, "SMS", template, safety, "13900000001", "文本" + key, null, null);
  }

  private long leave(
      String key,
      String channel,
      String template,
      boolean safety,
      String recipient,
      String body,
      Long provider,
      Instant expiresAt) {
    Instant now = clock.instant();
    long id =
        database.transaction(
            tx ->
                tx.handle()
                    .createQuery(
                        """
                        insert into message (dedup_key, channel, template, language, recipient, provider_id, safety,
                          body, state, due_at, created_at, expires_at)
                        values (:key, :channel, :template, 'zh-CN', :recipient, :provider, :safety, :body, 'WAITING',
                          :now, :now, :expires) returning id\
                        """)
                    .bind("key", key)
                    .bind("channel", channel)
                    .bind("template", template)
                    .bind("recipient", recipient)
                    .bind("provider", provider)
                    .bind("safety", safety)
                    .bind("body", body)
                    .bind("now", now.atOffset(ZoneOffset.UTC))
                    .bind("expires", expiresAt == null ? null : expiresAt.atOffset(ZoneOffset.UTC))
                    .mapTo(Long.class)
                    .one());
    notify.hint();
    return id;
  }

  private String state(long id) {
    return column(id, "state");
  }

  private String column(long id, String column) {
    return database.read(
        h ->
            h.createQuery("select " + column + "::text from message where id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .one());
  }

  private void becomes(long id, String state) {
    await().untilAsserted(() -> assertThat(state(id)).isEqualTo(state));
  }

  private void isTriedAndWaits(long id, int attempts) {
    await()
        .untilAsserted(
            () -> {
              assertThat(column(id, "attempts")).isEqualTo("" + attempts);
              assertThat(column(id, "last_error")).isNotEmpty();
              assertThat(
                      Instant.parse(
                          column(
                              id,
                              "to_char(due_at at time zone 'UTC',"
                                  + " 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')")))
                  .isBefore(clock.instant().plusSeconds(37));
            });
  }

  @Test
  void the_gateway_gets_telephone_text_and_id_and_knows_us() {
    long id = leave("a", "ORDER_CANCELLED", false);
    becomes(id, "SENT");
    Got got = gateway.got().getFirst();
    assertThat(got.json().get("id").asText()).isEqualTo("" + id);
    assertThat(got.json().get("to").asText()).isEqualTo("13900000001");
    assertThat(got.json().get("text").asText()).isEqualTo("文本a");
    assertThat(got.header("Authorization")).isEqualTo("Bearer token-1");
    assertThat(got.header("Idempotency-Key")).isEqualTo("" + id);
    assertThat(column(id, "sent_at")).isNotNull();
  }

  @Test
  void what_fails_is_tried_again_after_a_pause_and_not_before() {
    gateway.mood = Mood.FAILS;
    long id = leave("a", "ORDER_CANCELLED", false);
    isTriedAndWaits(id, 1);
    gateway.mood = Mood.TAKES;
    clock.advance(Duration.ofSeconds(11));
    long other = leave("b", "ORDER_CANCELLED", false);
    becomes(other, "SENT");
    assertThat(state(id)).isEqualTo("WAITING");
    clock.advance(Duration.ofSeconds(8));
    becomes(id, "SENT");
    assertThat(gateway.got()).hasSize(3);
  }

  @Test
  void a_gateway_that_took_it_but_whose_answer_was_lost_gets_the_same_id_again() {
    gateway.mood = Mood.CUTS;
    long id = leave("a", "ORDER_CANCELLED", false);
    isTriedAndWaits(id, 1);
    gateway.mood = Mood.TAKES;
    clock.advance(Duration.ofSeconds(19));
    becomes(id, "SENT");
    assertThat(gateway.got()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(gateway.got()).allMatch(g -> g.header("Idempotency-Key").equals("" + id));
  }

  @Test
  void a_gateway_that_never_answers_is_not_waited_for() {
    gateway.mood = Mood.HANGS;
    long id = leave("a", "ORDER_CANCELLED", false);
    isTriedAndWaits(id, 1);
    assertThat(column(id, "last_error")).contains("Timeout");
  }

  @Test
  void a_gateway_that_is_not_there_costs_attempts_and_then_the_message_is_given_up() {
    gateway.close();
    long id = leave("a", "ORDER_CANCELLED", false);
    isTriedAndWaits(id, 1);
    clock.advance(Duration.ofSeconds(19));
    isTriedAndWaits(id, 2);
    clock.advance(Duration.ofSeconds(40));
    becomes(id, "DEAD");
    assertThat(column(id, "attempts")).isEqualTo("3");
    List<String> toldAdministrators =
        database.read(
            h ->
                h.createQuery(
                        "select payload->>'state' from outbox where type = 'message.changed' and"
                            + " audiences = '{admin}'")
                    .mapTo(String.class)
                    .list());
    assertThat(toldAdministrators).containsExactly("DEAD");
  }

  @Test
  void what_is_refused_is_given_up_at_once() {
    gateway.mood = Mood.REFUSES;
    long id = leave("a", "ORDER_CANCELLED", false);
    becomes(id, "DEAD");
    assertThat(column(id, "last_error")).isEqualTo("HTTP 400");
    assertThat(gateway.got()).hasSize(1);
  }

  @Test
  void a_dead_gateway_is_not_met_with_more_than_a_few_attempts_at_once() {
    gateway.mood = Mood.HANGS;
    IntStream.range(0, 60).forEach(n -> leave("n" + n, "ORDER_CANCELLED", false));
    await().until(() -> gateway.got().size() >= 8);
    assertThat(gateway.mostUnderWay()).isLessThanOrEqualTo(4);
  }

  @Test
  void two_nodes_send_each_message_once() {
    try (Notify other = node(8, 3)) {
      List<Long> ids =
          IntStream.range(0, 100).mapToObj(n -> leave("n" + n, "ORDER_CANCELLED", false)).toList();
      other.hint();
      ids.forEach(id -> becomes(id, "SENT"));
    }
    assertThat(gateway.got()).extracting(g -> g.header("Idempotency-Key")).doesNotHaveDuplicates();
  }

  @Test
  void what_a_node_took_before_it_died_is_sent_by_another_when_the_lease_is_over() {
    Instant now = clock.instant();
    // a node that takes and dies: committed, sent or not, and never written down
    long id = leave("a", "SMS", "ORDER_CANCELLED", false, "13900000001", "x", null, null);
    becomes(id, "SENT");
    database.transaction(
        tx ->
            tx.handle()
                .execute(
                    "update message set state = 'WAITING', sent_at = null, due_at = ? where id = ?",
                    now.plusSeconds(33).atOffset(ZoneOffset.UTC),
                    id));
    long other = leave("b", "ORDER_CANCELLED", false);
    becomes(other, "SENT");
    assertThat(state(id)).isEqualTo("WAITING");
    clock.advance(Duration.ofSeconds(34));
    becomes(id, "SENT");
    assertThat(gateway.got().stream().filter(g -> g.header("Idempotency-Key").equals("" + id)))
        .hasSize(2);
  }

  @Test
  void at_night_residents_are_told_nothing_but_what_concerns_safety() {
    clock.set(Instant.parse("2026-03-11T14:00:00Z"));
    long held = leave("a", "ORDER_CANCELLED", false);
    long safety = leave("b", "LOGIN_CODE", true);
    long provider = leave("c", "OFFER", false);
    becomes(safety, "SENT");
    becomes(provider, "SENT");
    await()
        .untilAsserted(
            () ->
                assertThat(column(held, "due_at at time zone 'Asia/Shanghai'"))
                    .isEqualTo("2026-03-12 07:30:00"));
    assertThat(column(held, "attempts")).isEqualTo("0");
    clock.set(Instant.parse("2026-03-11T23:30:00Z"));
    becomes(held, "SENT");
  }

  @Test
  void whoever_unsubscribed_gets_nothing_but_what_concerns_safety() {
    database.transaction(
        tx -> tx.handle().execute("insert into unsubscribed values ('13900000001', now())"));
    long unwanted = leave("a", "ORDER_CANCELLED", false);
    long safety = leave("b", "CHECK_IN_MISSED", true);
    becomes(unwanted, "SUPPRESSED");
    becomes(safety, "SENT");
    assertThat(gateway.got()).hasSize(1);
  }

  @Test
  void a_code_that_is_over_is_not_sent() {
    gateway.mood = Mood.FAILS;
    long id =
        leave(
            "a",
            "SMS",
            "LOGIN_CODE",
            true,
            "13900000001",
            "验证码123456",
            null,
            clock.instant().plusSeconds(20));
    isTriedAndWaits(id, 1);
    gateway.mood = Mood.TAKES;
    clock.advance(Duration.ofSeconds(21));
    becomes(id, "SUPPRESSED");
    assertThat(gateway.got()).hasSize(1);
  }

  @Test
  void a_webhook_can_be_checked_by_whoever_has_the_secret() throws Exception {
    long provider = provider("s3cret-秘密");
    String body = "{\"event\":\"OFFER\",\"text\":\"派单\"}";
    long id = leave("a", "WEBHOOK", "OFFER", false, gateway.url(), body, provider, null);
    becomes(id, "SENT");
    Got got = gateway.got().getFirst();
    String timestamp = got.header("X-Siduan-Timestamp");
    assertThat(got.body()).isEqualTo(body);
    assertThat(got.header("X-Siduan-Id")).isEqualTo("" + id);
    assertThat(timestamp).isEqualTo("" + clock.instant().getEpochSecond());
    assertThat(got.header("X-Siduan-Signature"))
        .isEqualTo("v1=" + hmac("s3cret-秘密", id + "." + timestamp + "." + body));
  }

  @Test
  void a_webhook_that_leads_inside_is_given_up_without_a_word() {
    long provider = provider("a-very-secret-secret");
    String inside = gateway.url().replace("127.0.0.1", "10.255.255.1");
    long id = leave("a", "WEBHOOK", "OFFER", false, inside, "{}", provider, null);
    becomes(id, "DEAD");
    assertThat(column(id, "last_error")).contains("10.255.255.1 is not in a network it may be in");
    assertThat(gateway.got()).isEmpty();
  }

  @Test
  void a_webhook_sent_again_is_signed_anew_under_the_same_id() {
    long provider = provider("s3cret");
    gateway.mood = Mood.FAILS;
    long id = leave("a", "WEBHOOK", "OFFER", false, gateway.url(), "{}", provider, null);
    isTriedAndWaits(id, 1);
    gateway.mood = Mood.TAKES;
    clock.advance(Duration.ofSeconds(19));
    becomes(id, "SENT");
    assertThat(gateway.got()).extracting(g -> g.header("X-Siduan-Id")).containsOnly("" + id);
    assertThat(gateway.got())
        .extracting(g -> g.header("X-Siduan-Signature"))
        .doesNotHaveDuplicates();
  }

  private long provider(String secret) {
    return database.transaction(
        tx ->
            tx.handle()
                .createQuery(
                    """
                    insert into provider (code, name, kind, offer_channel, webhook_secret, updated_at)
                    values ('P1', '康乐', 'ORGANISATION', 'WEBHOOK', :secret, now()) returning id\
                    """)
                .bind("secret", secret.getBytes(StandardCharsets.UTF_8))
                .mapTo(Long.class)
                .one());
  }

  /** RFC 2104 by hand, so that a mistake of ours would not be repeated here. */
  private static String hmac(String secret, String text) throws NoSuchAlgorithmException {
    byte[] key = java.util.Arrays.copyOf(secret.getBytes(StandardCharsets.UTF_8), 64);
    byte[] inner = new byte[64];
    byte[] outer = new byte[64];
    for (int i = 0; i < 64; i++) {
      inner[i] = (byte) (key[i] ^ 0x36);
      outer[i] = (byte) (key[i] ^ 0x5c);
    }
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    sha.update(inner);
    byte[] first = sha.digest(text.getBytes(StandardCharsets.UTF_8));
    sha.update(outer);
    return HexFormat.of().formatHex(sha.digest(first));
  }
}
