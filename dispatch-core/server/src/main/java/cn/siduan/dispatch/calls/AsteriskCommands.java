package cn.siduan.dispatch.calls;

import cn.siduan.contract.call.CallAddresses;
import cn.siduan.contract.call.CallCommand;
import cn.siduan.dispatch.calls.asterisk.AsteriskLeases;
import cn.siduan.dispatch.platform.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.Vertx;
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
    try {
      String json = Json.MAPPER.writerFor(CallCommand.class).writeValueAsString(order.command());
      long fence = leases.fence(order.asterisk());
      vertx.eventBus().send(CallAddresses.commands(order.asterisk(), fence), json);
    } catch (JsonProcessingException e) {
      LOG.error("{} cannot be written as JSON", order.command(), e);
    }
  }
}
