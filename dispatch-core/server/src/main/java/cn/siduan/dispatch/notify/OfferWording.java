package cn.siduan.dispatch.notify;

import cn.siduan.contract.Priority;
import cn.siduan.dispatch.catalogue.CatalogueDirectory;
import cn.siduan.dispatch.catalogue.Item;
import cn.siduan.dispatch.centre.CentreDirectory;
import cn.siduan.dispatch.order.Intake;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderEvent.TaskOffered;
import java.util.Optional;

/** What a provider is told of an offer, whichever way it is brought: nothing personal. */
public final class OfferWording {

  /**
   * @param template its code in messages.yaml
   * @param safety goes out whatever the hour
   */
  public record Said(String template, boolean safety, String text) {}

  private final MessageTexts texts;
  private final NotifySettings settings;
  private final CatalogueDirectory catalogue;
  private final CentreDirectory centres;

  OfferWording(
      MessageTexts texts,
      NotifySettings settings,
      CatalogueDirectory catalogue,
      CentreDirectory centres) {
    this.texts = texts;
    this.settings = settings;
    this.catalogue = catalogue;
    this.centres = centres;
  }

  public Said say(Order order, TaskOffered offer) {
    Template template = texts.get(wording(order).name());
    return new Said(
        template.code(),
        template.safety(),
        template.text(Template.CHINESE, words(order, offer).chinese()));
  }

  static Wording wording(Order order) {
    return order.intake().priority() == Priority.EMERGENCY
        ? Wording.EMERGENCY_OFFER
        : Wording.OFFER;
  }

  Words words(Order order, TaskOffered offer) {
    Intake in = order.intake();
    Optional<Item> item = catalogue.find(order.getTask(offer.taskNo()).itemId());
    Words words = new Words().put("number", order.number().digits());
    words.put("item", item.map(Item::name).orElse(""), item.map(Item::nameEn).orElse(""));
    centres.find(in.centreId()).ifPresent(c -> words.put("area", c.name(), c.nameEn()));
    words.time("time", offer.expiresAt(), texts.quietHours().zone());
    return words.put("phone", settings.dutyPhone());
  }
}
