package cn.siduan.dispatch.catalogue;

import cn.siduan.dispatch.platform.registry.Page;
import cn.siduan.dispatch.platform.registry.Registered;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Table service_category. */
public final class CategoryStore {

  /** Schema CategoryInput of the contract. */
  public record Input(
      String code, String name, String nameEn, int position, String routingPolicy) {}

  /** Schema Category of the contract. */
  public record View(
      long id,
      String code,
      String name,
      String nameEn,
      int position,
      String routingPolicy,
      int version,
      Instant updatedAt,
      @Nullable Instant retiredAt)
      implements Registered {}

  private CategoryStore() {}

  static Optional<View> find(Handle handle, long id) {
    return handle
        .createQuery("select * from service_category where id = :id")
        .bind("id", id)
        .map(ConstructorMapper.of(View.class))
        .findOne();
  }

  static List<View> list(Handle handle, Page page, boolean all) {
    return handle
        .createQuery(
            """
            select * from service_category where id > :after and (:all or retired_at is null) order by id limit :fetch
            """)
        .bindMethods(page)
        .bind("all", all)
        .map(ConstructorMapper.of(View.class))
        .list();
  }

  static long insert(Handle handle, Input input, Instant now) {
    return handle
        .createQuery(
            """
            insert into service_category (code, name, name_en, position, routing_policy, updated_at)
            values (:code, :name, :nameEn, :position, :routingPolicy, :now) returning id
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
            update service_category set code = :code, name = :name, name_en = :nameEn, position = :position,
              routing_policy = :routingPolicy where id = :id
            """)
        .bindMethods(input)
        .bind("id", id)
        .execute();
  }
}
