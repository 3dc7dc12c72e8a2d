package cn.siduan.dispatch.sla;

import static cn.siduan.dispatch.fixture.District.OPERATOR;
import static cn.siduan.dispatch.fixture.District.SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.fixture.District;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;

/** A provider accepts at the very moment at which the promise is broken. */
class ClockRaceTest {

  private static ApiFixture api;
  private static District district;

  @BeforeAll
  static void start() {
    api = ApiFixture.start();
    district = District.in(api.database());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @RepeatedTest(40)
  void acceptance_and_breach_at_once_leave_one_truth() throws Exception {
    String number = api.post(OPERATOR, "/orders", district.order()).json().get("number").asText();
    api.post(
        OPERATOR,
        "/orders/" + number + "/tasks/1/offers",
        Map.of("provider_ids", List.of(district.provider), "mode", "DIRECT"));
    // two minutes to accept
    api.post(
        SUPERVISOR,
        "/orders/" + number + "/service-level",
        Map.of("level", "EMERGENCY", "reason", "有危险"));
    api.clock().advance(Duration.ofMinutes(2));
    CyclicBarrier barrier = new CyclicBarrier(2);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Answer> accepted =
          threads.submit(
              () -> {
                barrier.await();
                return api.post(
                    district.dispatcher(),
                    "/orders/" + number + "/tasks/1/offers/1/accept",
                    Map.of());
              });
      threads
          .submit(
              () -> {
                barrier.await();
                api.clockMoved();
                return true;
              })
          .get();
      assertThat(accepted.get().status()).isIn(200, 409);
    }
    api.clockMoved();
    assertThat(ClockFlowTest.stored(api, number)).isEqualTo(ClockFlowTest.recomputed(api, number));
    // whichever came first: it was not in time, and that is written at most once
    assertThat(ClockFlowTest.events(api, number))
        .filteredOn(type -> type.equals("ClockBreached"))
        .hasSizeLessThan(2);
    assertThat(ClockFlowTest.stored(api, number).getFirst().status(api.clock().instant()))
        .isEqualTo(ClockState.Status.BREACHED);
  }
}
