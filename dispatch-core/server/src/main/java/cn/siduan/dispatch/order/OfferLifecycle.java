package cn.siduan.dispatch.order;

import static cn.siduan.dispatch.order.OrderLifecycle.firstOf;
import static cn.siduan.dispatch.order.OrderLifecycle.role;

import cn.siduan.contract.Role;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of offers (派单). */
final class OfferLifecycle {

  private static final Set<Role> DISPATCHERS =
      EnumSet.of(Role.OPERATOR, Role.SUPERVISOR, Role.SYSTEM);
  private static final Set<Role> PROVIDER = EnumSet.of(Role.PROVIDER_DISPATCHER);

  private OfferLifecycle() {}

  static Decision offer(Draft draft, Task task, OrderCommand.OfferTask command) {
    Order order = draft.order();
    Refusal refusal =
        firstOf(
            role("offer", draft.by(), DISPATCHERS),
            TaskLifecycle.state("offer", task, TaskState.PENDING_DISPATCH, TaskState.OFFERED),
            command.providerIds().isEmpty() ? new Refusal.NoProviderNamed() : null,
            command.expiresAt().isAfter(draft.by().recordedAt())
                ? null
                : new Refusal.NotInFuture("expires_at"));
    for (long providerId : command.providerIds()) {
      boolean already =
          order.pendingOffers(task.no()).stream().anyMatch(o -> o.providerId() == providerId);
      refusal =
          firstOf(refusal, already ? new Refusal.AlreadyOffered(task.no(), providerId) : null);
    }
    if (refusal != null) {
      return Draft.refused(refusal);
    }
    for (long providerId : Set.copyOf(command.providerIds()).stream().sorted().toList()) {
      draft.add(
          new OrderEvent.TaskOffered(
              task.no(),
              draft.order().nextOfferNo(),
              providerId,
              command.mode(),
              command.expiresAt(),
              command.reason()));
    }
    if (order.state() == OrderState.RECEIVED || order.state() == OrderState.REOPENED) {
      draft.add(new OrderEvent.OrderDispatched());
    }
    return draft.accepted();
  }

  static Decision accept(Draft draft, Task task, OrderCommand.AcceptOffer command) {
    Offer offer = draft.order().findOffer(command.offerNo()).orElse(null);
    Refusal refusal =
        firstOf(role("accept", draft.by(), PROVIDER), mine(draft, task, offer, command.offerNo()));
    if (refusal != null) {
      return Draft.refused(refusal);
    }
    Offer own = Objects.requireNonNull(offer);
    if (own.state() == OfferState.ACCEPTED) {
      return draft.accepted();
    }
    if (own.state() != OfferState.PENDING) {
      return Draft.refused(new Refusal.OfferOver(own.no(), own.state()));
    }
    if (!own.expiresAt().isAfter(draft.by().recordedAt())) {
      return Draft.refused(new Refusal.OfferOver(own.no(), OfferState.EXPIRED));
    }
    draft.add(
        new OrderEvent.OfferAccepted(task.no(), own.no(), own.providerId(), command.workerId()));
    draft.supersedeOffers(task.no());
    return draft.accepted();
  }

  static Decision decline(Draft draft, Task task, OrderCommand.DeclineOffer command) {
    Offer offer = draft.order().findOffer(command.offerNo()).orElse(null);
    Refusal refusal =
        firstOf(role("decline", draft.by(), PROVIDER), mine(draft, task, offer, command.offerNo()));
    if (refusal != null) {
      return Draft.refused(refusal);
    }
    Offer own = Objects.requireNonNull(offer);
    if (own.state() == OfferState.DECLINED) {
      return draft.accepted();
    }
    return own.state() != OfferState.PENDING
        ? Draft.refused(new Refusal.OfferOver(own.no(), own.state()))
        : draft
            .add(
                new OrderEvent.OfferDeclined(
                    task.no(), own.no(), own.providerId(), command.reason()))
            .accepted();
  }

  static Decision expire(Draft draft, Task task, OrderCommand.ExpireOffer command) {
    Offer offer = find(draft, task, command.offerNo());
    Refusal refusal = role("expire", draft.by(), EnumSet.of(Role.SYSTEM));
    if (refusal != null || offer == null) {
      return Draft.refused(
          refusal != null ? refusal : new Refusal.NoSuchOffer(task.no(), command.offerNo()));
    }
    if (offer.state() != OfferState.PENDING) {
      return draft.accepted();
    }
    return offer.expiresAt().isAfter(draft.by().recordedAt())
        ? Draft.refused(new Refusal.OfferNotDue(offer.no()))
        : draft
            .add(new OrderEvent.OfferExpired(task.no(), offer.no(), offer.providerId()))
            .accepted();
  }

  static Decision revoke(Draft draft, Task task, OrderCommand.RevokeOffer command) {
    Offer offer = find(draft, task, command.offerNo());
    Refusal refusal = role("revoke", draft.by(), DISPATCHERS);
    if (refusal != null || offer == null) {
      return Draft.refused(
          refusal != null ? refusal : new Refusal.NoSuchOffer(task.no(), command.offerNo()));
    }
    if (offer.state() == OfferState.REVOKED) {
      return draft.accepted();
    }
    return offer.state() != OfferState.PENDING
        ? Draft.refused(new Refusal.OfferOver(offer.no(), offer.state()))
        : draft
            .add(
                new OrderEvent.OfferRevoked(
                    task.no(), offer.no(), offer.providerId(), command.reason()))
            .accepted();
  }

  private static @Nullable Offer find(Draft draft, Task task, int offerNo) {
    return draft.order().findOffer(offerNo).filter(o -> o.taskNo() == task.no()).orElse(null);
  }

  private static @Nullable Refusal mine(
      Draft draft, Task task, @Nullable Offer offer, int offerNo) {
    if (offer == null || offer.taskNo() != task.no()) {
      return new Refusal.NoSuchOffer(task.no(), offerNo);
    }
    return Objects.equals(offer.providerId(), draft.by().actor().providerId())
        ? null
        : new Refusal.NotYours();
  }
}
