package cn.siduan.dispatch.order.attachment;

import cn.siduan.contract.Actor;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderAccess;
import cn.siduan.dispatch.order.OrderCommand;
import cn.siduan.dispatch.order.command.OrderStore;
import cn.siduan.dispatch.order.command.Orders;
import cn.siduan.dispatch.order.command.RequestFacts;
import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.http.Problem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Adds, lists and serves attachments, to those who may see the order. */
public final class AttachmentApi {

  private final Database database;
  private final Orders orders;
  private final Attachments attachments;

  public AttachmentApi(Database database, Orders orders, Attachments attachments) {
    this.database = database;
    this.orders = orders;
    this.attachments = attachments;
  }

  public void register(ApiRouter api) {
    api.on("addAttachment", this::add)
        .on("listAttachments", this::list)
        .on("getAttachment", this::get);
  }

  private ApiReply add(ApiRequest request) {
    return attachments.take(
        request,
        arrived -> {
          Attachment file = arrived.file();
          return orders.command(
              request,
              new OrderCommand.Attach(file.id(), file.kind(), file.name(), file.taskNo()),
              (tx, order) -> arrived.keep(tx, order, null));
        });
  }

  private ApiReply list(ApiRequest request) {
    return database.read(handle -> ApiReply.ok(Map.of("items", visible(handle, request))));
  }

  private ApiReply get(ApiRequest request) {
    UUID id = UUID.fromString(request.text("attachment_id"));
    Attachment file =
        database
            .read(
                handle ->
                    visible(handle, request).stream().filter(v -> v.id().equals(id)).findFirst())
            .orElseThrow(() -> Problem.notFound("attachment", id).exception());
    byte[] bytes =
        attachments
            .store()
            .read(id)
            .orElseThrow(() -> Problem.notFound("attachment", id).exception());
    String name = URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20");
    return ApiReply.bytes(file.mediaType(), bytes)
        .header("Content-Disposition", "attachment; filename*=UTF-8''" + name);
  }

  private static List<Attachment> visible(Handle handle, ApiRequest request) {
    var number = RequestFacts.number(request);
    Order order =
        OrderStore.find(handle, number.id())
            .filter(o -> OrderAccess.maySee(request.actor(), o))
            .orElseThrow(() -> Problem.notFound("order", number).exception());
    return handle
        .createQuery(Attachment.SELECT + " where order_id = :id order by added_at, id")
        .bind("id", order.id())
        .map((rs, _) -> Attachment.of(rs))
        .filter(v -> maySee(request.actor(), order, v))
        .list();
  }

  /**
   * Provider staff see what the asker sent once the task is theirs, and their own evidence; not
   * other providers'.
   */
  private static boolean maySee(Actor actor, Order order, Attachment file) {
    if (!actor.role().isProviderStaff()) {
      return true;
    }
    Integer taskNo = file.taskNo();
    return order.tasks().stream()
        .filter(t -> taskNo == null || t.no() == taskNo)
        .anyMatch(
            t ->
                OrderAccess.maySee(actor, order, t)
                    && Objects.equals(t.providerId(), actor.providerId()));
  }
}
