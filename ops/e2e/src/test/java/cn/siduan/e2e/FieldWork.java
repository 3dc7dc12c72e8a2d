package cn.siduan.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** An order in a worker's hands, brought there by those who do so: operator, dispatcher. */
record FieldWork(Elsewhere operator, String number) implements AutoCloseable {

  static FieldWork of(Elsewhere operator, String worker, String summary) {
    String number = operator.takeOrder(summary);
    JsonNode who;
    try (Elsewhere session = Elsewhere.as(worker)) {
      who = session.get("/session");
    }
    int provider = who.get("provider_id").asInt();
    operator.offer(number, List.of(provider), "DIRECT");
    try (Elsewhere dispatcher = Elsewhere.as("p%03d".formatted(provider))) {
      String task = "/orders/" + number + "/tasks/1";
      JsonNode offers = dispatcher.get(task).at("/task/offers");
      JsonNode open =
          StreamSupport.stream(offers.spliterator(), false)
              .filter(o -> o.get("state").asText().equals("PENDING"))
              .findFirst()
              .orElseThrow();
      dispatcher.post(
          task + "/offers/" + open.get("no").asInt() + "/accept",
          Map.of("worker_id", who.get("worker_id").asInt()));
    }
    return new FieldWork(operator, number);
  }

  List<String> history() {
    return operator.get("/orders/" + number + "/history").get("items").findValuesAsText("type");
  }

  /** Tests share a district: what is left over would stand in the next one's way. */
  @Override
  public void close() {
    JsonNode order = operator.get("/orders/" + number);
    if (!order.get("state").asText().equals("IN_PROGRESS")) {
      return;
    }
    boolean begun = List.of("ON_SITE", "IN_PROGRESS").contains(order.at("/tasks/0/state").asText());
    operator.post(
        "/orders/" + number + (begun ? "/tasks/1/reassign" : "/cancel"), Map.of("reason", "测试结束"));
  }
}
