package cn.siduan.dispatch.order.view;

import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderState;
import cn.siduan.dispatch.order.Task;
import cn.siduan.dispatch.order.TaskRole;
import cn.siduan.dispatch.order.command.OrderStore;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.ProblemTexts;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What became of an order, in plain words, for whoever has its link. No personal data. */
public final class Tracking {

  private final Database database;
  private final OrderViews views;

  public Tracking(Database database, OrderViews views) {
    this.database = database;
    this.views = views;
  }

  public ApiReply track(ApiRequest request) {
    return database.read(
        handle -> {
          Order order =
              OrderStore.findByTrackingToken(handle, request.text("token"))
                  .orElseThrow(
                      () -> Problem.notFound("tracking", request.text("token")).exception());
          ObjectNode answer = Json.object();
          answer.put("number", order.number().digits());
          answer.put("state", order.state().name());
          answer.put("state_text", words(request, "word.order." + order.state()));
          Optional<Task> lead = lead(order);
          answer.put("next_step", words(request, "track." + step(order, lead)));
          answer.put("item_name", views.itemName(order.intake().itemId()));
          lead.map(Task::providerId)
              .map(id -> Names.of(handle, List.of(order)).provider(id))
              .ifPresent(name -> answer.put("provider_name", name));
          lead.map(Task::scheduledFor).ifPresent(t -> answer.put("scheduled_for", t.toString()));
          answer.put("updated_at", order.updatedAt().toString());
          return ApiReply.ok(answer);
        });
  }

  private static Optional<Task> lead(Order order) {
    return order.currentTasks().stream()
        .filter(t -> t.role() == TaskRole.LEAD)
        .max(Comparator.comparingInt(Task::no));
  }

  /** While it is being handled the lead task tells more than the order's state. */
  private static String step(Order order, Optional<Task> lead) {
    return order.state() == OrderState.IN_PROGRESS && lead.isPresent()
        ? "task." + lead.get().state()
        : "order." + order.state();
  }

  private static String words(ApiRequest request, String key) {
    return ProblemTexts.text(request.language(), key, Map.of());
  }
}
