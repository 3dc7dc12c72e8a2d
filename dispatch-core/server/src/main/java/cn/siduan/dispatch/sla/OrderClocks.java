package cn.siduan.dispatch.sla;

import cn.siduan.dispatch.catalogue.CatalogueDirectory;
import cn.siduan.dispatch.catalogue.Item;
import cn.siduan.dispatch.order.Happened;
import cn.siduan.dispatch.order.Intake;
import cn.siduan.dispatch.order.OrderEvent;
import java.util.List;
import java.util.Optional;

/** The clocks of orders by their histories, under the service levels of this district. */
public final class OrderClocks {

  private final ServiceLevels levels;
  private final CatalogueDirectory catalogue;

  public OrderClocks(ServiceLevels levels, CatalogueDirectory catalogue) {
    this.levels = levels;
    this.catalogue = catalogue;
  }

  public ServiceLevels levels() {
    return levels;
  }

  /**
   * @param stored the level its clocks were started with, if they are known: a change of the
   *     catalogue is for orders to come
   */
  public List<ClockState> read(List<Happened> history, Optional<String> stored) {
    return SlaClock.read(history, openedWith(history, stored), levels);
  }

  private String openedWith(List<Happened> history, Optional<String> stored) {
    return history.stream()
        .map(Happened::event)
        .filter(OrderEvent.ServiceLevelChanged.class::isInstance)
        .map(e -> ((OrderEvent.ServiceLevelChanged) e).from())
        .findFirst()
        .or(() -> stored)
        .filter(code -> levels.find(code).isPresent())
        .orElseGet(() -> levelOf(((OrderEvent.OrderOpened) history.getFirst().event()).intake()));
  }

  private String levelOf(Intake intake) {
    return levels.levelOf(
        intake.priority(), catalogue.find(intake.itemId()).map(Item::serviceLevel).orElse(""));
  }
}
