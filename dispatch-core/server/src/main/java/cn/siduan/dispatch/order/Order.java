package cn.siduan.dispatch.order;

import cn.siduan.contract.Actor;
import cn.siduan.contract.OrderNumber;
import cn.siduan.contract.Role;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 服务单: the present state of what a resident asked for, equal to the fold of its events ({@link
 * OrderFold}).
 *
 * @param version sequence of the last event
 * @param round 1, and one more for each reopening
 * @param resolved what the last follow-up found
 * @param supervision 督办, if a supervisor has put the order under it
 * @param occurredAt when it was asked for; receivedAt is when we had it
 */
public record Order(
    Intake intake,
    int version,
    int round,
    OrderState state,
    @Nullable Long mergedInto,
    @Nullable String answer,
    @Nullable Boolean resolved,
    @Nullable Satisfaction satisfaction,
    @Nullable Supervision supervision,
    Role openedByRole,
    long openedBy,
    Instant occurredAt,
    Instant receivedAt,
    Instant updatedAt,
    @Nullable Instant closedAt,
    List<Task> tasks,
    List<Offer> offers,
    List<Assignment> assignments) {

  public long id() {
    return intake.id();
  }

  public OrderNumber number() {
    return new OrderNumber(intake.id());
  }

  public Optional<Task> findTask(int no) {
    return tasks.stream().filter(t -> t.no() == no).findFirst();
  }

  public Task getTask(int no) {
    return findTask(no)
        .orElseThrow(() -> new IllegalStateException("order " + id() + " has no task " + no));
  }

  public Optional<Offer> findOffer(int no) {
    return offers.stream().filter(o -> o.no() == no).findFirst();
  }

  public List<Offer> pendingOffers(int taskNo) {
    return offers.stream()
        .filter(o -> o.taskNo() == taskNo && o.state() == OfferState.PENDING)
        .toList();
  }

  public Optional<Assignment> findActiveAssignment(int taskNo) {
    return assignments.stream()
        .filter(a -> a.taskNo() == taskNo && a.endedAt() == null)
        .findFirst();
  }

  /** Tasks of the present round that were not withdrawn. */
  public List<Task> currentTasks() {
    return tasks.stream()
        .filter(t -> t.round() == round && t.state() != TaskState.WITHDRAWN)
        .toList();
  }

  public int nextTaskNo() {
    return tasks.stream().mapToInt(Task::no).max().orElse(0) + 1;
  }

  public int nextOfferNo() {
    return offers.stream().mapToInt(Offer::no).max().orElse(0) + 1;
  }

  /**
   * Whether this is the resident's own order: theirs by name, or given from the telephone they
   * hold.
   */
  public boolean belongsTo(Actor resident) {
    return Objects.equals(intake.residentId(), resident.id())
        || (resident.phone() != null && resident.phone().equals(intake.contactPhone()));
  }

  public boolean openedBy(Actor actor) {
    return openedByRole == actor.role() && openedBy == actor.id();
  }
}
