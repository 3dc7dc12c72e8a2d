package cn.siduan.dispatch.catalogue;

import cn.siduan.dispatch.platform.ConfigFaults;
import cn.siduan.dispatch.platform.Nearest;
import cn.siduan.dispatch.platform.http.ProblemTexts;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds what is wrong in {@code catalogue.yaml} before anything is made of it. */
public final class CatalogueFile {

  private static final String FILE = "catalogue.yaml: ";
  private static final List<String> KINDS =
      Arrays.stream(ItemKind.values()).map(ItemKind::name).toList();

  /** What items may name, as other files have it. */
  public record Known(
      Collection<String> skills, Collection<String> serviceLevels, Collection<String> policies) {}

  private final JsonNode file;
  private final Known known;
  private final ConfigFaults faults;
  private final Set<String> codes = new HashSet<>();

  private CatalogueFile(JsonNode file, Known known, ConfigFaults faults) {
    this.file = file;
    this.known = known;
    this.faults = faults;
  }

  public static void check(JsonNode file, Known known, ConfigFaults faults) {
    new CatalogueFile(file, known, faults).check();
  }

  private void check() {
    if (file.path("categories").isEmpty()) {
      faults.add(FILE + "categories", "has none. Maybe copy the file as delivered.");
    }
    int i = 0;
    for (JsonNode category : file.path("categories")) {
      String where = FILE + "categories[" + i++ + "]";
      named(where, category);
      among(where, "routing_policy", category, known.policies());
      int j = 0;
      for (JsonNode item : category.path("items")) {
        item(where + ".items[" + j++ + "]", item);
      }
    }
    file.path("forms").properties().forEach(f -> form(f.getKey(), f.getValue()));
  }

  private void item(String where, JsonNode item) {
    named(where, item);
    require(where, "kind", item, KINDS);
    require(where, "service_level", item, known.serviceLevels());
    among(where, "routing_policy", item, known.policies());
    List<String> forms = new ArrayList<>();
    file.path("forms").fieldNames().forEachRemaining(forms::add);
    require(where, "form", item, forms);
    for (JsonNode skill : item.path("skills")) {
      one(where + ".skills", skill.asText(), known.skills());
    }
  }

  private void named(String where, JsonNode node) {
    String code = node.path("code").asText();
    if (!code.matches("[A-Za-z0-9_.-]{1,40}")) {
      faults.add(where + ".code", "is \"" + code + "\". Maybe '0101', of letters and digits.");
    } else if (!codes.add(code)) {
      faults.add(where + ".code", "is \"" + code + "\", as is another one's. Maybe the next free.");
    }
    if (node.path("name").asText().isBlank()) {
      faults.add(where + ".name", "is missing. Maybe what people call it, in Chinese.");
    }
  }

  private void form(String name, JsonNode form) {
    FormCheck.check(form)
        .forEach(
            e ->
                faults.add(
                    FILE + "forms." + name + e.field().replaceFirst("^form", "").replace('/', '.'),
                    ProblemTexts.text(Locale.ENGLISH, "rule." + e.rule(), e.values())));
  }

  private void among(String where, String field, JsonNode node, Collection<String> allowed) {
    if (node.has(field) && !node.path(field).asText().equals(RoutingPolicyCodes.DEFAULT)) {
      require(where, field, node, allowed);
    }
  }

  private void require(String where, String field, JsonNode node, Collection<String> allowed) {
    one(where + "." + field, node.path(field).asText(), allowed);
  }

  /** Nothing can be said of it where the file that has what is allowed is wrong itself. */
  private void one(String where, String value, Collection<String> allowed) {
    if (!allowed.isEmpty() && !allowed.contains(value)) {
      faults.add(
          where, "is \"" + value + "\". Maybe " + Nearest.to(value, List.copyOf(allowed)) + ".");
    }
  }
}
