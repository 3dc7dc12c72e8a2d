package cn.siduan.dispatch.provider;

import cn.siduan.dispatch.platform.registry.Page;
import cn.siduan.dispatch.platform.registry.Registered;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Table worker. */
public final class WorkerStore {

  /** Schema WorkerInput of the contract. */
  public record Input(
      long providerId, String code, String name, String phone, List<String> skills) {}

  /** Schema WorkerChange of the contract: a worker stays with the provider. */
  public record Change(String code, String name, String phone, List<String> skills) {}

  /** Schema Worker of the contract. */
  public record View(
      long id,
      long providerId,
      String code,
      String name,
      String phone,
      List<String> skills,
      int version,
      Instant updatedAt,
      @Nullable Instant retiredAt)
      implements Registered {}

  /**
   * @param own the only provider whose workers the caller may see; null for all
   */
  public record Filter(
      @Nullable Long own, @Nullable Long providerId, @Nullable String q, boolean all) {}

  private WorkerStore() {}

  static Optional<View> find(Handle handle, long id) {
    return handle
        .createQuery("select * from worker where id = :id")
        .bind("id", id)
        .map(ConstructorMapper.of(View.class))
        .findOne();
  }

  static List<View> list(Handle handle, Page page, Filter filter) {
    return handle
        .createQuery(
            """
            select * from worker
            where id > :after and (:own is null or provider_id = :own)
              and (:providerId is null or provider_id = :providerId) and (:all or retired_at is null)
              and (:q is null or code = :q or strpos(name, :q) > 0)
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
            insert into worker (provider_id, code, name, phone, skills, updated_at)
            values (:providerId, :code, :name, :phone, :skills, :now) returning id
            """)
        .bindMethods(input)
        .bind("now", now)
        .mapTo(Long.class)
        .one();
  }

  static void update(Handle handle, long id, Change change) {
    handle
        .createUpdate(
            "update worker set code = :code, name = :name, phone = :phone, skills = :skills where"
                + " id = :id")
        .bindMethods(change)
        .bind("id", id)
        .execute();
  }
}
