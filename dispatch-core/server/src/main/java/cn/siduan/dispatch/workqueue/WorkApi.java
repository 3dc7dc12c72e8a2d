package cn.siduan.dispatch.workqueue;

import cn.siduan.contract.Role;
import cn.siduan.dispatch.centre.CentreDirectory;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.http.CommandRunner;
import cn.siduan.dispatch.platform.http.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Operations on work queues: what waits, and a person's work. */
public final class WorkApi {

  private final WorkQueue work;
  private final CentreDirectory centres;
  private final WorkAccess access;

  private final PeopleWork people;

  public WorkApi(WorkQueue work, CommandRunner commands, CentreDirectory centres) {
    this.work = work;
    this.centres = centres;
    this.access = new WorkAccess(centres);
    this.people = new PeopleWork(work, commands, access);
  }

  public void register(ApiRouter api) {
    api.on("listWork", this::queues)
        .on("listWorkItems", this::items)
        .on("takeWork", r -> people.take(r, queue(r)))
        .on("keepWork", r -> people.keep(r, queue(r)))
        .on("releaseWork", r -> people.release(r, queue(r)))
        .on("transferWork", r -> people.transfer(r, queue(r)))
        .on("finishWork", r -> people.finish(r, queue(r)))
        .on("retryWork", r -> people.retry(r, queue(r)));
  }

  private QueueName queue(ApiRequest request) {
    String text = request.text("queue");
    return QueueName.parse(text)
        .filter(q -> access.maySee(request.actor(), q))
        .orElseThrow(() -> Problem.notFound("queue", text).exception());
  }

  private ApiReply queues(ApiRequest request) {
    String after = request.findText("after").orElse("");
    long limit = request.number("limit");
    List<QueueView> page =
        work.database().read(h -> QueueFigures.list(h, work.now())).stream()
            .filter(f -> access.maySee(request.actor(), f.queue()))
            .filter(f -> f.queue().text().compareTo(after) > 0)
            .sorted(java.util.Comparator.comparing(f -> f.queue().text()))
            .limit(limit)
            .map(f -> QueueView.of(f, centres))
            .toList();
    return page(page, limit, page.isEmpty() ? "" : page.getLast().queue());
  }

  private ApiReply items(ApiRequest request) {
    QueueName queue = queue(request);
    long limit = request.number("limit");
    Set<WorkState> states = states(request);
    List<WorkView> page =
        work
            .database()
            .read(
                h -> WorkRows.page(h, queue, states, request.findNumber("after").orElse(0L), limit))
            .stream()
            .map(WorkView::of)
            .toList();
    return page(page, limit, page.isEmpty() ? "" : Long.toString(page.getLast().id()));
  }

  /** What is to be done or in hand; the dead are for those who repair things. */
  private static Set<WorkState> states(ApiRequest request) {
    JsonNode given = request.parameters().get("state");
    if (given == null) {
      return request.actor().role() == Role.SUPERVISOR
          ? Set.of(WorkState.WAITING, WorkState.TAKEN, WorkState.DEAD)
          : Set.of(WorkState.WAITING, WorkState.TAKEN);
    }
    return StreamSupport.stream(given.spliterator(), false)
        .map(s -> WorkState.valueOf(s.asText()))
        .collect(Collectors.toSet());
  }

  private static ApiReply page(List<?> items, long limit, String last) {
    ObjectNode page = Json.object();
    page.set("items", Json.tree(items));
    if (items.size() == limit) {
      page.put("next", last);
    }
    return ApiReply.ok(page);
  }
}
