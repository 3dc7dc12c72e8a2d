package cn.siduan.dispatch.platform.http;

import cn.siduan.dispatch.platform.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * {@code /health/live}: the process answers. {@code /health/ready}: it can serve; a load balancer
 * sends nobody while this says no. The answer names what is missing, and nothing that is worth
 * hiding.
 */
public final class Health {

  private final Map<String, BooleanSupplier> checks = new LinkedHashMap<>();
  private volatile boolean draining;

  /**
   * @param check quick and without waiting: it runs on the event loop
   */
  public Health check(String name, BooleanSupplier check) {
    checks.put(name, check);
    return this;
  }

  /** From here on it is not ready, while it still serves those who come. */
  public void drain() {
    draining = true;
  }

  public void mount(Router router) {
    router.get("/health/live").handler(c -> answer(c, true, Json.object().put("live", true)));
    router.get("/health/ready").handler(this::ready);
  }

  private void ready(RoutingContext context) {
    ObjectNode answer = Json.object();
    boolean ready = !draining;
    answer.put("draining", draining);
    for (Map.Entry<String, BooleanSupplier> check : checks.entrySet()) {
      boolean good = check.getValue().getAsBoolean();
      answer.put(check.getKey(), good);
      ready &= good;
    }
    answer(context, ready, answer.put("ready", ready));
  }

  private static void answer(RoutingContext context, boolean good, ObjectNode body) {
    context
        .response()
        .setStatusCode(good ? 200 : 503)
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(body.toString());
  }
}
