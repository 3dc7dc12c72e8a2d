package cn.siduan.dispatch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.siduan.contract.Priority;
import java.time.Duration;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SamplingTest {

  private static final FollowUpSettings SETTINGS =
      new FollowUpSettings(
          0.3, Map.of("MEALS", 0.1), Map.of(Priority.EMERGENCY, 1.0), true, Duration.ofDays(7));

  private static double share(Priority priority, String category) {
    return LongStream.range(1_000_001, 1_020_001)
            .filter(id -> Sampling.of(SETTINGS, id, 1, priority, category).sampled())
            .count()
        / 20_000.0;
  }

  @Test
  void of_many_orders_the_share_is_drawn() {
    assertThat(share(Priority.NORMAL, "REPAIR")).isCloseTo(0.3, within(0.015));
    assertThat(share(Priority.NORMAL, "MEALS")).isCloseTo(0.1, within(0.01));
  }

  @Test
  void every_emergency_and_whatever_was_reopened_is_followed_up() {
    assertThat(share(Priority.EMERGENCY, "MEALS")).isEqualTo(1);
    assertThat(Sampling.of(SETTINGS, 1, 2, Priority.NORMAL, "MEALS"))
        .isEqualTo(new Sampling(true, "REOPENED"));
  }

  @Test
  void whoever_draws_again_draws_the_same() {
    assertThat(Sampling.of(SETTINGS, 1_234_567, 1, Priority.NORMAL, ""))
        .isEqualTo(Sampling.of(SETTINGS, 1_234_567, 1, Priority.NORMAL, ""));
  }
}
