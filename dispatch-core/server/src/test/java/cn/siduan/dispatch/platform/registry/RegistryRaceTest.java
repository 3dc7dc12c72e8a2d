package cn.siduan.dispatch.platform.registry;

import static cn.siduan.dispatch.fixture.District.OPERATOR;
import static cn.siduan.dispatch.fixture.RegistryClient.ADMINISTRATOR;
import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.fixture.District;
import cn.siduan.dispatch.fixture.RegistryClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two people change the register at the same instant. */
class RegistryRaceTest {

  private static final int ROUNDS = 10;

  private static ApiFixture api;
  private static RegistryClient centres;
  private static RegistryClient households;
  private static long district;

  @BeforeAll
  static void start() {
    api = ApiFixture.start();
    District.in(api.database());
    centres = new RegistryClient(api, "/centres");
    households = new RegistryClient(api, "/households");
    district =
        centres.created(ADMINISTRATOR, Map.of("code", "RACE", "tier", "DISTRICT", "name", "竞速区"));
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static Map<String, Object> community(String code) {
    return Map.of("code", code, "tier", "COMMUNITY", "parent_id", district, "name", code);
  }

  private static List<Integer> both(Callable<Answer> one, Callable<Answer> other) throws Exception {
    CyclicBarrier start = new CyclicBarrier(2);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<Answer> first = threads.submit(() -> after(start, one));
      Future<Answer> second = threads.submit(() -> after(start, other));
      return List.of(first.get().status(), second.get().status());
    }
  }

  private static Answer after(CyclicBarrier start, Callable<Answer> call) throws Exception {
    start.await();
    return call.call();
  }

  @Test
  void of_two_changes_of_one_version_one_is_made_and_the_other_told() throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      long id = centres.created(ADMINISTRATOR, community("two-" + i));
      Map<String, Object> input = community("two-" + i);
      assertThat(
              both(
                  () -> centres.update(ADMINISTRATOR, id, 1, input),
                  () -> centres.update(ADMINISTRATOR, id, 1, input)))
          .containsExactlyInAnyOrder(200, 412);
      assertThat(centres.version(id)).isEqualTo(2);
    }
  }

  @Test
  void nobody_moves_into_an_area_in_the_moment_it_is_retired() throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      long id = centres.created(ADMINISTRATOR, community("gone-" + i));
      Map<String, Object> home = Map.of("code", "home-" + i, "address", "某处", "centre_id", id);
      List<Integer> answers =
          both(
              () -> centres.act(ADMINISTRATOR, id, "retire", 1),
              () -> households.create(OPERATOR, home));
      assertThat(answers).isIn(List.of(200, 400), List.of(409, 201));
    }
  }
}
