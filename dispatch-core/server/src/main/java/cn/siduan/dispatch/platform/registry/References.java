package cn.siduan.dispatch.platform.registry;

import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What one registered thing refers to must be there and in use. */
public final class References {

  private References() {}

  /**
   * The rows are held until the transaction ends, so that what is referred to is not retired at the
   * same moment.
   *
   * @param rule names the sentence for an id that is unknown or retired
   */
  public static void require(Tx tx, String table, String field, Collection<Long> ids, String rule) {
    if (ids.isEmpty()) {
      return;
    }
    List<Long> live =
        tx.handle()
            .createQuery(
                "select id from "
                    + table
                    + " where id = any(:ids) and retired_at is null order by id for share")
            .bindArray("ids", Long.class, new ArrayList<>(ids))
            .mapTo(Long.class)
            .list();
    Inputs.refuse(
        ids.stream()
            .filter(id -> !live.contains(id))
            .map(id -> FieldError.of(field, id, rule))
            .toList());
  }

  public static void require(Tx tx, String table, String field, @Nullable Long id, String rule) {
    if (id != null) {
      require(tx, table, field, List.of(id), rule);
    }
  }

  /**
   * Refuses to retire what others still rely on.
   *
   * @param what names the word for them
   * @param countSql with {@code :id}
   */
  public static void refuseWhileUsed(Tx tx, String what, String countSql, long id) {
    long count = count(tx.handle(), countSql, id);
    if (count > 0) {
      throw Problem.of(409, "still-used").with("count", count).with("what", what).exception();
    }
  }

  private static long count(Handle handle, String sql, long id) {
    return handle.createQuery(sql).bind("id", id).mapTo(Long.class).one();
  }
}
