package cn.siduan.dispatch.routing.store;

import cn.siduan.contract.Tier;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.routing.RoutingDecision;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Decisions as they were made, kept with the order. */
public final class Decisions {

  public static final int MOST_SHOWN = 50;

  /** What came of a decision. */
  public enum Outcome {
    OFFERED,
    /** Waits for people. */
    QUEUED,
    /** A dispatcher placed it over the router's head. */
    BY_HAND
  }

  /**
   * @param placing how often the task had been in a provider's hands
   * @param step number of the ladder's step, from 0; null if by hand
   * @param tier of the centre whose people have it now, if QUEUED
   * @param reason why by hand
   * @param by who placed it, if by hand
   */
  public record Made(
      long orderId,
      int taskNo,
      Instant at,
      Outcome outcome,
      int placing,
      @Nullable Integer step,
      @Nullable Tier tier,
      @Nullable String reason,
      @Nullable String by,
      @Nullable RoutingDecision decision,
      List<Long> chosen) {}

  private Decisions() {}

  public static void add(Tx tx, Made made) {
    RoutingDecision decision = made.decision();
    tx.batch()
        .add(
            """
            insert into routing_decision (order_id, task_no, decided_at, outcome, hands_before, step, tier, reason, made_by, policy,
              policy_version, chosen, decision)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
            """,
            made.orderId(),
            made.taskNo(),
            made.at(),
            made.outcome(),
            made.placing(),
            made.step(),
            made.tier(),
            made.reason(),
            made.by(),
            decision == null ? null : decision.policy(),
            decision == null ? null : decision.policyVersion(),
            Json.tree(made.chosen()),
            decision == null ? null : Json.tree(decision));
  }

  /** Newest first. */
  public static List<JsonNode> list(Handle handle, long orderId, int taskNo) {
    return handle
        .createQuery(
            """
            select to_jsonb(d) from routing_decision d where order_id = :order and task_no = :task
            order by id desc limit :most\
            """)
        .bind("order", orderId)
        .bind("task", taskNo)
        .bind("most", MOST_SHOWN)
        .mapTo(String.class)
        .map(Json::tree)
        .list();
  }

  /** How often each step of the ladder was taken since the task was last in a provider's hands. */
  public static Map<Integer, Integer> taken(Handle handle, long orderId, int taskNo, int placing) {
    return handle
        .createQuery(
            """
            select step, count(*) from routing_decision
            where order_id = :order and task_no = :task and hands_before = :placing and step is not null group by step\
            """)
        .bind("order", orderId)
        .bind("task", taskNo)
        .bind("placing", placing)
        .map((rs, _) -> Map.entry(rs.getInt(1), rs.getInt(2)))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
