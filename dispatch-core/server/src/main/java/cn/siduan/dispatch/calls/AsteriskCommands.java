package cn.siduan.dispatch.calls;

import cn.siduan.contract.call.CallAddresses;
import cn.siduan.contract.call.CallCommand;
import cn.siduan.dispatch.calls.asterisk.AsteriskLeases;
import cn.siduan.dispatch.platform.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.Vertx;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings commands to the adapter that owns an Asterisk, over the event bus. A command may be lost:
 * whoever waits for its effect has a deadline and asks again.
 */
public final class AsteriskCommands {

  /** What is to be done on which Asterisk. */
  record Order(String asterisk, CallCommand command) {}

  private static final Logger LOG = LoggerFactory.getLogger(AsteriskCommands.class);

  private final Vertx vertx;
  private final AsteriskLeases leases;

  public AsteriskCommands(Vertx vertx, AsteriskLeases leases) {
    this.vertx = vertx;
    this.leases = leases;
  }

  void send(Order order) {
    if (order.asterisk().isEmpty()) {
      // a call-back that no caller is on the line for may go by any of them
      place(order.command());
      return;
    }
    try {
      String json = Json.MAPPER.writerFor(CallCommand.class).writeValueAsString(order.command());
      long fence = leases.fence(order.asterisk());
      vertx.eventBus().send(CallAddresses.commands(order.asterisk(), fence), json);
    } catch (JsonProcessingException e) {
      LOG.error("{} cannot be written as JSON", order.command(), e);
    }
  }

  /** By any Asterisk that is looked after; the same call always by the same while they are. */
  public void place(CallCommand command) {
    List<String> asterisks = leases.listHeld();
    if (asterisks.isEmpty()) {
      LOG.warn("there is no Asterisk for {}", command);
    } else {
      int nth = Math.floorMod(command.callId().hashCode(), asterisks.size());
      send(new Order(asterisks.get(nth), command));
    }
  }
}
