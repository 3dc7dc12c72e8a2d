package cn.siduan.dispatch.catalogue;

import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.db.TableSnapshot;
import cn.siduan.dispatch.platform.http.Schemas;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Every service item with its present form, in memory: reading it costs nothing. Call it before
 * opening a transaction, because now and then it asks the database whether another node changed
 * something.
 */
public final class CatalogueDirectory {

  private final TableSnapshot<Map<Long, Item>> snapshot;

  public CatalogueDirectory(Database database, Clock clock) {
    // a new version of a form raises its item's version too
    snapshot =
        new TableSnapshot<>(
            database,
            clock,
            """
            select count(*) || '.' || coalesce(sum(version), 0) || '.' ||
              (select count(*) || '.' || coalesce(sum(version), 0) from service_category)
            from service_item\
            """,
            CatalogueDirectory::load);
  }

  /** Also if it is retired. */
  public Optional<Item> find(long itemId) {
    return Optional.ofNullable(snapshot.current().get(itemId))
        .or(() -> Optional.ofNullable(snapshot.latest().get(itemId)));
  }

  /** For {@link cn.siduan.dispatch.platform.db.Tx#afterCommit}. */
  public void changed() {
    snapshot.changed();
  }

  private static Map<Long, Item> load(Handle handle) {
    return handle
        .createQuery(
            """
            select i.id, i.code, i.category_id, i.name, i.name_en, i.kind, i.form_version, f.schema,
                   i.duration_minutes, i.service_level, i.skills,
                   case i.routing_policy when 'DEFAULT' then k.routing_policy else i.routing_policy end
                     as routing_policy,
                   i.retired_at is not null as retired
            from service_item i join item_form f on f.item_id = i.id and f.version = i.form_version
              join service_category k on k.id = i.category_id
            """)
        .map((rs, _) -> item(rs))
        .collect(Collectors.toUnmodifiableMap(Item::id, i -> i));
  }

  private static Item item(ResultSet rs) throws SQLException {
    JsonNode form = Json.tree(rs.getString("schema"));
    return new Item(
        rs.getLong("id"),
        rs.getString("code"),
        rs.getLong("category_id"),
        rs.getString("name"),
        rs.getString("name_en"),
        ItemKind.valueOf(rs.getString("kind")),
        rs.getInt("form_version"),
        form,
        Schemas.compile(form),
        rs.getInt("duration_minutes"),
        rs.getString("service_level"),
        rs.getString("routing_policy"),
        List.of((String[]) rs.getArray("skills").getArray()),
        rs.getBoolean("retired"));
  }
}
