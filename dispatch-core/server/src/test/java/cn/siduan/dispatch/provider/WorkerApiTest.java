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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WorkerApiTest {

  private static ApiFixture api;
  private static RegistryClient workers;
  private static District district;

  @BeforeAll
  static void start() {
    api = ApiFixture.start();
    workers = new RegistryClient(api, "/workers");
    district = District.in(api.database());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static Map<String, Object> worker(long provider, String name) {
    return Map.of(
        "code",
        "W-" + UUID.randomUUID().toString().substring(0, 8),
        "provider_id",
        provider,
        "name",
        name);
  }

  @Test
  void a_dispatcher_keeps_the_own_workers() {
    Map<String, Object> input =
        with(worker(district.provider, "孙师傅"), "skills", List.of("PLUMBING"));
    long id = workers.created(district.dispatcher(), input);
    Map<String, Object> change = with(input, "provider_id", null, "phone", "13900001111");
    Answer changed = workers.update(district.dispatcher(), id, change);
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(changed.json().get("phone").asText()).isEqualTo("13900001111");
    assertThat(changed.json().get("provider_id").asLong()).isEqualTo(district.provider);
    assertThat(error(workers.update(district.dispatcher(), id, input)))
        .isEqualTo("provider_id unknown");
    assertThat(problem(workers.update(district.dispatcher(), id, 1, change)))
        .isEqualTo("412 version-mismatch");
    assertThat(workers.act(district.dispatcher(), id, "retire").status()).isEqualTo(200);
    assertThat(workers.get(district.dispatcher(), id).json().has("retired_at")).isTrue();
    assertThat(workers.act(district.dispatcher(), id, "restore").status()).isEqualTo(200);
    assertThat(audit(api, "worker", id))
        .hasSize(4)
        .contains("updateWorker: {\"fields\": [\"phone\"]}");
  }

  @Test
  void a_worker_has_skills_that_are_there() {
    Map<String, Object> input = worker(district.provider, "错技");
    assertThat(error(workers.create(ADMINISTRATOR, with(input, "skills", List.of("COOK")))))
        .isEqualTo("skills/0 no-such-skill");
    long id = workers.created(ADMINISTRATOR, with(input, "skills", List.of("COOKING")));
    assertThat(
            error(
                workers.update(
                    ADMINISTRATOR,
                    id,
                    with(input, "provider_id", null, "skills", List.of("COOKS")))))
        .isEqualTo("skills/0 no-such-skill");
  }

  @Test
  void another_providers_workers_do_not_exist_for_a_dispatcher() {
    var dispatcher = district.dispatcher();
    assertThat(problem(workers.get(dispatcher, district.otherWorker))).isEqualTo("404 not-found");
    assertThat(problem(workers.act(dispatcher, district.otherWorker, "retire")))
        .isEqualTo("404 not-found");
    assertThat(
            problem(
                workers.update(
                    dispatcher, district.otherWorker, Map.of("code", "X-1", "name", "改名"))))
        .isEqualTo("404 not-found");
    assertThat(error(workers.create(dispatcher, worker(district.otherProvider, "外人"))))
        .isEqualTo("provider_id no-such-provider");
    assertThat(workers.ids(dispatcher, "&retired=true", 1)).doesNotContain(district.otherWorker);
    assertThat(workers.ids(dispatcher, "&provider_id=" + district.otherProvider, 10)).isEmpty();
    assertThat(workers.ids(OPERATOR, "&provider_id=" + district.otherProvider, 10))
        .containsExactly(district.otherWorker);
  }

  @Test
  void a_retired_provider_gets_no_workers() {
    District other = District.in(api.database());
    new RegistryClient(api, "/providers").act(ADMINISTRATOR, other.otherProvider, "retire");
    assertThat(error(workers.create(ADMINISTRATOR, worker(other.otherProvider, "迟到"))))
        .isEqualTo("provider_id no-such-provider");
  }

  @Test
  void only_dispatchers_and_administrators_change_workers() {
    for (var actor : List.of(OPERATOR, district.workerActor(), district.residentActor())) {
      assertThat(workers.create(actor, worker(district.provider, "不许")).status()).isEqualTo(403);
      assertThat(workers.act(actor, district.worker, "retire").status()).isEqualTo(403);
    }
  }
}
