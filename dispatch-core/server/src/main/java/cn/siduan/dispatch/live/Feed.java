package cn.siduan.dispatch.live;

import cn.siduan.dispatch.platform.db.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Reads {@code live_event}. Positions are visible in their order (decision 0005). */
final class Feed {

  /**
   * What the table holds.
   *
   * @param first smallest position kept
   * @param last greatest position ever given; 0 if none was
   */
  private record Extent(long first, long last) {}

  /**
   * @param upTo position up to which there is nothing else for the reader
   */
  record Page(List<FeedEvent> events, long upTo) {}

  private static final int PAGE = 1000;

  private static final String COLUMNS =
      "select position, type, audiences, payload, created_at from live_event ";

  private final Database database;

  Feed(Database database) {
    this.database = database;
  }

  private static Extent extent(Handle handle) {
    return handle
        .createQuery(
            "select coalesce(min(position), 1), coalesce(max(position), 0) from live_event")
        .map((rs, _) -> new Extent(rs.getLong(1), rs.getLong(2)))
        .one();
  }

  /** The next ones behind a position, in their order. */
  List<FeedEvent> after(long position, int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(COLUMNS + "where position > :p order by position limit :limit")
                .bind("p", position)
                .bind("limit", limit)
                .map((rs, _) -> event(rs))
                .list());
  }

  /**
   * What a reader at a position missed, a page of it; empty if not all of it is kept any more, if
   * it is more than {@code most}, or if there never was such a position.
   */
  Optional<Page> page(long position, int most, Collection<String> audiences) {
    return database.read(
        handle -> {
          long last = extent(handle).last();
          long upTo = Math.min(last, position + PAGE);
          if (position > last || last - position > most) {
            return Optional.empty();
          }
          List<FeedEvent> events = between(handle, position, upTo, audiences);
          // asked last: what was deleted while we read is noticed
          return extent(handle).first() > position + 1 && last > position
              ? Optional.empty()
              : Optional.of(new Page(events, upTo));
        });
  }

  private static List<FeedEvent> between(
      Handle handle, long from, long to, Collection<String> audiences) {
    return handle
        .createQuery(
            COLUMNS
                + "where position > :from and position <= :to and audiences && :audiences::text[]"
                + " order by position")
        .bind("from", from)
        .bind("to", to)
        .bindArray("audiences", String.class, audiences.toArray())
        .map((rs, _) -> event(rs))
        .list();
  }

  /** The newest ones, in their order. */
  List<FeedEvent> newest(int limit) {
    return database
        .read(
            handle ->
                handle
                    .createQuery(COLUMNS + "order by position desc limit :limit")
                    .bind("limit", limit)
                    .map((rs, _) -> event(rs))
                    .list())
        .reversed();
  }

  private static FeedEvent event(ResultSet rs) throws SQLException {
    long position = rs.getLong("position");
    return new FeedEvent(
        position,
        List.of((String[]) rs.getArray("audiences").getArray()),
        rs.getObject("created_at", OffsetDateTime.class).toInstant(),
        FeedEvent.frame(position, rs.getString("type"), rs.getString("payload")));
  }
}
