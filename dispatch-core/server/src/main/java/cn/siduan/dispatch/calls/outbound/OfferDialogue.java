package cn.siduan.dispatch.calls.outbound;

import cn.siduan.contract.Channel;
import cn.siduan.contract.Priority;
import cn.siduan.contract.call.Phrase;
import cn.siduan.dispatch.catalogue.CatalogueDirectory;
import cn.siduan.dispatch.catalogue.Item;
import cn.siduan.dispatch.offer.AnswerOffer;
import cn.siduan.dispatch.offer.AnswerOffer.Outcome;
import cn.siduan.dispatch.order.OfferState;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.command.OrderStore;
import cn.siduan.dispatch.platform.db.Tx;
import java.util.Map;

/** 电话派单: hears the task; 1 accepts, 2 declines, 3 says it once more. */
public final class OfferDialogue implements Dialogue {

  private static final int MOST_REPEATS = 3;

  private final AnswerOffer answers;
  private final CatalogueDirectory catalogue;

  public OfferDialogue(AnswerOffer answers, CatalogueDirectory catalogue) {
    this.answers = answers;
    this.catalogue = catalogue;
  }

  @Override
  public Purpose purpose() {
    return Purpose.OFFER;
  }

  @Override
  public Turn begin(Tx tx, OutCall call) {
    Order order = OrderStore.find(tx.handle(), orderId(call)).orElseThrow();
    boolean pending =
        order
            .findOffer(number(call, "offer_no"))
            .filter(o -> o.state() == OfferState.PENDING)
            .isPresent();
    return pending
        ? Turn.ask(0, task(tx, order, call), Phrase.of("offer-keys"))
        : Turn.farewell("OVER", Phrase.of("offer-over"));
  }

  /** What it is and where about; the address and the name come once it is theirs. */
  private Phrase task(Tx tx, Order order, OutCall call) {
    long item = order.getTask(number(call, "task_no")).itemId();
    String area =
        tx.handle()
            .createQuery("select name from centre where id = :id")
            .bind("id", order.intake().centreId())
            .mapTo(String.class)
            .findOne()
            .orElse("");
    return Phrase.of(
        order.intake().priority() == Priority.EMERGENCY ? "offer-urgent-task" : "offer-task",
        Map.of("item", catalogue.find(item).map(Item::name).orElse(""), "area", area));
  }

  @Override
  public Turn key(Tx tx, OutCall call, String key) {
    return switch (key) {
      case "1" -> answer(tx, call, true);
      case "2" -> answer(tx, call, false);
      default -> call.tries() < MOST_REPEATS ? begin(tx, call) : unanswered();
    };
  }

  /** It is not theirs before they say so, and goes on to the next when its time is over. */
  private static Turn unanswered() {
    return Turn.farewell("NO_KEY", Phrase.of("thank-you"));
  }

  private Turn answer(Tx tx, OutCall call, boolean accept) {
    Outcome outcome =
        answers.answer(
            tx,
            new AnswerOffer.Which(orderId(call), number(call, "task_no"), number(call, "offer_no")),
            accept,
            accept ? "" : "BY_TELEPHONE",
            Channel.PHONE,
            call.callId());
    return switch (outcome) {
      case ACCEPTED ->
          Turn.farewell(
              "ACCEPTED",
              Phrase.of(
                  "offer-accepted",
                  Map.of(
                      "number",
                      OrderStore.find(tx.handle(), orderId(call))
                          .orElseThrow()
                          .number()
                          .digits())));
      case DECLINED -> Turn.farewell("DECLINED", Phrase.of("offer-declined"));
      case TOO_LATE -> Turn.farewell("TOO_LATE", Phrase.of("offer-over"));
    };
  }

  /** The ladder goes on when the offer's time is over. */
  @Override
  public void failed(Tx tx, OutCall call) {}

  private static long orderId(OutCall call) {
    return call.subject().get("order_id").longValue();
  }

  private static int number(OutCall call, String name) {
    return call.subject().get(name).intValue();
  }
}
