package cn.siduan.dispatch.centre;

import cn.siduan.contract.Tier;
import cn.siduan.dispatch.platform.registry.Page;
import cn.siduan.dispatch.platform.registry.Registered;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Table centre. */
public final class CentreStore {

  /** Schema CentreInput of the contract. */
  public record Input(
      String code,
      Tier tier,
      @Nullable Long parentId,
      String name,
      String nameEn,
      List<String> aliases,
      String address,
      String phone,
      @Nullable Double latitude,
      @Nullable Double longitude,
      @Nullable JsonNode polygon,
      String panoramaUrl) {}

  /** Schema Centre of the contract. */
  public record View(
      long id,
      String code,
      Tier tier,
      @Nullable Long parentId,
      String name,
      String nameEn,
      List<String> aliases,
      String address,
      String phone,
      @Nullable Double latitude,
      @Nullable Double longitude,
      @Nullable JsonNode polygon,
      String panoramaUrl,
      int version,
      Instant updatedAt,
      @Nullable Instant retiredAt)
      implements Registered {}

  record Filter(@Nullable String tier, @Nullable Long parentId, @Nullable String q, boolean all) {}

  private CentreStore() {}

  static Optional<View> find(Handle handle, long id) {
    return handle
        .createQuery("select * from centre where id = :id")
        .bind("id", id)
        .map(ConstructorMapper.of(View.class))
        .findOne();
  }

  static List<View> list(Handle handle, Page page, Filter filter) {
    return handle
        .createQuery(
            """
            select * from centre
            where id > :after and (:tier is null or tier = :tier) and (:parentId is null or parent_id = :parentId)
              and (:all or retired_at is null)
              and (:q is null or code = :q or strpos(name, :q) > 0 or :q = any(aliases))
            order by id limit :fetch
            """)
        .bind("after", page.after())
        .bind("fetch", page.fetch())
        .bind("tier", filter.tier())
        .bind("parentId", filter.parentId())
        .bind("q", filter.q())
        .bind("all", filter.all())
        .map(ConstructorMapper.of(View.class))
        .list();
  }

  /** Its path is set by {@link #move}. */
  static long insert(Handle handle, Input input, Instant now) {
    return handle
        .createQuery(
            """
            insert into centre (code, tier, parent_id, path, name, name_en, aliases, address, phone, latitude, longitude,
              polygon, panorama_url, updated_at)
            values (:code, :tier, :parentId, '', :name, :nameEn, :aliases, :address, :phone, :latitude, :longitude,
              :polygon, :panoramaUrl, :now)
            returning id
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
            update centre set code = :code, tier = :tier, parent_id = :parentId, name = :name, name_en = :nameEn,
              aliases = :aliases, address = :address, phone = :phone, latitude = :latitude, longitude = :longitude,
              polygon = :polygon, panorama_url = :panoramaUrl
            where id = :id
            """)
        .bindMethods(input)
        .bind("id", id)
        .execute();
  }

  /** Gives the centre, and with it everything below, the path that follows from its parent. */
  static void move(Handle handle, long id) {
    handle
        .createUpdate(
            """
            with moved as (
              select c.id, c.path as was, coalesce(p.path, '/') || c.id || '/' as now
              from centre c left join centre p on p.id = c.parent_id where c.id = :id)
            update centre c set path = m.now || substr(c.path, length(m.was) + 1)
            from moved m where c.id = m.id or (m.was <> '' and c.path like m.was || '%')
            """)
        .bind("id", id)
        .execute();
  }

  static List<Tier> listChildTiers(Handle handle, long id) {
    return handle
        .createQuery(
            "select distinct tier from centre where parent_id = :id and retired_at is null")
        .bind("id", id)
        .mapTo(Tier.class)
        .list();
  }
}
