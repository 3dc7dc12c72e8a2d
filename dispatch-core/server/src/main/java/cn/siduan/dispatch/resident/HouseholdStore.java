package cn.siduan.dispatch.resident;

import cn.siduan.dispatch.platform.registry.Page;
import cn.siduan.dispatch.platform.registry.Registered;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Table household. */
public final class HouseholdStore {

  /** Schema HouseholdInput of the contract. */
  public record Input(
      String code,
      String address,
      long centreId,
      @Nullable Double latitude,
      @Nullable Double longitude) {}

  /** Schema Household of the contract. */
  public record View(
      long id,
      String code,
      String address,
      long centreId,
      @Nullable Double latitude,
      @Nullable Double longitude,
      int version,
      Instant updatedAt,
      @Nullable Instant retiredAt)
      implements Registered {}

  private HouseholdStore() {}

  static Optional<View> find(Handle handle, long id) {
    return handle
        .createQuery("select * from household where id = :id")
        .bind("id", id)
        .map(ConstructorMapper.of(View.class))
        .findOne();
  }

  /**
   * @param area the centre below which the caller knows households; null for all
   */
  public record Filter(
      @Nullable Long area, @Nullable Long centreId, @Nullable String q, boolean all) {}

  static List<View> list(Handle handle, Page page, Filter filter) {
    return handle
        .createQuery(
            """
            select * from household
            where id > :after and (:all or retired_at is null)
              and (:q is null or code = :q or strpos(address, :q) > 0)
              and (:centreId is null or centre_id in (
                select c.id from centre c join centre top on c.path like top.path || '%' where top.id = :centreId))
              and (:area is null or centre_id in (
                select c.id from centre c join centre top on c.path like top.path || '%' where top.id = :area))
            order by id limit :fetch
            """)
        .bindMethods(page)
        .bindMethods(filter)
        .map(ConstructorMapper.of(View.class))
        .list();
  }

  static long insert(Handle handle, Input input, Instant now) {
    return handle
        .createQuery(
            """
            insert into household (code, address, centre_id, latitude, longitude, updated_at)
            values (:code, :address, :centreId, :latitude, :longitude, :now) returning id
            """)
        .bindMethods(input)
        .bind("now", now)
        .mapTo(Long.class)
        .one();
  }

  static void update(Handle handle, long id, Input input) {
    handle
        .createUpdate(
            """
            update household set code = :code, address = :address, centre_id = :centreId, latitude = :latitude,
              longitude = :longitude
            where id = :id
            """)
        .bindMethods(input)
        .bind("id", id)
        .execute();
  }
}
