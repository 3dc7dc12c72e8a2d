package cn.siduan.dispatch.sla;

import static cn.siduan.dispatch.sla.Story.OPERATOR;
import static cn.siduan.dispatch.sla.Story.PROVIDER;
import static cn.siduan.dispatch.sla.Story.SUPERVISOR;
import static cn.siduan.dispatch.sla.Story.WORKER;
import static cn.siduan.dispatch.sla.Story.at;
import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.contract.Priority;
import cn.siduan.dispatch.order.ClockKind;
import cn.siduan.dispatch.order.OrderCommand;
import cn.siduan.dispatch.order.Satisfaction;
import cn.siduan.dispatch.sla.ClockState.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlaClockTest {

  private static final ServiceLevels LEVELS = ServiceLevels.defaults();
  private static final String WEDNESDAY = "2026-03-11T10:00";

  private static ClockState clock(Story story, ClockKind kind) {
    return clock(story, kind, 1, "ORDINARY");
  }

  private static ClockState clock(Story story, ClockKind kind, int round, String level) {
    return SlaClock.read(story.history(), level, LEVELS).stream()
        .filter(c -> c.clock() == kind && c.round() == round)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void every_clock_starts_with_the_order_and_is_due_by_its_level() {
    Story story = Story.opened(WEDNESDAY);
    assertThat(SlaClock.read(story.history(), "ORDINARY", LEVELS))
        .hasSize(5)
        .allMatch(c -> c.startedAt().equals(at(WEDNESDAY)))
        .allMatch(c -> c.status(at(WEDNESDAY)) == Status.RUNNING);
    assertThat(clock(story, ClockKind.ACCEPT).dueAt()).isEqualTo(at("2026-03-12T10:00"));
    assertThat(clock(story, ClockKind.RESOLVE).dueAt()).isEqualTo(at("2026-03-18T17:30"));
    assertThat(clock(story, ClockKind.FEEDBACK).dueAt()).isEqualTo(at("2026-03-26T10:00"));
  }

  @Test
  void the_warning_comes_after_its_fraction_of_the_working_time() {
    ClockState resolve = clock(Story.opened(WEDNESDAY), ClockKind.RESOLVE);
    // 6 h on Wednesday, five days of 7 h: 80 % of 41 h is 32.8 h
    assertThat(resolve.term().calendar().between(at(WEDNESDAY), resolve.warnAt()))
        .isEqualTo(Duration.ofMinutes(1968));
  }

  @Test
  void an_emergency_has_its_own_level() {
    assertThat(LEVELS.levelOf(Priority.EMERGENCY, "MEALS")).isEqualTo("EMERGENCY");
    assertThat(LEVELS.levelOf(Priority.HIGH, "MEALS")).isEqualTo("MEALS");
  }

  @Test
  void clocks_stop_when_the_thing_is_done() {
    Story story =
        Story.opened(WEDNESDAY)
            .accepted(at("2026-03-11T11:00"))
            .then(
                "2026-03-11T11:30",
                PROVIDER,
                new OrderCommand.ScheduleVisit(1, at("2026-03-12T09:00")))
            .arrived(1, at("2026-03-12T09:05"))
            .resolved(1, at("2026-03-12T10:00"))
            .then(
                "2026-03-13T10:00",
                OPERATOR,
                new OrderCommand.FollowUp(true, Satisfaction.SATISFIED, ""));
    assertThat(clock(story, ClockKind.ACCEPT).stoppedAt()).isEqualTo(at("2026-03-11T11:00"));
    assertThat(clock(story, ClockKind.FIRST_CONTACT).stoppedAt()).isEqualTo(at("2026-03-11T11:30"));
    assertThat(clock(story, ClockKind.ARRIVE).stoppedAt()).isEqualTo(at("2026-03-12T09:05"));
    assertThat(clock(story, ClockKind.RESOLVE).stoppedAt()).isEqualTo(at("2026-03-12T10:00"));
    assertThat(clock(story, ClockKind.FEEDBACK).stoppedAt()).isEqualTo(at("2026-03-13T10:00"));
    assertThat(SlaClock.read(story.history(), "ORDINARY", LEVELS))
        .allMatch(c -> c.status(at("2027-01-01T00:00")) == Status.MET);
  }

  @Test
  void at_the_instant_it_is_due_the_promise_is_broken() {
    ClockState accept = clock(Story.opened(WEDNESDAY), ClockKind.ACCEPT);
    Instant due = accept.dueAt();
    assertThat(accept.status(due.minusNanos(1000))).isEqualTo(Status.RUNNING);
    assertThat(accept.status(due)).isEqualTo(Status.BREACHED);
    assertThat(accept.remaining(due.plusSeconds(60))).contains(Duration.ofMinutes(-1));
    assertThat(clock(Story.opened(WEDNESDAY).accepted(due), ClockKind.ACCEPT).status(due))
        .isEqualTo(Status.BREACHED);
  }

  @Test
  void a_clock_stands_still_only_while_a_suspension_is_granted() {
    Story story = Story.opened(WEDNESDAY).accepted(at("2026-03-11T11:00"));
    story.then("2026-03-12T09:00", PROVIDER, new OrderCommand.RequestSuspension(1, "等配件"));
    assertThat(clock(story, ClockKind.RESOLVE).status(at("2026-03-12T10:00")))
        .isEqualTo(Status.RUNNING);
    story.then("2026-03-12T10:00", SUPERVISOR, new OrderCommand.Grant(1));
    ClockState paused = clock(story, ClockKind.RESOLVE);
    assertThat(paused.status(at("2026-06-01T10:00"))).isEqualTo(Status.PAUSED);
    assertThat(paused.remaining(at("2026-06-01T10:00")))
        .isEqualTo(paused.remaining(at("2026-03-12T10:00")));
    // a working day and an hour later
    story.resumed(at("2026-03-13T11:00"));
    assertThat(clock(story, ClockKind.RESOLVE).dueAt()).isEqualTo(at("2026-03-20T10:00"));
  }

  @Test
  void a_pause_survives_a_change_of_service_level() {
    Story story =
        Story.opened(WEDNESDAY)
            .accepted(at("2026-03-11T10:30"))
            .suspended(at("2026-03-11T12:00"))
            .resumed(at("2026-03-11T15:00"))
            .then(
                "2026-03-11T16:00",
                SUPERVISOR,
                new OrderCommand.ChangeServiceLevel("ORDINARY", "UTILITY", "停水"));
    ClockState arrive = clock(story, ClockKind.ARRIVE);
    assertThat(arrive.level().code()).isEqualTo("UTILITY");
    // four hours round the clock and the three of the pause
    assertThat(arrive.dueAt()).isEqualTo(at("2026-03-11T17:00"));
    // what was over keeps the level it was judged by
    assertThat(clock(story, ClockKind.ACCEPT).level().code()).isEqualTo("ORDINARY");
  }

  @Test
  void taking_the_task_away_ends_the_pause() {
    Story story =
        Story.opened(WEDNESDAY)
            .accepted(at("2026-03-11T10:30"))
            .suspended(at("2026-03-11T14:00"))
            .then("2026-03-11T15:00", OPERATOR, new OrderCommand.Reassign(1, "太慢"));
    ClockState resolve = clock(story, ClockKind.RESOLVE);
    assertThat(resolve.pausedAt()).isNull();
    assertThat(resolve.dueAt()).isEqualTo(at("2026-03-19T10:00"));
  }

  @Test
  void of_several_tasks_the_leads_counts_and_the_last_one_resolves() {
    Story story =
        Story.opened(at(WEDNESDAY), Priority.NORMAL, List.of(2L))
            .accepted(2, at("2026-03-11T10:10"))
            .arrived(2, at("2026-03-11T10:20"));
    assertThat(clock(story, ClockKind.ACCEPT).isOver()).isFalse();
    assertThat(clock(story, ClockKind.ARRIVE).isOver()).isFalse();
    story.accepted(1, at("2026-03-11T11:00")).arrived(1, at("2026-03-11T11:30"));
    assertThat(clock(story, ClockKind.ACCEPT).stoppedAt()).isEqualTo(at("2026-03-11T11:00"));
    story.resolved(1, at("2026-03-11T14:00"));
    assertThat(clock(story, ClockKind.RESOLVE).isOver()).isFalse();
    story.resolved(2, at("2026-03-11T15:00"));
    assertThat(clock(story, ClockKind.RESOLVE).stoppedAt()).isEqualTo(at("2026-03-11T15:00"));
  }

  @Test
  void reopening_starts_new_clocks_and_leaves_the_old_ones_as_they_were() {
    Story story =
        Story.opened(WEDNESDAY)
            .accepted(at("2026-03-11T11:00"))
            .arrived(1, at("2026-03-11T14:00"))
            .resolved(1, at("2026-03-11T15:00"))
            .then("2026-03-12T10:00", OPERATOR, new OrderCommand.FollowUp(false, null, "还漏"));
    assertThat(clock(story, ClockKind.RESOLVE).status(at("2027-01-01T00:00")))
        .isEqualTo(Status.MET);
    ClockState second = clock(story, ClockKind.RESOLVE, 2, "ORDINARY");
    assertThat(second.startedAt()).isEqualTo(at("2026-03-12T10:00"));
    assertThat(second.dueAt()).isEqualTo(at("2026-03-19T17:30"));
  }

  @Test
  void what_is_called_off_in_time_is_cancelled_and_what_is_late_stays_breached() {
    Story story = Story.opened(WEDNESDAY);
    story.then("2026-03-12T11:00", OPERATOR, new OrderCommand.Cancel("不需要了"));
    Instant later = at("2027-01-01T00:00");
    assertThat(clock(story, ClockKind.ACCEPT).status(later)).isEqualTo(Status.BREACHED);
    assertThat(clock(story, ClockKind.RESOLVE).status(later)).isEqualTo(Status.CANCELLED);
    assertThat(clock(story, ClockKind.RESOLVE).remaining(later)).isEmpty();
  }

  @Test
  void what_was_done_offline_counts_when_it_was_done() {
    Story story = Story.opened(WEDNESDAY).accepted(at("2026-03-11T11:00"));
    story.then("2026-03-17T16:00", WORKER, new OrderCommand.Depart(1));
    story.then(
        at("2026-03-17T17:00"),
        at("2026-03-18T09:00"),
        WORKER,
        new OrderCommand.Arrive(1, null, null));
    ClockState arrive = clock(story, ClockKind.ARRIVE);
    assertThat(arrive.dueAt()).isEqualTo(at("2026-03-17T17:30"));
    assertThat(arrive.status(at("2026-03-18T09:00"))).isEqualTo(Status.MET);
  }

  @Test
  void a_direct_answer_keeps_every_promise_that_matters() {
    Story story = Story.opened(WEDNESDAY);
    story.then("2026-03-11T10:01", OPERATOR, new OrderCommand.AnswerDirectly("明天有"));
    Instant later = at("2027-01-01T00:00");
    assertThat(clock(story, ClockKind.RESOLVE).status(later)).isEqualTo(Status.MET);
    assertThat(clock(story, ClockKind.ARRIVE).status(later)).isEqualTo(Status.CANCELLED);
  }

  @Test
  void an_extension_granted_moves_resolution_and_feedback_by_working_days() {
    Story story = Story.opened(WEDNESDAY).accepted(at("2026-03-11T11:00"));
    story.then("2026-03-12T10:00", PROVIDER, new OrderCommand.RequestExtension(1, 3, "等配件"));
    assertThat(clock(story, ClockKind.RESOLVE).dueAt()).isEqualTo(at("2026-03-18T17:30"));
    story.then("2026-03-12T11:00", SUPERVISOR, new OrderCommand.Grant(1, 2, 10));
    assertThat(clock(story, ClockKind.RESOLVE).dueAt()).isEqualTo(at("2026-03-20T17:30"));
    assertThat(clock(story, ClockKind.FEEDBACK).dueAt()).isEqualTo(at("2026-03-30T17:30"));
    assertThat(clock(story, ClockKind.ARRIVE).dueAt()).isEqualTo(at("2026-03-17T17:30"));
  }
}
