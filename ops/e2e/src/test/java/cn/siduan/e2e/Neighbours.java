package cn.siduan.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * People of the demo district, found by how they live. Each is found once: tests share them all.
 */
final class Neighbours {

  private static final int ENOUGH = 400;
  private static final Set<String> FOUND = new HashSet<>();

  /** Somebody with a telephone of their own. */
  record Neighbour(long id, String name, String phone, long household) {}

  private Neighbours() {}

  /** Whose telephone is nobody else's, and who lives with others. */
  static Neighbour inAFamily(Elsewhere operator) {
    List<Neighbour> all = all(operator);
    return first(
        all,
        n ->
            all.stream().filter(o -> o.household() == n.household()).count() > 1
                && countOf(all, n.phone()) == 1);
  }

  /** A telephone that two people share. */
  static List<Neighbour> sharing(Elsewhere operator) {
    List<Neighbour> all = all(operator);
    Neighbour one = first(all, n -> countOf(all, n.phone()) == 2);
    return all.stream().filter(n -> n.phone().equals(one.phone())).toList();
  }

  /** The telephone, nobody else's, of a resident who has ordered already. */
  static String withOrders(Elsewhere operator) {
    Map<String, Integer> orders = new LinkedHashMap<>();
    operator.get("/orders?limit=100").get("items").forEach(o -> count(orders, o));
    return orders.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .map(Map.Entry::getKey)
        .filter(phone -> isOfOne(operator, phone))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isOfOne(Elsewhere operator, String phone) {
    return operator.post("/residents/search", Map.of("phone", phone)).get("items").size() == 1;
  }

  private static void count(Map<String, Integer> orders, JsonNode order) {
    if (order.has("resident_id")) {
      int weight = order.get("state").asText().equals("IN_PROGRESS") ? 2 : 1;
      orders.merge(order.get("contact_phone").asText(), weight, Integer::sum);
    }
  }

  /** Who lives with them. */
  static List<String> namesAtHome(Elsewhere operator, Neighbour one) {
    return all(operator).stream()
        .filter(n -> n.household() == one.household())
        .map(Neighbour::name)
        .distinct()
        .collect(Collectors.toList());
  }

  private static long countOf(List<Neighbour> all, String phone) {
    return all.stream().filter(n -> n.phone().equals(phone)).count();
  }

  private static Neighbour first(List<Neighbour> all, Predicate<Neighbour> wanted) {
    synchronized (FOUND) {
      Neighbour found =
          all.stream()
              .filter(n -> !FOUND.contains(n.phone()) && wanted.test(n))
              .findFirst()
              .orElseThrow();
      FOUND.add(found.phone());
      return found;
    }
  }

  private static List<Neighbour> all(Elsewhere operator) {
    List<Neighbour> all = new ArrayList<>();
    String after = "";
    while (all.size() < ENOUGH) {
      JsonNode page = operator.get("/residents?limit=100" + after);
      page.get("items")
          .forEach(
              r -> r.get("phones").forEach(p -> all.add(neighbour(r, p.get("phone").asText()))));
      if (!page.has("next")) {
        break;
      }
      after = "&after=" + page.get("next").asText();
    }
    return all;
  }

  private static Neighbour neighbour(JsonNode resident, String phone) {
    return new Neighbour(
        resident.get("id").asLong(),
        resident.get("name").asText(),
        phone,
        resident.path("household_id").asLong());
  }
}
