package cn.siduan.dispatch.sla;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.contract.Priority;
import cn.siduan.dispatch.order.ClockKind;
import cn.siduan.dispatch.order.OrderCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever pauses there are, at whatever hours, under whatever level. */
class SlaClockPropertyTest {

  private static final ServiceLevels LEVELS = ServiceLevels.defaults();

  private static Story story(Instant start, List<Integer> minutes) {
    Story story = Story.opened(start, Priority.NORMAL, List.of()).accepted(start.plusSeconds(60));
    Instant at = start.plusSeconds(60);
    for (int i = 0; i + 1 < minutes.size(); i += 2) {
      at = at.plus(Duration.ofMinutes(minutes.get(i)));
      story.suspended(at);
      at = at.plus(Duration.ofMinutes(minutes.get(i + 1)));
      story.resumed(at);
    }
    return story;
  }

  private static ClockState resolve(Story story, String level) {
    return SlaClock.read(story.history(), level, LEVELS).stream()
        .filter(c -> c.clock() == ClockKind.RESOLVE)
        .findFirst()
        .orElseThrow();
  }

  @Property(tries = 300)
  void pausing_never_brings_a_deadline_forward(
      @ForAll("instants") Instant start,
      @ForAll("levels") String level,
      @ForAll("gaps") @Size(max = 8) List<Integer> gaps) {
    Instant before = resolve(story(start, List.of()), level).dueAt();
    List<Integer> soFar = new ArrayList<>();
    for (int i = 0; i + 1 < gaps.size(); i += 2) {
      soFar.addAll(gaps.subList(i, i + 2));
      Instant after = resolve(story(start, soFar), level).dueAt();
      assertThat(after).isAfterOrEqualTo(before);
      before = after;
    }
  }

  @Property(tries = 300)
  void until_it_is_due_exactly_the_promised_working_time_goes_by_outside_pauses(
      @ForAll("instants") Instant start,
      @ForAll("levels") String level,
      @ForAll("gaps") @Size(max = 8) List<Integer> gaps) {
    ClockState clock = resolve(story(start, gaps), level);
    var calendar = clock.term().calendar();
    Duration promised = calendar.between(start, clock.term().end(start));
    Duration gone = calendar.between(start, clock.dueAt());
    Instant at = start.plusSeconds(60);
    for (int i = 0; i + 1 < gaps.size(); i += 2) {
      Instant from = min(at.plus(Duration.ofMinutes(gaps.get(i))), clock.dueAt());
      at = at.plus(Duration.ofMinutes((long) gaps.get(i) + gaps.get(i + 1)));
      gone = gone.minus(calendar.between(from, min(at, clock.dueAt())));
    }
    assertThat(gone).isEqualTo(promised);
    assertThat(clock.warnAt()).isBeforeOrEqualTo(clock.dueAt());
  }

  @Property(tries = 300)
  void changing_the_level_and_back_changes_nothing(
      @ForAll("instants") Instant start,
      @ForAll("levels") String level,
      @ForAll("levels") String other,
      @ForAll("gaps") @Size(max = 6) List<Integer> gaps) {
    Story story = story(start, gaps);
    Instant due = resolve(story, level).dueAt();
    Instant late = start.plus(Duration.ofDays(90));
    story.then(late, Story.SUPERVISOR, new OrderCommand.ChangeServiceLevel(level, other, "试"));
    story.then(late, Story.SUPERVISOR, new OrderCommand.ChangeServiceLevel(other, level, "试"));
    assertThat(resolve(story, level).dueAt()).isEqualTo(due);
  }

  private static Instant min(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  @Provide
  Arbitrary<Instant> instants() {
    return Arbitraries.longs()
        .between(0, 300L * 24 * 60)
        .map(m -> Instant.parse("2026-01-10T00:00:00Z").plusSeconds(m * 60));
  }

  @Provide
  Arbitrary<String> levels() {
    return Arbitraries.of(LEVELS.codes());
  }

  @Provide
  Arbitrary<List<Integer>> gaps() {
    return Arbitraries.integers().between(1, 5000).list();
  }
}
