package cn.siduan.dispatch.routing.store;

import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.db.TableSnapshot;
import cn.siduan.dispatch.routing.Opening;
import cn.siduan.dispatch.routing.ProviderCard;
import cn.siduan.dispatch.routing.ProviderIndex;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/** The index of all providers that are not retired, in memory. */
public final class Providers {

  private final TableSnapshot<ProviderIndex> snapshot;
  private final BiFunction<JsonNode, String, Opening> openings;

  /**
   * @param openings from a provider's hours and the code of its calendar
   */
  public Providers(Database database, Clock clock, BiFunction<JsonNode, String, Opening> openings) {
    this.openings = openings;
    // whoever changes a provider's items, areas or certificates raises its version
    snapshot =
        new TableSnapshot<>(
            database,
            clock,
            """
            select p.n || '.' || p.v || '.' || c.n || '.' || c.v from
              (select count(*) as n, coalesce(sum(version), 0) as v from provider) p,
              (select count(*) as n, coalesce(sum(version), 0) as v from centre) c\
            """,
            this::load);
  }

  /** At most two seconds old. */
  public ProviderIndex index() {
    return snapshot.current();
  }

  /** For {@link cn.siduan.dispatch.platform.db.Tx#afterCommit}. */
  public void changed() {
    snapshot.changed();
  }

  private ProviderIndex load(Handle handle) {
    Map<Long, List<Long>> paths = new HashMap<>();
    handle
        .createQuery("select id, path from centre")
        .map((rs, _) -> Map.entry(rs.getLong(1), upwards(rs.getString(2))))
        .forEach(e -> paths.put(e.getKey(), e.getValue()));
    return new ProviderIndex(
        handle
            .createQuery(
                """
                select p.id, p.name, p.kind, p.latitude, p.longitude, p.star_rating, p.capacity, p.calendar, p.opening,
                  array(select item_id from provider_item i where i.provider_id = p.id order by 1) as items,
                  array(select centre_id from provider_area a where a.provider_id = p.id order by 1) as areas,
                  (select coalesce(jsonb_object_agg(skill, coalesce(expires_on::text, '')), '{}')
                   from provider_certificate c where c.provider_id = p.id) as certificates
                from provider p where retired_at is null order by id\
                """)
            .map((rs, _) -> listing(rs, paths))
            .list());
  }

  private ProviderIndex.Listing listing(ResultSet rs, Map<Long, List<Long>> paths)
      throws SQLException {
    List<Long> areas = longs(rs, "areas");
    ProviderCard card =
        new ProviderCard(
            rs.getLong("id"),
            rs.getString("name"),
            rs.getString("kind"),
            rs.getObject("latitude", Double.class),
            rs.getObject("longitude", Double.class),
            rs.getDouble("star_rating"),
            rs.getInt("capacity"),
            areas,
            certificates(Json.tree(rs.getString("certificates"))),
            openings.apply(Json.tree(rs.getString("opening")), rs.getString("calendar")));
    Map<Long, List<Long>> areaPaths = new HashMap<>();
    areas.forEach(area -> areaPaths.put(area, paths.getOrDefault(area, List.of(area))));
    return new ProviderIndex.Listing(card, longs(rs, "items"), areaPaths);
  }

  private static List<Long> longs(ResultSet rs, String column) throws SQLException {
    return List.of((Long[]) rs.getArray(column).getArray());
  }

  private static Map<String, Optional<LocalDate>> certificates(JsonNode node) {
    Map<String, Optional<LocalDate>> certificates = new HashMap<>();
    node.properties()
        .forEach(
            e ->
                certificates.put(
                    e.getKey(),
                    Optional.of(e.getValue().asText())
                        .filter(text -> !text.isEmpty())
                        .map(LocalDate::parse)));
    return Map.copyOf(certificates);
  }

  /** "/1/5/23/" as 23, 5, 1. */
  public static List<Long> upwards(String path) {
    List<Long> ids = new ArrayList<>();
    for (String id : path.split("/", -1)) {
      if (!id.isEmpty()) {
        ids.add(Long.valueOf(id));
      }
    }
    return ids.reversed();
  }
}
