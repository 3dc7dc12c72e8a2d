package cn.siduan.dispatch.catalogue;

import cn.siduan.dispatch.platform.registry.Page;
import cn.siduan.dispatch.platform.registry.Registered;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Table slot: bookable times of appointment items. */
public final class SlotStore {

  /**
   * Schema Slot of the contract.
   *
   * @param placesLeft how many more orders can book it
   */
  public record View(
      long id,
      long itemId,
      long centreId,
      Instant startsAt,
      Instant endsAt,
      int places,
      int placesLeft,
      int version,
      Instant updatedAt,
      @Nullable Instant retiredAt)
      implements Registered {}

  public record Filter(
      @Nullable Long itemId,
      @Nullable Long centreId,
      Instant from,
      Instant to,
      boolean free,
      boolean all) {}

  /** One bookable time. */
  public record Time(Instant startsAt, Instant endsAt) {}

  private static final String SELECT =
      """
      select s.*, s.places - (select count(*) from booking b where b.slot_id = s.id and b.released_at is null) as places_left
      from slot s
      """;

  private SlotStore() {}

  static Optional<View> find(Handle handle, long id) {
    return handle
        .createQuery(SELECT + "where s.id = :id")
        .bind("id", id)
        .map(ConstructorMapper.of(View.class))
        .findOne();
  }

  static List<View> list(Handle handle, Page page, Filter filter) {
    return handle
        .createQuery(
            "select * from ("
                + SELECT
                + """
                where s.id > :after and (:itemId is null or s.item_id = :itemId)
                  and (:centreId is null or s.centre_id = :centreId)
                  and s.starts_at >= :from and s.starts_at < :to and (:all or s.retired_at is null)) s
                where not :free or places_left > 0
                order by id limit :fetch
                """)
        .bindMethods(page)
        .bindMethods(filter)
        .map(ConstructorMapper.of(View.class))
        .list();
  }

  /** Those that are there already are left as they are; answers the ids of the new ones. */
  static List<Long> insert(
      Handle handle, long itemId, long centreId, int places, List<Time> times, Instant now) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            insert into slot (item_id, centre_id, starts_at, ends_at, places, updated_at)
            values (:itemId, :centreId, :startsAt, :endsAt, :places, :now)
            on conflict (item_id, centre_id, starts_at) do nothing
            """);
    for (Time time : times) {
      batch
          .bindMethods(time)
          .bind("itemId", itemId)
          .bind("centreId", centreId)
          .bind("places", places)
          .bind("now", now)
          .add();
    }
    return batch.executePreparedBatch("id").mapTo(Long.class).list();
  }

  static void update(Handle handle, long id, int places, Instant endsAt) {
    handle
        .createUpdate("update slot set places = :places, ends_at = :endsAt where id = :id")
        .bind("places", places)
        .bind("endsAt", endsAt)
        .bind("id", id)
        .execute();
  }

  /** The highest place that is booked; 0 if none is. */
  static int highestBooked(Handle handle, long id) {
    return handle
        .createQuery(
            "select coalesce(max(place), 0) from booking where slot_id = :id and released_at is"
                + " null")
        .bind("id", id)
        .mapTo(Integer.class)
        .one();
  }
}
