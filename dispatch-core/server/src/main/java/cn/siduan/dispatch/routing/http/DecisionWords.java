package cn.siduan.dispatch.routing.http;

import cn.siduan.dispatch.catalogue.CatalogueDirectory;
import cn.siduan.dispatch.catalogue.Item;
import cn.siduan.dispatch.centre.Centre;
import cn.siduan.dispatch.centre.CentreDirectory;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.http.ProblemTexts;
import cn.siduan.dispatch.routing.http.RoutingApi.OfOrder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** A kept decision in the reader's language. */
public final class DecisionWords {

  private final CatalogueDirectory catalogue;
  private final CentreDirectory centres;
  private final DateTimeFormatter time;

  /**
   * @param zone in which times of day are told
   */
  public DecisionWords(CatalogueDirectory catalogue, CentreDirectory centres, ZoneId zone) {
    this.catalogue = catalogue;
    this.centres = centres;
    time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(zone);
  }

  List<String> skills(OfOrder task) {
    return catalogue.find(task.task().itemId()).map(Item::skills).orElse(List.of());
  }

  /** As in the contract, schema RoutingDecision. */
  ObjectNode inWords(Handle handle, Locale language, JsonNode row) {
    JsonNode decision = row.get("decision");
    ObjectNode node = Json.object();
    for (String field : List.of("decided_at", "outcome", "step", "tier", "reason", "made_by")) {
      if (!row.get(field).isNull()) {
        node.set(field, row.get(field));
      }
    }
    node.set("chosen", chosen(handle, row.get("chosen")));
    Map<String, Object> values = new HashMap<>();
    values.put("providers", names(node.get("chosen")));
    values.put("tier", row.path("tier").asText());
    values.put("reason", row.path("reason").asText());
    values.put("by", row.path("made_by").asText());
    if (!decision.isNull()) {
      values.put("offering", decision.get("offering").asInt());
      values.put("candidates", decision.get("candidates_in_all").asInt());
      add(node, language, decision);
    }
    node.put("text", ProblemTexts.text(language, key(row, decision), values));
    return node;
  }

  private static String key(JsonNode row, JsonNode decision) {
    boolean nobodyLeft =
        row.get("outcome").asText().equals("QUEUED")
            && decision.isObject()
            && decision.get("candidates_in_all").asInt() == 0;
    return "routing.outcome." + (nobodyLeft ? "NOBODY" : row.get("outcome").asText());
  }

  private static ArrayNode chosen(Handle handle, JsonNode ids) {
    ArrayNode chosen = Json.MAPPER.createArrayNode();
    Map<Long, String> names = new HashMap<>();
    handle
        .createQuery("select id, name from provider where id = any(:ids)")
        .bindArray("ids", Long.class, (Object[]) Json.as(ids, Long[].class))
        .map((rs, _) -> Map.entry(rs.getLong(1), rs.getString(2)))
        .forEach(e -> names.put(e.getKey(), e.getValue()));
    for (JsonNode id : ids) {
      chosen
          .addObject()
          .put("provider_id", id.asLong())
          .put("name", names.getOrDefault(id.asLong(), ""));
    }
    return chosen;
  }

  private static List<String> names(JsonNode chosen) {
    return chosen.findValuesAsText("name");
  }

  private void add(ObjectNode node, Locale language, JsonNode decision) {
    node.set("policy", decision.get("policy"));
    node.set("policy_version", decision.get("policy_version"));
    node.set("weights", decision.get("weights"));
    node.set("offering", decision.get("offering"));
    node.set("candidates_in_all", decision.get("candidates_in_all"));
    node.set("candidates", decision.get("candidates"));
    ArrayNode misses = node.putArray("misses");
    for (JsonNode miss : decision.get("misses")) {
      ObjectNode out = misses.addObject();
      out.set("provider_id", miss.get("provider_id"));
      out.set("name", miss.get("name"));
      if (miss.has("km")) {
        out.set("km", miss.get("km"));
      }
      ArrayNode reasons = out.putArray("reasons");
      for (JsonNode reason : miss.get("reasons")) {
        reasons
            .addObject()
            .put("reason", reason.get("reason").asText())
            .put("text", reason(language, reason));
      }
    }
  }

  private String reason(Locale language, JsonNode reason) {
    Map<String, Object> values = new HashMap<>();
    reason.get("values").properties().forEach(e -> values.put(e.getKey(), e.getValue().asText()));
    values.computeIfPresent("opens", (_, at) -> time.format(Instant.parse((String) at)));
    values.computeIfPresent(
        "area",
        (_, id) -> centres.find(Long.parseLong((String) id)).map(Centre::name).orElse((String) id));
    return ProblemTexts.text(language, "routing.out." + reason.get("reason").asText(), values);
  }
}
