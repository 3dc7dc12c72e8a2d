package cn.siduan.dispatch.imports.column;

import cn.siduan.dispatch.platform.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.function.Consumer;

/** JSON in a cell; two that mean the same are the same. */
public final class JsonCell implements CellType {

  private static final JsonMapper SORTED =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private final Consumer<JsonNode> check;

  /**
   * @param check throws a CellFault if it is not what the column takes
   */
  public JsonCell(Consumer<JsonNode> check) {
    this.check = check;
  }

  @Override
  public String read(String text) {
    JsonNode node;
    try {
      node = SORTED.readTree(text);
    } catch (JsonProcessingException e) {
      throw CellFault.of(
          "json",
          Map.of(
              "line", e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
              "column", e.getLocation() == null ? 1 : e.getLocation().getColumnNr()));
    }
    check.accept(node);
    return sorted(node);
  }

  @Override
  public String stored(String text) {
    return text.isEmpty() ? "" : sorted(Json.tree(text));
  }

  private static String sorted(JsonNode node) {
    try {
      return SORTED.writeValueAsString(SORTED.treeToValue(node, Object.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
