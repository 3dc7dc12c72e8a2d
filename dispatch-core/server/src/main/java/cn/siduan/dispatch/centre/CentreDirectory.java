package cn.siduan.dispatch.centre;

import cn.siduan.contract.Tier;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.db.TableSnapshot;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Every centre, in memory: reading it costs nothing. Call it before opening a transaction, because
 * now and then it asks the database whether another node changed something.
 */
public final class CentreDirectory {

  private record Picture(Map<Long, Centre> byId, AreaFinder finder) {}

  private final TableSnapshot<Picture> snapshot;

  public CentreDirectory(Database database, Clock clock) {
    snapshot =
        new TableSnapshot<>(
            database,
            clock,
            "select count(*) || '.' || coalesce(sum(version), 0) from centre",
            CentreDirectory::load);
  }

  /** Also if it is retired. */
  public Optional<Centre> find(long id) {
    return lookUp(p -> Optional.ofNullable(p.byId().get(id)));
  }

  /** The community an address or position lies in; says so if none was found, and offers others. */
  public AreaAnswer locate(
      @Nullable String address, @Nullable Double latitude, @Nullable Double longitude) {
    AreaAnswer answer = snapshot.current().finder().locate(address, latitude, longitude);
    return answer.isFound()
        ? answer
        : snapshot.latest().finder().locate(address, latitude, longitude);
  }

  /** Whether a centre is {@code ancestorId} or lies below it; false if either is unknown. */
  public boolean isWithin(long centreId, long ancestorId) {
    return find(centreId).flatMap(c -> find(ancestorId).map(c::isWithin)).orElse(false);
  }

  /** For {@link cn.siduan.dispatch.platform.db.Tx#afterCommit}. */
  public void changed() {
    snapshot.changed();
  }

  private <V> Optional<V> lookUp(Function<Picture, Optional<V>> query) {
    return query.apply(snapshot.current()).or(() -> query.apply(snapshot.latest()));
  }

  private static Picture load(Handle handle) {
    List<Area> areas =
        handle
            .createQuery(
                """
                select id, code, tier, parent_id, path, name, name_en, address, phone, latitude, longitude,
                       retired_at is not null as retired, aliases, polygon
                from centre order by id
                """)
            .map((rs, _) -> area(rs))
            .list();
    return new Picture(
        areas.stream().map(Area::centre).collect(Collectors.toMap(Centre::id, c -> c)),
        new AreaFinder(areas.stream().filter(a -> !a.centre().retired()).toList()));
  }

  private static Area area(ResultSet rs) throws SQLException {
    Centre centre =
        new Centre(
            rs.getLong("id"),
            rs.getString("code"),
            Tier.valueOf(rs.getString("tier")),
            rs.getObject("parent_id", Long.class),
            rs.getString("path"),
            rs.getString("name"),
            rs.getString("name_en"),
            rs.getString("address"),
            rs.getString("phone"),
            rs.getObject("latitude", Double.class),
            rs.getObject("longitude", Double.class),
            rs.getBoolean("retired"));
    Array aliases = rs.getArray("aliases");
    List<String> names = new ArrayList<>(List.of((String[]) aliases.getArray()));
    names.add(centre.name());
    String polygon = rs.getString("polygon");
    return new Area(centre, names, polygon == null ? null : Outline.of(Json.tree(polygon)));
  }
}
