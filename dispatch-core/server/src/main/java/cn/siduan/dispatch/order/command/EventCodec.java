package cn.siduan.dispatch.order.command;

import cn.siduan.dispatch.order.OrderEvent;
import cn.siduan.dispatch.platform.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** Events as they stand in the history: the record's name, and its components as JSON. */
public final class EventCodec {

  private static final Map<String, Class<? extends OrderEvent>> TYPES = new HashMap<>();

  static {
    collect(OrderEvent.class);
  }

  private EventCodec() {}

  public static String type(OrderEvent event) {
    return event.getClass().getSimpleName();
  }

  public static JsonNode data(OrderEvent event) {
    return Json.tree(event);
  }

  public static OrderEvent read(String type, JsonNode data) {
    Class<? extends OrderEvent> record = TYPES.get(type);
    if (record == null) {
      throw new IllegalStateException(
          "The history has an event of type "
              + type
              + ", which this version does not know."
              + " Maybe it was written by a later version.");
    }
    return Json.as(data, record);
  }

  private static void collect(Class<?> sealed) {
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      if (permitted.isRecord()) {
        TYPES.put(permitted.getSimpleName(), permitted.asSubclass(OrderEvent.class));
      } else {
        collect(permitted);
      }
    }
  }
}
