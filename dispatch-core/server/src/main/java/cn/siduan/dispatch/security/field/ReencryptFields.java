package cn.siduan.dispatch.security.field;

import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.audit.AuditTrail;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * Encrypts sensitive fields under the newest key that are still under an older one, some rows a
 * transaction, so that it may run while people work, stop, and go on. When nothing is left, the old
 * key may leave the ring.
 */
public final class ReencryptFields {

  private static final int BATCH = 500;
  private static final List<Field> FIELDS =
      List.of(
          new Field("resident", "id_card"),
          new Field("resident", "health_note"),
          new Field("provider", "webhook_secret"));

  private record Field(String table, String column) {}

  private record Row(long id, byte[] old) {}

  private final Platform platform;
  private final int newestKey;

  public ReencryptFields(Platform platform, int newestKey) {
    this.platform = platform;
    this.newestKey = newestKey;
  }

  public void register(ApiRouter api) {
    api.on(
        "reencryptFields",
        request -> ApiReply.ok(Map.of("key", newestKey, "fields", run(request))));
  }

  private long run(ApiRequest request) {
    long fields = FIELDS.stream().mapToLong(this::reencrypt).sum();
    platform
        .database()
        .transaction(
            tx -> {
              AuditTrail.add(
                  tx,
                  platform.clock().instant(),
                  request.actor(),
                  "reencryptFields",
                  "key",
                  newestKey,
                  null,
                  Map.of("fields", fields),
                  request.id());
              return true;
            });
    return fields;
  }

  private long reencrypt(Field field) {
    long done = 0;
    long after = 0;
    while (true) {
      long from = after;
      List<Row> rows = platform.database().transaction(tx -> some(tx, field, from));
      if (rows.isEmpty()) {
        return done;
      }
      done += rows.size();
      after = rows.getLast().id();
    }
  }

  /** A row somebody changes at this moment is left to them: they encrypt under the newest key. */
  private List<Row> some(Tx tx, Field field, long after) {
    List<Row> rows =
        tx.handle()
            .createQuery(
                """
                select id, <column> from <table>
                where id > :after and substring(<column> from 1 for 4) <> :newest
                order by id limit :limit for update skip locked\
                """)
            .define("table", field.table())
            .define("column", field.column())
            .bind("after", after)
            .bind("newest", ByteBuffer.allocate(4).putInt(newestKey).array())
            .bind("limit", BATCH)
            .map((rs, _) -> new Row(rs.getLong(1), rs.getBytes(2)))
            .list();
    String update = "update %s set %s = ? where id = ?".formatted(field.table(), field.column());
    for (Row row : rows) {
      String clear = platform.cipher().decrypt(row.old());
      tx.batch().add(update, platform.cipher().encrypt(clear), row.id());
    }
    return rows;
  }
}
