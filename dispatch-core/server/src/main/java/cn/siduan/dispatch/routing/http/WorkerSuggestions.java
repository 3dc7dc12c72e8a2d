package cn.siduan.dispatch.routing.http;

import cn.siduan.contract.Actor;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.routing.http.RoutingApi.OfOrder;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Which of a provider's workers to send: skilled ones, who came before, who have little to do. */
final class WorkerSuggestions {

  private static final int MOST = 50;

  private WorkerSuggestions() {}

  /** A provider's own; for the centre the one who has it or, before that, is asked first. */
  static @Nullable Long providerFor(Actor actor, OfOrder task) {
    if (actor.role().isProviderStaff()) {
      return actor.providerId();
    }
    return task.task().providerId() != null
        ? task.task().providerId()
        : task.order().pendingOffers(task.task().no()).stream()
            .map(o -> o.providerId())
            .findFirst()
            .orElse(null);
  }

  static List<JsonNode> of(Handle handle, OfOrder task, long providerId, List<String> skills) {
    return handle
        .createQuery(
            """
            select jsonb_build_object('worker_id', w.id, 'name', w.name, 'in_hand', w.in_hand, 'came_before', w.came,
              'lacks', w.lacks)
            from (
              select w.id, w.name,
                to_jsonb(array(select unnest(cast(:skills as text[])) except select unnest(w.skills) order by 1)) as lacks,
                (select count(*) from task t where t.worker_id = w.id
                  and t.state in ('ACCEPTED', 'SCHEDULED', 'EN_ROUTE', 'ON_SITE', 'IN_PROGRESS', 'SUSPENDED')) as in_hand,
                exists (select 1 from service_order o join task t on t.order_id = o.id
                  where o.household_id = :household and o.id <> :order and t.worker_id = w.id
                    and t.state = 'RESOLVED') as came
              from worker w where w.provider_id = :provider and w.retired_at is null) w
            order by jsonb_array_length(w.lacks), w.came desc, w.in_hand, w.id limit :most\
            """)
        .bindArray("skills", String.class, skills.toArray())
        .bind("household", task.order().intake().householdId())
        .bind("order", task.order().id())
        .bind("provider", providerId)
        .bind("most", MOST)
        .mapTo(String.class)
        .map(Json::tree)
        .list();
  }
}
