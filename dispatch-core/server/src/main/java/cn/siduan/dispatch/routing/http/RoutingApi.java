package cn.siduan.dispatch.routing.http;

import cn.siduan.contract.OrderNumber;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderAccess;
import cn.siduan.dispatch.order.Task;
import cn.siduan.dispatch.order.command.OrderStore;
import cn.siduan.dispatch.order.command.RequestFacts;
import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.routing.store.Decisions;
import java.util.Map;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/** Why a task went to whom, and who could come. */
public final class RoutingApi {

  private final Database database;
  private final DecisionWords words;

  public RoutingApi(Database database, DecisionWords words) {
    this.database = database;
    this.words = words;
  }

  public void register(ApiRouter api) {
    api.on("getRouting", this::decisions).on("suggestWorkers", this::workers);
  }

  private ApiReply decisions(ApiRequest request) {
    return withTask(
        request,
        (handle, task) ->
            ApiReply.ok(
                Map.of(
                    "items",
                    Decisions.list(handle, task.order().id(), task.task().no()).stream()
                        .map(d -> words.inWords(handle, request.language(), d))
                        .toList())));
  }

  private ApiReply workers(ApiRequest request) {
    return withTask(
        request,
        (handle, task) -> {
          Long providerId = WorkerSuggestions.providerFor(request.actor(), task);
          if (providerId == null) {
            throw Problem.of(409, "no-provider-yet").with("task", task.task().no()).exception();
          }
          return ApiReply.ok(
              Map.of("items", WorkerSuggestions.of(handle, task, providerId, words.skills(task))));
        });
  }

  /** A task with its order, as far as the caller may see it. */
  record OfOrder(Order order, Task task) {}

  private ApiReply withTask(ApiRequest request, BiFunction<Handle, OfOrder, ApiReply> answer) {
    OrderNumber number = RequestFacts.number(request);
    int no = Math.toIntExact(request.number("task_no"));
    return database.read(
        handle -> {
          Order order =
              OrderStore.find(handle, number.id())
                  .filter(o -> OrderAccess.maySee(request.actor(), o))
                  .orElseThrow(() -> Problem.notFound("order", number).exception());
          Task task =
              order
                  .findTask(no)
                  .filter(t -> OrderAccess.maySee(request.actor(), order, t))
                  .orElseThrow(() -> Problem.notFound("task", no).exception());
          return answer.apply(handle, new OfOrder(order, task));
        });
  }
}
