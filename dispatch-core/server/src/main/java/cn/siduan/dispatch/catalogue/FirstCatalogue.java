package cn.siduan.dispatch.catalogue;

import cn.siduan.dispatch.platform.ConfigFaults;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.config.YamlFile;
import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.db.Tx;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Brings {@code catalogue.yaml} into an empty database. After that the catalogue is changed through
 * the API, and the file no longer counts.
 */
public final class FirstCatalogue {

  /** Nodes that start at the same time wait for one another here. */
  private static final long LOCK = 0x5D0A_CA7AL;

  private final Database database;
  private final Clock clock;

  public FirstCatalogue(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * @return how many items were loaded; 0 if there was a catalogue already
   * @throws IllegalArgumentException if the file cannot be used
   */
  public int loadIfNone(Path file) {
    return database.transaction(
        tx -> {
          tx.handle().execute("select pg_advisory_xact_lock(?)", LOCK);
          boolean there =
              tx.handle()
                  .createQuery("select exists (select from service_category)")
                  .mapTo(Boolean.class)
                  .one();
          return there ? 0 : load(tx, read(file));
        });
  }

  private static JsonNode read(Path file) {
    ConfigFaults faults = new ConfigFaults();
    JsonNode catalogue = YamlFile.read(file, faults).content();
    faults.throwIfAny();
    return catalogue;
  }

  private int load(Tx tx, JsonNode root) {
    Instant now = clock.instant();
    int count = 0;
    int position = 0;
    for (JsonNode category : root.path("categories")) {
      long categoryId = category(tx, category, ++position, now);
      for (JsonNode item : category.path("items")) {
        item(tx, item, categoryId, form(root, item), now);
        count++;
      }
    }
    return count;
  }

  private static JsonNode form(JsonNode root, JsonNode item) {
    JsonNode form = root.path("forms").path(item.path("form").asText());
    if (form.isMissingNode()) {
      throw new IllegalArgumentException(
          "the catalogue's item "
              + item.path("code").asText()
              + " names the form "
              + item.path("form").asText()
              + ", which it does not define");
    }
    return form;
  }

  private static long category(Tx tx, JsonNode category, int position, Instant now) {
    return tx.handle()
        .createQuery(
            """
            insert into service_category (code, name, name_en, position, routing_policy, updated_at)
            values (:code, :name, :nameEn, :position, :policy, :now) returning id\
            """)
        .bind("code", text(category, "code"))
        .bind("name", text(category, "name"))
        .bind("nameEn", text(category, "name_en"))
        .bind("position", position)
        .bind("policy", policy(category))
        .bind("now", now)
        .mapTo(Long.class)
        .one();
  }

  private static void item(Tx tx, JsonNode item, long categoryId, JsonNode form, Instant now) {
    List<String> skills = item.path("skills").valueStream().map(JsonNode::asText).toList();
    tx.batch()
        .add(
            """
            with made as (
              insert into service_item (code, category_id, name, name_en, pinyin, kind, price, price_en, subsidy,
                subsidy_en, duration_minutes, service_level, routing_policy, skills, updated_at)
              values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id)
            insert into item_form (item_id, version, schema, created_at) select id, 1, ?, ? from made\
            """,
            text(item, "code"),
            categoryId,
            text(item, "name"),
            text(item, "name_en"),
            text(item, "pinyin"),
            ItemKind.valueOf(text(item, "kind")),
            text(item, "price"),
            text(item, "price_en"),
            text(item, "subsidy"),
            text(item, "subsidy_en"),
            item.path("duration_minutes").asInt(60),
            text(item, "service_level"),
            policy(item),
            skills,
            now,
            Json.tree(form.toString()),
            now);
  }

  private static String policy(JsonNode node) {
    return node.path("routing_policy").asText(RoutingPolicyCodes.DEFAULT);
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText();
  }
}
