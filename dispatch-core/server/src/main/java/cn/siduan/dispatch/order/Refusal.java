package cn.siduan.dispatch.order;

import cn.siduan.contract.Role;
import java.util.List;

/** Why a command is refused. Expected, hence a value. */
public sealed interface Refusal {

  record NotForRole(String command, Role role) implements Refusal {}

  /** Somebody else's order or task; told to outsiders as "there is no such thing". */
  record NotYours() implements Refusal {}

  record WrongOrderState(String command, OrderState state, List<OrderState> allowed)
      implements Refusal {}

  record WrongTaskState(String command, int taskNo, TaskState state, List<TaskState> allowed)
      implements Refusal {}

  record NoSuchTask(int taskNo) implements Refusal {}

  record NoSuchOffer(int taskNo, int offerNo) implements Refusal {}

  /** The offer was answered, expired, revoked or overtaken before. */
  record OfferOver(int offerNo, OfferState state) implements Refusal {}

  record OfferNotDue(int offerNo) implements Refusal {}

  record AlreadyOffered(int taskNo, long providerId) implements Refusal {}

  record NothingRequested(int taskNo) implements Refusal {}

  /** Something was asked for already and waits for an answer. */
  record RequestOpen(int taskNo, Request request) implements Refusal {}

  /** An extension may be granted in part, not beyond what was asked for. */
  record MoreThanAsked(int taskNo, int days, int asked) implements Refusal {}

  /**
   * All extensions of a task together may not exceed what the rule allows.
   *
   * @param before working days granted already
   */
  record ExtendedTooFar(int taskNo, int days, int before, int most) implements Refusal {}

  record OtherWorker(int taskNo) implements Refusal {}

  record OnlyTask() implements Refusal {}

  record SameOrder() implements Refusal {}

  record NotInFuture(String field) implements Refusal {}

  record NoProviderNamed() implements Refusal {}
}
