package cn.siduan.dispatch.order.attachment;

import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.Problem;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Takes files in: their bytes and the row that says whose they are. */
public final class Attachments {

  private static final int MOST_PER_ORDER = 50;

  private final AttachmentStore store;
  private final Clock clock;

  public Attachments(AttachmentStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  AttachmentStore store() {
    return store;
  }

  /** A file that arrived, until it is kept. */
  public final class Arrived {
    private final Attachment file;
    private final ApiRequest request;
    private boolean kept;

    private Arrived(Attachment file, ApiRequest request) {
      this.file = file;
      this.request = request;
    }

    public Attachment file() {
      return file;
    }

    /** The bytes are stored before the row, so that a row never points to nothing. */
    public ApiReply keep(Tx tx, Order order, @Nullable UUID deviceRef) {
      refuseTooMany(tx, order);
      store.write(file.id(), request.bytes());
      insert(tx, order, file, deviceRef, request);
      tx.afterCommit(() -> kept = true);
      return ApiReply.created(
          "/api/v1/orders/" + order.number() + "/attachments/" + file.id(), file);
    }
  }

  /**
   * Looks at the file of a request and hands it on; if it is not kept, nothing of it is.
   *
   * @param keeping puts it to an order by {@link Arrived#keep}
   */
  public ApiReply take(ApiRequest request, Function<Arrived, ApiReply> keeping) {
    Arrived arrived = new Arrived(read(request), request);
    try {
      return keeping.apply(arrived);
    } finally {
      if (!arrived.kept) {
        store.delete(arrived.file.id());
      }
    }
  }

  /** The file that a device sent before under the id it had made for it. */
  public static Optional<Attachment> findByDeviceRef(Handle handle, long orderId, UUID deviceRef) {
    return handle
        .createQuery(Attachment.SELECT + " where order_id = :order and device_ref = :device_ref")
        .bind("order", orderId)
        .bind("device_ref", deviceRef)
        .map((rs, _) -> Attachment.of(rs))
        .findOne();
  }

  private Attachment read(ApiRequest request) {
    MediaType.Kind kind = MediaType.Kind.valueOf(request.text("kind"));
    MediaType type = type(request.bytes(), kind);
    return new Attachment(
        UUID.randomUUID(),
        request.findNumber("task_no").map(Math::toIntExact).orElse(null),
        kind.name(),
        type.text(),
        request.bytes().length,
        request.text("name"),
        clock.instant());
  }

  private static MediaType type(byte[] bytes, MediaType.Kind kind) {
    MediaType type =
        MediaType.of(bytes)
            .filter(kind.types()::contains)
            .orElseThrow(
                () ->
                    Problem.of(415, "attachment-type")
                        .with("allowed", kind.types().stream().map(MediaType::text).toList())
                        .exception());
    if (!Shape.isWhole(type, bytes)) {
      throw Problem.of(422, "attachment-damaged").with("type", type.text()).exception();
    }
    return type;
  }

  private static void refuseTooMany(Tx tx, Order order) {
    long present =
        tx.handle()
            .createQuery("select count(*) from attachment where order_id = :id")
            .bind("id", order.id())
            .mapTo(Long.class)
            .one();
    if (present >= MOST_PER_ORDER) {
      throw Problem.of(409, "attachments-full").with("limit", MOST_PER_ORDER).exception();
    }
  }

  private static void insert(
      Tx tx, Order order, Attachment file, @Nullable UUID deviceRef, ApiRequest request) {
    tx.batch()
        .add(
            """
            insert into attachment (id, order_id, task_no, kind, media_type, size_bytes, sha256, name, added_by_role,
              added_by, added_at, device_ref)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
            """,
            file.id(),
            order.id(),
            file.taskNo(),
            file.kind(),
            file.mediaType(),
            file.sizeBytes(),
            sha256(request.bytes()),
            file.name(),
            request.actor().role(),
            request.actor().id(),
            file.addedAt(),
            deviceRef);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
