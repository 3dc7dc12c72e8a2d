package cn.siduan.telephony.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.siduan.contract.call.LeaseReply;
import cn.siduan.contract.call.LeaseRequest;
import cn.siduan.telephony.link.CoreAwayException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeepLeaseTest {

  private static final Supplier<LeaseReply> AWAY =
      () -> {
        throw new CoreAwayException("away", new IllegalStateException());
      };

  private final List<String> duty = new CopyOnWriteArrayList<>();
  private final List<LeaseRequest> asked = new CopyOnWriteArrayList<>();
  private final AtomicReference<Supplier<LeaseReply>> core =
      new AtomicReference<>(() -> new LeaseReply(false, 0, 0));
  private final KeepLease lease =
      new KeepLease(
          "ast1",
          "me",
          request -> {
            asked.add(request);
            return core.get().get();
          },
          new Duty() {
            @Override
            public void begin(long fence) {
              duty.add("begin " + fence);
            }

            @Override
            public void end() {
              duty.add("end");
            }
          });

  @AfterEach
  void close() {
    lease.close();
  }

  @Test
  void does_nothing_until_the_lease_is_granted() {
    await().until(() -> !asked.isEmpty());
    assertThat(duty).isEmpty();
    assertThat(lease.isHeld()).isFalse();

    core.set(() -> new LeaseReply(true, 4, 8));

    await().until(() -> duty.equals(List.of("begin 4")));
    assertThat(lease.isHeld()).isTrue();
  }

  @Test
  void ends_its_duty_when_somebody_else_has_it() {
    core.set(() -> new LeaseReply(true, 4, 8));
    await().until(() -> !duty.isEmpty());

    core.set(() -> new LeaseReply(false, 0, 0));

    await().until(() -> duty.equals(List.of("begin 4", "end")));
    assertThat(lease.isHeld()).isFalse();
  }

  @Test
  void begins_anew_under_a_new_fence() {
    core.set(() -> new LeaseReply(true, 4, 8));
    await().until(() -> !duty.isEmpty());

    core.set(() -> new LeaseReply(true, 6, 8));

    await().until(() -> duty.equals(List.of("begin 4", "end", "begin 6")));
  }

  @Test
  void stays_on_duty_while_the_core_is_away_but_may_not_command() {
    core.set(() -> new LeaseReply(true, 4, 1));
    await().until(() -> !duty.isEmpty());

    core.set(AWAY);

    await().until(() -> !lease.isHeld());
    assertThat(duty).containsExactly("begin 4");
  }

  @Test
  void asks_no_faster_where_every_answer_is_a_failure() {
    core.set(AWAY);
    await().until(() -> !asked.isEmpty());
    int asked = this.asked.size();

    await()
        .during(Duration.ofMillis(1_500))
        .atMost(Duration.ofSeconds(5))
        .until(() -> this.asked.size() <= asked + 3);
  }

  @Test
  void lets_go_when_closed() {
    core.set(() -> new LeaseReply(true, 4, 8));
    await().until(() -> !duty.isEmpty());

    lease.close();

    assertThat(duty).containsExactly("begin 4", "end");
    assertThat(asked.getLast().release()).isTrue();
  }
}
