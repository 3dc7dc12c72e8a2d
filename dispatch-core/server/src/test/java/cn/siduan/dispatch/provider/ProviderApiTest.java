package cn.siduan.dispatch.provider;

import static cn.siduan.dispatch.fixture.District.OPERATOR;
import static cn.siduan.dispatch.fixture.RegistryClient.ADMINISTRATOR;
import static cn.siduan.dispatch.fixture.RegistryClient.audit;
import static cn.siduan.dispatch.fixture.RegistryClient.error;
import static cn.siduan.dispatch.fixture.RegistryClient.problem;
import static cn.siduan.dispatch.fixture.RegistryClient.with;
import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.fixture.District;
import cn.siduan.dispatch.fixture.RegistryClient;
import cn.siduan.dispatch.fixture.TestKeys;
import cn.siduan.dispatch.platform.crypto.AesFieldCipher;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProviderApiTest {

  private static ApiFixture api;
  private static RegistryClient providers;
  private static District district;

  @BeforeAll
  static void start() {
    api = ApiFixture.start();
    providers = new RegistryClient(api, "/providers");
    district = District.in(api.database());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static Map<String, Object> provider(String name) {
    return Map.of(
        "code",
        "P-" + UUID.randomUUID().toString().substring(0, 8),
        "name",
        name,
        "kind",
        "ORGANISATION",
        "offer_channel",
        "SCREEN");
  }

  private static Answer setHours(
      cn.siduan.contract.Actor actor, long id, Map<String, ?> opening, int capacity) {
    return api.put(
        actor,
        "/providers/" + id + "/hours",
        providers.version(id),
        Map.of("opening", opening, "capacity", capacity));
  }

  @Test
  void a_provider_is_made_read_changed_retired_and_restored() {
    Map<String, Object> input =
        with(
            provider("阳光家政"),
            "centre_id",
            district.community,
            "item_ids",
            List.of(district.menuItem),
            "area_ids",
            List.of(district.community),
            "opening",
            Map.of("mon", List.of(List.of("09:00", "12:00"), List.of("13:30", "24:00"))),
            "capacity",
            25,
            "certificates",
            List.of(
                Map.of("skill", "HOUSEKEEPING", "number", "A1", "expires_on", "2026-06-30"),
                Map.of("skill", "COOKING")));
    long id = providers.created(ADMINISTRATOR, input);
    Answer read = providers.get(OPERATOR, id);
    assertThat(read.json().get("item_ids").get(0).asLong()).isEqualTo(district.menuItem);
    assertThat(read.json().get("area_ids").get(0).asLong()).isEqualTo(district.community);
    assertThat(read.json().at("/opening/mon/1/1").asText()).isEqualTo("24:00");
    assertThat(read.json().at("/certificates/1/expires_on").asText()).isEqualTo("2026-06-30");
    assertThat(read.json().get("star_rating").asDouble()).isEqualTo(3.0);

    Answer changed =
        providers.update(
            ADMINISTRATOR,
            id,
            with(input, "item_ids", List.of(district.appointmentItem), "certificates", null));
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(changed.json().get("item_ids").get(0).asLong()).isEqualTo(district.appointmentItem);
    assertThat(changed.json().get("certificates")).isEmpty();
    assertThat(problem(providers.update(ADMINISTRATOR, id, 1, input)))
        .isEqualTo("412 version-mismatch");
    assertThat(problem(providers.updateBlindly(ADMINISTRATOR, id, "{}")))
        .isEqualTo("428 if-match-required");

    assertThat(providers.act(ADMINISTRATOR, id, "retire").json().has("retired_at")).isTrue();
    assertThat(providers.get(OPERATOR, id).status()).isEqualTo(200);
    assertThat(providers.act(ADMINISTRATOR, id, "restore").json().get("version").asInt())
        .isEqualTo(4);
    assertThat(audit(api, "provider", id))
        .contains("updateProvider: {\"fields\": [\"certificates\", \"item_ids\"]}");
  }

  @Test
  void nobody_changes_a_star_rating_here() {
    assertThat(error(providers.create(ADMINISTRATOR, with(provider("五星"), "star_rating", 5))))
        .isEqualTo("star_rating unknown");
  }

  @Test
  void the_webhook_secret_goes_in_encrypted_and_never_comes_out() {
    Map<String, Object> input =
        with(
            provider("接口商"),
            "offer_channel",
            "WEBHOOK",
            "webhook_url",
            "https://hook.example/offers",
            "webhook_secret",
            "a-very-secret-secret");
    Answer made = providers.create(ADMINISTRATOR, input);
    assertThat(made.text()).doesNotContain("very-secret").contains("\"has_webhook_secret\":true");
    long id = made.json().get("id").asLong();
    byte[] before = secret(id);
    assertThat(new String(before, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
    assertThat(new AesFieldCipher(TestKeys.KEYS).decrypt(before)).isEqualTo("a-very-secret-secret");

    providers.update(ADMINISTRATOR, id, with(input, "webhook_secret", null));
    assertThat(secret(id)).isEqualTo(before);
    providers.update(ADMINISTRATOR, id, with(input, "webhook_secret", "another-secret-text"));
    assertThat(new AesFieldCipher(TestKeys.KEYS).decrypt(secret(id)))
        .isEqualTo("another-secret-text");
    assertThat(audit(api, "provider", id))
        .last()
        .isEqualTo("updateProvider: {\"fields\": [\"webhook_secret\"]}");
    assertThat(error(providers.create(ADMINISTRATOR, with(input, "webhook_secret", null))))
        .isEqualTo("webhook_secret required");
  }

  private static byte[] secret(long id) {
    return api.database()
        .read(
            h ->
                h.createQuery("select webhook_secret from provider where id = :id")
                    .bind("id", id)
                    .mapTo(byte[].class)
                    .one());
  }

  @Test
  void a_webhook_goes_encrypted_into_the_internet_and_never_inside() {
    Map<String, Object> input =
        with(provider("钩子"), "offer_channel", "WEBHOOK", "webhook_secret", "a-very-secret-secret");
    for (String bad :
        List.of(
            "http://hook.example/",
            "http://127.0.0.1.hook.example/",
            "https://user@hook.example/",
            "ftp://hook.example/",
            "http://127.0.0.1:8080/x",
            "https://127.0.0.1/x",
            "https://localhost/x",
            "https://[::1]/x",
            "https://169.254.169.254/latest/meta-data/",
            "https://10.1.2.3/x",
            "https://192.168.1.1/x",
            "hook",
            "")) {
      assertThat(error(providers.create(ADMINISTRATOR, with(input, "webhook_url", bad))))
          .as(bad)
          .isEqualTo("webhook_url webhook-url");
    }
    for (String good : List.of("https://hook.example/a?b=c", "https://93.184.215.14/x")) {
      assertThat(
              providers
                  .create(
                      ADMINISTRATOR,
                      with(input, "webhook_url", good, "code", "G" + good.hashCode()))
                  .status())
          .as(good)
          .isEqualTo(201);
    }
  }

  @Test
  void codes_of_the_configuration_have_to_be_there() {
    Map<String, Object> input = provider("错码");
    Answer refused = providers.create(ADMINISTRATOR, with(input, "calendar", "SEVEN_DAY"));
    assertThat(error(refused)).isEqualTo("calendar no-such-calendar");
    assertThat(refused.text()).contains("SEVEN_DAYS");
    refused =
        providers.create(
            ADMINISTRATOR, with(input, "certificates", List.of(Map.of("skill", "PLUMING"))));
    assertThat(error(refused)).isEqualTo("certificates/0/skill no-such-skill");
    assertThat(refused.text()).contains("PLUMBING");
    long id = providers.created(ADMINISTRATOR, with(input, "calendar", "SEVEN_DAYS"));
    assertThat(error(providers.update(ADMINISTRATOR, id, with(input, "calendar", "NONE"))))
        .isEqualTo("calendar no-such-calendar");
  }

  @Test
  void input_that_makes_no_sense_is_named() {
    Map<String, Object> input = provider("错");
    assertThat(error(providers.create(ADMINISTRATOR, with(input, "item_ids", List.of(999_999)))))
        .isEqualTo("item_ids no-such-item");
    assertThat(error(providers.create(ADMINISTRATOR, with(input, "area_ids", List.of(999_999)))))
        .isEqualTo("area_ids no-such-centre");
    Map<String, String> cooking = Map.of("skill", "COOKING");
    assertThat(
            error(
                providers.create(
                    ADMINISTRATOR, with(input, "certificates", List.of(cooking, cooking)))))
        .isEqualTo("certificates/1/skill uniqueItems");
    assertThat(
            error(
                providers.create(
                    ADMINISTRATOR,
                    with(
                        input,
                        "opening",
                        Map.of(
                            "tue",
                            List.of(List.of("09:00", "12:00"), List.of("11:00", "13:00")))))))
        .isEqualTo("opening/tue/1/0 opening-overlap");
    assertThat(
            error(
                providers.create(
                    ADMINISTRATOR,
                    with(input, "opening", Map.of("tue", List.of(List.of("12:00", "9:00")))))))
        .isEqualTo("opening/tue/0/1 time-of-day");
  }

  @Test
  void lists_are_filtered_by_item_area_and_expiring_certificate() {
    Map<String, Object> input =
        with(
            provider("筛选甲"),
            "item_ids",
            List.of(district.appointmentItem),
            "area_ids",
            List.of(district.community),
            "certificates",
            List.of(Map.of("skill", "LAWYER", "expires_on", "2026-04-01")));
    long id = providers.created(ADMINISTRATOR, input);
    long other = providers.created(ADMINISTRATOR, provider("筛选乙"));
    String query = "&q=%E7%AD%9B%E9%80%89";
    assertThat(providers.ids(OPERATOR, query, 1)).containsExactly(id, other);
    assertThat(providers.ids(OPERATOR, query + "&item_id=" + district.appointmentItem, 1))
        .containsExactly(id);
    assertThat(providers.ids(OPERATOR, query + "&centre_id=" + district.community, 1))
        .containsExactly(id);
    assertThat(providers.ids(OPERATOR, query + "&expiring_before=2026-04-01", 1))
        .containsExactly(id);
    assertThat(providers.ids(OPERATOR, query + "&expiring_before=2026-03-31", 1)).isEmpty();
  }

  @Test
  void a_dispatcher_reads_the_own_provider_and_says_only_when_it_is_open_and_for_how_many() {
    var dispatcher = district.dispatcher();
    assertThat(providers.get(dispatcher, district.provider).status()).isEqualTo(200);
    assertThat(providers.ids(dispatcher, "", 10)).containsExactly(district.provider);
    assertThat(problem(providers.get(dispatcher, district.otherProvider)))
        .isEqualTo("404 not-found");

    Map<String, ?> opening = Map.of("sat", List.of(List.of("09:00", "17:00")));
    Answer set = setHours(dispatcher, district.provider, opening, 7);
    assertThat(set.status()).as(set.text()).isEqualTo(200);
    assertThat(set.json().get("capacity").asInt()).isEqualTo(7);
    assertThat(set.json().at("/opening/sat/0/1").asText()).isEqualTo("17:00");
    assertThat(problem(setHours(dispatcher, district.otherProvider, opening, 7)))
        .isEqualTo("404 not-found");
    assertThat(
            error(
                setHours(
                    dispatcher,
                    district.provider,
                    Map.of("sat", List.of(List.of("17:00", "09:00"))),
                    7)))
        .isEqualTo("opening/sat/0/1 later");

    assertThat(providers.update(dispatcher, district.provider, provider("自改")).status())
        .isEqualTo(403);
    assertThat(providers.act(dispatcher, district.provider, "retire").status()).isEqualTo(403);
    assertThat(providers.create(OPERATOR, provider("坐席建")).status()).isEqualTo(403);
    for (var actor : List.of(district.residentActor(), district.workerActor(), District.VISITOR)) {
      assertThat(providers.get(actor, district.provider).status()).isEqualTo(403);
    }
  }

  @Test
  void a_provider_with_open_tasks_is_not_retired() {
    District busy = District.in(api.database());
    String number =
        api.post(busy.residentActor(), "/orders", busy.order()).json().get("number").asText();
    api.post(
        OPERATOR,
        "/orders/" + number + "/tasks/1/offers",
        Map.of("provider_ids", List.of(busy.provider), "mode", "DIRECT"));
    Answer accepted =
        api.post(
            busy.dispatcher(),
            "/orders/" + number + "/tasks/1/offers/1/accept",
            Map.of("worker_id", busy.worker));
    assertThat(accepted.status()).as(accepted.text()).isEqualTo(200);
    RegistryClient workers = new RegistryClient(api, "/workers");
    assertThat(problem(providers.act(ADMINISTRATOR, busy.provider, "retire")))
        .isEqualTo("409 still-used");
    assertThat(problem(workers.act(ADMINISTRATOR, busy.worker, "retire")))
        .isEqualTo("409 still-used");
  }
}
