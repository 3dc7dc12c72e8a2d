package cn.siduan.dispatch.workqueue;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Role;
import cn.siduan.contract.Tier;
import cn.siduan.dispatch.platform.audit.AuditTrail;
import cn.siduan.dispatch.platform.db.DatabaseException;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.CommandRunner;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.ProblemException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A person's work. The next item is looked up in the table: people take a few a minute, and a list
 * on their screen must not differ from what they get.
 */
final class PeopleWork {

  record Take(@Nullable Long itemId) {}

  record Reason(@Nullable String reason) {}

  record Transfer(@Nullable String queue, @Nullable Long accountId, String reason) {}

  private final WorkQueue work;
  private final PeopleQueues queues;
  private final CommandRunner commands;

  private final WorkAccess access;

  PeopleWork(WorkQueue work, CommandRunner commands, WorkAccess access) {
    this.work = work;
    this.queues = new PeopleQueues(work);
    this.commands = commands;
    this.access = access;
  }

  /** The next, or the named one; 204 if nothing waits. */
  ApiReply take(ApiRequest request, QueueName queue) {
    requirePeople(queue);
    Long itemId = request.body(Take.class).itemId();
    return commands.run(
        request,
        tx ->
            itemId == null
                ? queues
                    .takeNext(tx, queue, Holder.of(request.actor()))
                    .map(item -> reply(tx, request, item, null))
                    .orElseGet(ApiReply::noContent)
                : takeNamed(tx, request, queue, itemId));
  }

  private ApiReply takeNamed(Tx tx, ApiRequest request, QueueName queue, long itemId) {
    WorkItem item = get(tx, queue, itemId);
    return queues
        .take(tx, item, Holder.of(request.actor()))
        .map(taken -> reply(tx, request, taken, null))
        // taken again by who has it already: they lost the answer
        .orElseGet(
            () -> ApiReply.ok(WorkView.of(requireHeld(request.actor(), get(tx, queue, itemId)))));
  }

  /** Keeps it in hand for another while. */
  ApiReply keep(ApiRequest request, QueueName queue) {
    return commands.run(
        request,
        tx -> {
          WorkItem item = requireHeld(request.actor(), item(tx, request, queue));
          return ApiReply.ok(WorkView.of(queues.keep(tx, item)));
        });
  }

  ApiReply release(ApiRequest request, QueueName queue) {
    return commands.run(
        request,
        tx -> {
          WorkItem item = requireTaken(requireHeldOrLed(request.actor(), item(tx, request, queue)));
          queues.release(tx, item);
          return noted(tx, request, item, request.body(Reason.class).reason());
        });
  }

  ApiReply finish(ApiRequest request, QueueName queue) {
    return commands.run(
        request,
        tx -> {
          WorkItem item = requireHeld(request.actor(), item(tx, request, queue));
          queues.finish(tx, item);
          return noted(tx, request, item, request.body(Reason.class).reason());
        });
  }

  /** To another person, or to another queue. */
  ApiReply transfer(ApiRequest request, QueueName queue) {
    Transfer to = request.body(Transfer.class);
    if ((to.queue() == null) == (to.accountId() == null)) {
      throw Problem.of(422, "work-transfer").exception();
    }
    return commands.run(
        request,
        tx -> {
          WorkItem item = requireHeldOrLed(request.actor(), item(tx, request, queue));
          if (to.accountId() != null) {
            queues.assign(tx, item, colleague(tx, queue, to.accountId()));
          } else {
            queues.move(tx, item, target(request.actor(), Objects.requireNonNull(to.queue())));
          }
          return noted(tx, request, item, to.reason());
        },
        (_, failure) -> alreadyThere(failure));
  }

  private static Optional<ProblemException> alreadyThere(RuntimeException failure) {
    return DatabaseException.in(failure)
        .filter(e -> e.isUniqueViolation("work_item_open"))
        .map(_ -> Problem.of(409, "work-already-there").exception());
  }

