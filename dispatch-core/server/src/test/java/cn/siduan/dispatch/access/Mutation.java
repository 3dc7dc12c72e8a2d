package cn.siduan.dispatch.access;

import cn.siduan.dispatch.platform.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Takes a body that is in order and spoils it somewhere, as a careless or hostile sender would. */
final class Mutation {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Each has broken some server somewhere. */
  private static final List<JsonNode> HOSTILE =
      List.of(
          NODES.nullNode(),
          NODES.textNode(""),
          NODES.textNode(" "),
          NODES.textNode("\u0000"),
          NODES.textNode("a\u0000b"),
          NODES.textNode("\r\nSet-Cookie: a=b"),
          NODES.textNode("'; drop table service_order; --"),
          NODES.textNode("%' or '1'='1"),
          NODES.textNode("../../../../etc/passwd"),
          NODES.textNode("=HYPERLINK(\"http://example.com\")"),
          NODES.textNode("<script>alert(1)</script>"),
          NODES.textNode("𠮷野家👨‍👩‍👧‍👦\u202e\ufeff"),
          NODES.textNode("\ud800"),
          NODES.textNode("x".repeat(3000)),
          NODES.textNode("９９９"),
          NODES.textNode("2026-02-30T10:00:00Z"),
          NODES.textNode("+292278994-01-01T00:00:00Z"),
          NODES.textNode("-1000000-01-01T00:00:00Z"),
          NODES.textNode("2026-03-11T10:00:00"),
          NODES.textNode("NaN"),
          NODES.numberNode(0),
          NODES.numberNode(-1),
          NODES.numberNode(Long.MAX_VALUE),
          NODES.numberNode(Long.MIN_VALUE),
          NODES.numberNode(new java.math.BigInteger("99999999999999999999999")),
          NODES.numberNode(1e308),
          NODES.numberNode(0.1),
          NODES.booleanNode(true),
          NODES.arrayNode(),
          NODES.objectNode());

  private Mutation() {}

  static JsonNode hostile(Random random) {
    return random.nextInt(20) == 0
        ? deep()
        : HOSTILE.get(random.nextInt(HOSTILE.size())).deepCopy();
  }

  /** A copy with one to three places spoilt. */
  static JsonNode spoil(JsonNode body, Random random) {
    ObjectNode root = NODES.objectNode();
    root.set("body", body.deepCopy());
    int times = 1 + random.nextInt(3);
    for (int i = 0; i < times; i++) {
      spoilOne(root, random);
    }
    return root.path("body");
  }

  private static void spoilOne(ObjectNode root, Random random) {
    List<Runnable> places = new ArrayList<>();
    collect(root, random, places);
    places.get(random.nextInt(places.size())).run();
  }

  private static void collect(JsonNode node, Random random, List<Runnable> places) {
    if (node instanceof ObjectNode object) {
      object
          .fieldNames()
          .forEachRemaining(
              name -> {
                places.add(() -> object.set(name, hostile(random)));
                places.add(() -> object.remove(name));
                places.add(() -> object.set(name, wrapped(object.get(name))));
                collect(object.get(name), random, places);
              });
      places.add(() -> object.set("surprise", hostile(random)));
    } else if (node instanceof ArrayNode array) {
      places.add(() -> array.add(hostile(random)));
      places.add(() -> times(array, 600));
      array.forEach(element -> collect(element, random, places));
    }
  }

  private static JsonNode wrapped(JsonNode node) {
    return NODES.arrayNode().add(node == null ? NODES.nullNode() : node);
  }

  private static void times(ArrayNode array, int count) {
    JsonNode element = array.isEmpty() ? NODES.numberNode(1) : array.get(0);
    for (int i = 0; i < count; i++) {
      array.add(element);
    }
  }

  private static JsonNode deep() {
    return Json.tree("[".repeat(300) + "]".repeat(300));
  }
}
