package cn.siduan.dispatch.order.view;

import cn.siduan.contract.Channel;
import cn.siduan.contract.Priority;
import cn.siduan.dispatch.order.Intake;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An order as a line of a list; schema OrderSummary of the contract. */
public record Summary(
    String number,
    OrderState state,
    int round,
    Priority priority,
    Channel channel,
    long itemId,
    String itemName,
    @Nullable Long residentId,
    String contactName,
    String contactPhone,
    String address,
    long centreId,
    String summary,
    Instant occurredAt,
    Instant receivedAt,
    Instant updatedAt,
    @Nullable Instant closedAt,
    int version) {

  public static Summary of(Order order, String itemName) {
    Intake in = order.intake();
    return new Summary(
        order.number().digits(),
        order.state(),
        order.round(),
        in.priority(),
        in.channel(),
        in.itemId(),
        itemName,
        in.residentId(),
        in.contactName(),
        in.contactPhone(),
        in.address(),
        in.centreId(),
        in.summary(),
        order.occurredAt(),
        order.receivedAt(),
        order.updatedAt(),
        order.closedAt(),
        order.version());
  }
}