  private QueueName target(Actor actor, String text) {
    return QueueName.parse(text)
        .filter(QueueName::isForPeople)
        .filter(q -> access.maySee(actor, q))
        .orElseThrow(() -> Problem.notFound("queue", text).exception());
  }

  private Holder colleague(Tx tx, QueueName queue, long accountId) {
    return tx.handle()
        .createQuery(
            """
            select role, name, centre_id from account where id = :id and retired_at is null
              and role in ('OPERATOR', 'SUPERVISOR', 'VISITOR')\
            """)
        .bind("id", accountId)
        .map(
            (rs, _) ->
                new Actor(
                    Role.valueOf(rs.getString("role")),
                    accountId,
                    rs.getString("name"),
                    Tier.DISTRICT,
                    rs.getObject("centre_id", Long.class),
                    null,
                    null,
                    null))
        .findOne()
        .filter(actor -> access.maySee(actor, queue))
        .map(Holder::of)
        .orElseThrow(() -> Problem.notFound("account", accountId).exception());
  }

  /** What failed too often, once more from the beginning. */
  ApiReply retry(ApiRequest request, QueueName queue) {
    return commands.run(
        request,
        tx -> {
          WorkItem item = item(tx, request, queue);
          if (item.state() != WorkState.DEAD) {
            throw Problem.of(409, "work-not-dead").with("id", item.id()).exception();
          }
          queues.revive(tx, item);
          return noted(tx, request, item, null);
        },
        (_, failure) -> alreadyThere(failure));
  }

  private static WorkItem item(Tx tx, ApiRequest request, QueueName queue) {
    return get(tx, queue, request.number("item_id"));
  }

  private static WorkItem get(Tx tx, QueueName queue, long id) {
    return WorkRows.find(tx.handle(), id)
        .filter(i -> i.queue().equals(queue))
        .orElseThrow(() -> Problem.notFound("work", id).exception());
  }

  private static WorkItem requireTaken(WorkItem item) {
    if (item.takenBy() == null) {
      throw Problem.of(409, "work-not-taken").with("id", item.id()).exception();
    }
    return item;
  }

  private static WorkItem requireHeld(Actor actor, WorkItem item) {
    Holder holder = Holder.parse(Objects.requireNonNull(requireTaken(item).takenBy()));
    if (!holder.is(actor)) {
      throw Problem.of(409, "work-held")
          .with("id", item.id())
          .with("holder", holder.name())
          .extended("current", WorkView.of(item))
          .exception();
    }
    return item;
  }

  /** A supervisor may also take it out of somebody's hands, or give to somebody what waits. */
  private static WorkItem requireHeldOrLed(Actor actor, WorkItem item) {
    requirePeople(item.queue());
    boolean open = item.state() == WorkState.TAKEN || item.state() == WorkState.WAITING;
    return actor.role() == Role.SUPERVISOR && open ? item : requireHeld(actor, item);
  }

  private static void requirePeople(QueueName queue) {
    if (!queue.isForPeople()) {
      throw Problem.of(409, "work-not-for-people").with("queue", queue).exception();
    }
  }

  private ApiReply noted(Tx tx, ApiRequest request, WorkItem item, @Nullable String reason) {
    note(tx, request, item, reason);
    return ApiReply.noContent();
  }

  private ApiReply reply(Tx tx, ApiRequest request, WorkItem item, @Nullable String reason) {
    note(tx, request, item, reason);
    return ApiReply.ok(WorkView.of(item));
  }

  private void note(Tx tx, ApiRequest request, WorkItem item, @Nullable String reason) {
    AuditTrail.add(
        tx,
        work.now(),
        request.actor(),
        request.operation().id(),
        "work",
        item.id(),
        reason,
        Map.of("queue", item.queue().text(), "subject", item.subject()),
        request.id());
  }
}
