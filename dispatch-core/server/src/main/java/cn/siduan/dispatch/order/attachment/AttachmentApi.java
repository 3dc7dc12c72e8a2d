package cn.siduan.dispatch.order.attachment;

import cn.siduan.contract.Actor;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderAccess;
import cn.siduan.dispatch.order.OrderCommand;
import cn.siduan.dispatch.order.command.OrderStore;
import cn.siduan.dispatch.order.command.Orders;
import cn.siduan.dispatch.order.command.RequestFacts;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.http.Problem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Adds, lists and serves attachments, to those who may see the order. */
public final class AttachmentApi {

  private static final int MOST_PER_ORDER = 50;

  /** Schema Attachment of the contract. */
  record View(
      UUID id,
      @Nullable Integer taskNo,
      String kind,
      String mediaType,
      long sizeBytes,
      String name,
      Instant addedAt) {}

  private final Platform platform;
  private final Orders orders;
  private final AttachmentStore store;

  public AttachmentApi(Platform platform, Orders orders, AttachmentStore store) {
    this.platform = platform;
    this.orders = orders;
    this.store = store;
  }

  public void register(ApiRouter api) {
    api.on("addAttachment", this::add)
        .on("listAttachments", this::list)
        .on("getAttachment", this::get);
  }

  /**
   * The bytes are stored before the row, so that a row never points to nothing; if the row fails,
   * they go again.
   */
  private ApiReply add(ApiRequest request) {
    MediaType.Kind kind = MediaType.Kind.valueOf(request.text("kind"));
    MediaType type =
        MediaType.of(request.bytes())
            .filter(kind.types()::contains)
            .orElseThrow(
                () ->
                    Problem.of(415, "attachment-type")
                        .with("allowed", kind.types().stream().map(MediaType::text).toList())
                        .exception());
    Integer taskNo = request.findNumber("task_no").map(Math::toIntExact).orElse(null);
    View view =
        new View(
            UUID.randomUUID(),
            taskNo,
            kind.name(),
            type.text(),
            request.bytes().length,
            request.text("name"),
            platform.clock().instant());
    boolean[] used = new boolean[1];
    try {
      return orders.command(
          request,
          new OrderCommand.Attach(view.id(), view.kind(), view.name(), taskNo),
          (tx, order) -> {
            refuseTooMany(tx, order);
            store.write(view.id(), request.bytes());
            insert(tx, order, view, request);
            tx.afterCommit(() -> used[0] = true);
            return ApiReply.created(
                "/api/v1/orders/" + order.number() + "/attachments/" + view.id(), view);
          });
    } finally {
      if (!used[0]) {
        store.delete(view.id());
      }
    }
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

  private static void insert(Tx tx, Order order, View view, ApiRequest request) {
    tx.batch()
        .add(
            """
            insert into attachment (id, order_id, task_no, kind, media_type, size_bytes, sha256, name, added_by_role,
              added_by, added_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
            """,
            view.id(),
            order.id(),
            view.taskNo(),
            view.kind(),
            view.mediaType(),
            view.sizeBytes(),
            sha256(request.bytes()),
            view.name(),
            request.actor().role(),
            request.actor().id(),
            view.addedAt());
  }

  private ApiReply list(ApiRequest request) {
    return platform
        .database()
        .read(handle -> ApiReply.ok(Map.of("items", visible(handle, request))));
  }

  private ApiReply get(ApiRequest request) {
    UUID id = UUID.fromString(request.text("attachment_id"));
    View view =
        platform
            .database()
            .read(
                handle ->
                    visible(handle, request).stream().filter(v -> v.id().equals(id)).findFirst())
            .orElseThrow(() -> Problem.notFound("attachment", id).exception());
    byte[] bytes = store.read(id).orElseThrow(() -> Problem.notFound("attachment", id).exception());
    String name = URLEncoder.encode(view.name(), StandardCharsets.UTF_8).replace("+", "%20");
    return ApiReply.bytes(view.mediaType(), bytes)
        .header("Content-Disposition", "attachment; filename*=UTF-8''" + name);
  }

  private static List<View> visible(Handle handle, ApiRequest request) {
    var number = RequestFacts.number(request);
    Order order =
        OrderStore.find(handle, number.id())
            .filter(o -> OrderAccess.maySee(request.actor(), o))
            .orElseThrow(() -> Problem.notFound("order", number).exception());
    return handle
        .createQuery(
            """
            select id, task_no, kind, media_type, size_bytes, name, added_at
            from attachment where order_id = :id order by added_at, id\
            """)
        .bind("id", order.id())
        .map(
            (rs, _) ->
                new View(
                    rs.getObject(1, UUID.class),
                    rs.getObject(2, Integer.class),
                    rs.getString(3),
                    rs.getString(4),
                    rs.getLong(5),
                    rs.getString(6),
                    rs.getTimestamp(7).toInstant()))
        .filter(v -> maySee(request.actor(), order, v))
        .list();
  }

  /**
   * Provider staff see what the asker sent once the task is theirs, and their own evidence; not
   * other providers'.
   */
  private static boolean maySee(Actor actor, Order order, View view) {
    if (!actor.role().isProviderStaff()) {
      return true;
    }
    Integer taskNo = view.taskNo();
    return order.tasks().stream()
        .filter(t -> taskNo == null || t.no() == taskNo)
        .anyMatch(
            t ->
                OrderAccess.maySee(actor, order, t)
                    && java.util.Objects.equals(t.providerId(), actor.providerId()));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
