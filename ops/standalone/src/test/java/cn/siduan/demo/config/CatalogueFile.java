package cn.siduan.demo.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The catalogue as it is delivered. */
public final class CatalogueFile {

  static final JsonNode ROOT = ConfigFile.read("catalogue.yaml");

  private CatalogueFile() {}

  static List<JsonNode> categories() {
    return ConfigFile.list(ROOT.path("categories"));
  }

  public static List<JsonNode> items() {
    return categories().stream().flatMap(c -> c.path("items").valueStream()).toList();
  }

  public static List<JsonNode> skills() {
    return ConfigFile.list(ROOT.path("skills"));
  }

  public static List<String> skills(JsonNode item) {
    return ConfigFile.texts(item.path("skills"));
  }

  static JsonNode form(JsonNode item) {
    return ROOT.path("forms").path(item.path("form").asText());
  }
}
