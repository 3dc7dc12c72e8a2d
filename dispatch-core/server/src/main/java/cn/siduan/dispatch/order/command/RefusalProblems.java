package cn.siduan.dispatch.order.command;

import cn.siduan.contract.Actor;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.Refusal;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import java.util.Map;

/** What a caller is told of each refusal. */
public final class RefusalProblems {

  private RefusalProblems() {}

  /**
   * @param current the order as the caller may see it, put beside a conflict
   */
  public static Problem of(Refusal refusal, Order order, Object current) {
    return switch (refusal) {
      case Refusal.NotForRole r ->
          Problem.of(403, "not-for-role")
              .with("command", "cmd." + r.command())
              .with("role", r.role());
      case Refusal.NotYours _ -> Problem.notFound("order", order.number());
      case Refusal.WrongOrderState r ->
          conflict("order-state", current)
              .with("number", order.number())
              .with("command", "cmd." + r.command())
              .with("state", "order." + r.state())
              .with("allowed", r.allowed().stream().map(s -> "order." + s).toList());
      case Refusal.WrongTaskState r ->
          conflict("task-state", current)
              .with("task", r.taskNo())
              .with("command", "cmd." + r.command())
              .with("state", "task." + r.state())
              .with("allowed", r.allowed().stream().map(s -> "task." + s).toList());
      case Refusal.NoSuchTask r -> Problem.notFound("task", r.taskNo());
      case Refusal.NoSuchOffer r -> Problem.notFound("offer", r.offerNo());
      case Refusal.OfferOver r ->
          conflict("offer-over", current).with("state", "offer." + r.state());
      case Refusal.OfferNotDue _ -> conflict("offer-not-due", current);
      case Refusal.AlreadyOffered r ->
          conflict("already-offered", current).with("provider", r.providerId());
      case Refusal.NothingRequested r ->
          conflict("nothing-requested", current).with("task", r.taskNo());
      case Refusal.RequestOpen r ->
          conflict("request-open", current).with("request", "request." + r.request());
      case Refusal.MoreThanAsked r ->
          Problem.input(FieldError.of("days", r.days(), "maximum", Map.of("limit", r.asked())));
      case Refusal.ExtendedTooFar r ->
          Problem.input(
              FieldError.of(
                  "days",
                  r.days(),
                  "extension-days",
                  Map.of("limit", r.most(), "before", r.before(), "left", r.most() - r.before())));
      case Refusal.OtherWorker _ -> Problem.of(403, "other-worker");
      case Refusal.OnlyTask _ -> conflict("only-task", current);
      case Refusal.SameOrder _ ->
          Problem.input(FieldError.of("into", order.number(), "same-order"));
      case Refusal.NotInFuture r -> Problem.input(FieldError.of(r.field(), "", "future"));
      case Refusal.NoProviderNamed _ ->
          Problem.input(FieldError.of("provider_ids", "", "required"));
    };
  }

  /** A new order can only be refused for who asks, or for what only some may say in it. */
  static Problem ofNew(Refusal refusal, Actor actor) {
    if (refusal instanceof Refusal.NotForRole(String command, _) && command.equals("answer")) {
      return Problem.of(403, "not-for-role")
          .with("command", "cmd.answer")
          .with("role", actor.role())
          .about(FieldError.of("direct_answer", "", "not-for-this-role"));
    }
    return Problem.of(403, "not-for-role").with("command", "cmd.open").with("role", actor.role());
  }

  private static Problem conflict(String slug, Object current) {
    return Problem.of(409, slug).extended("current", current);
  }
}
