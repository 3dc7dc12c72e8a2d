package cn.siduan.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SettableClockTest {

  private final SettableClock clock = SettableClock.inShanghai("2026-03-02T09:00:00+08:00");

  @Test
  void stands_still_until_it_is_moved() {
    assertThat(clock.instant()).isEqualTo(Instant.parse("2026-03-02T01:00:00Z"));
    assertThat(LocalTime.now(clock)).isEqualTo(LocalTime.of(9, 0));

    clock.advance(Duration.ofMinutes(30));
    assertThat(LocalTime.now(clock)).isEqualTo(LocalTime.of(9, 30));

    clock.set(Instant.EPOCH);
    assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void moves_together_with_its_view_in_another_zone() {
    SettableClock utc = clock.withZone(ZoneOffset.UTC);

    utc.advance(Duration.ofHours(1));

    assertThat(LocalTime.now(clock)).isEqualTo(LocalTime.of(10, 0));
  }

  @Test
  void loses_no_step_when_many_threads_move_it() throws InterruptedException, ExecutionException {
    Callable<Instant> step = () -> clock.advance(Duration.ofSeconds(1));

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(IntStream.range(0, 1000).mapToObj(i -> step).toList())) {
        done.get();
      }
    }

    assertThat(clock.instant()).isEqualTo(Instant.parse("2026-03-02T01:16:40Z"));
  }
}
