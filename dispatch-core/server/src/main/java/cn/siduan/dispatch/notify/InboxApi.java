package cn.siduan.dispatch.notify;

import cn.siduan.contract.Actor;
import cn.siduan.contract.OrderNumber;
import cn.siduan.contract.Role;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.http.Problem;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * One's own messages: a resident's are those that went to the telephone they hold, a provider's and
 * a worker's those for their screen. Codes are not shown again.
 */
final class InboxApi {

  private final Platform platform;

  InboxApi(Platform platform) {
    this.platform = platform;
  }

  void register(ApiRouter router) {
    router.on("listInbox", this::list).on("markRead", this::markRead);
  }

  private static String mine(Actor actor) {
    return actor.role() == Role.RESIDENT
        ? "channel = 'SMS' and recipient = :phone and state = 'SENT' and template <> 'LOGIN_CODE'"
        : actor.role() == Role.PROVIDER_DISPATCHER
            ? "channel = 'IN_APP' and provider_id = :provider"
            : "channel = 'IN_APP' and account_id = :account";
  }

  private static <S extends SqlStatement<S>> S bind(S statement, Actor actor) {
    return switch (actor.role()) {
      case RESIDENT -> statement.bind("phone", actor.phone());
      case PROVIDER_DISPATCHER -> statement.bind("provider", actor.providerId());
      default -> statement.bind("account", actor.id());
    };
  }

  private ApiReply list(ApiRequest request) {
    String unread = request.flag("unread") ? " and read_at is null" : "";
    List<ObjectNode> items =
        platform
            .database()
            .read(
                handle ->
                    bind(
                            handle.createQuery(
                                "select id, template, order_id, body, created_at, read_at from"
                                    + " message where id < :after and "
                                    + mine(request.actor())
                                    + unread
                                    + " order by id desc limit :limit"),
                            request.actor())
                        .bind("after", Cursor.before(request))
                        .bind("limit", request.number("limit"))
                        .map((rs, _) -> view(rs))
                        .list());
    ObjectNode page = Json.object();
    page.set("items", Json.tree(items));
    if (items.size() == request.number("limit")) {
      page.put("next", items.getLast().get("id").asText());
    }
    return ApiReply.ok(page);
  }

  private static ObjectNode view(ResultSet rs) throws SQLException {
    ObjectNode view = Json.object();
    view.put("id", rs.getLong("id"));
    view.put("template", rs.getString("template"));
    Long order = rs.getObject("order_id", Long.class);
    if (order != null) {
      view.put("order", new OrderNumber(order).digits());
    }
    view.put("text", rs.getString("body"));
    view.put("created_at", rs.getObject("created_at", OffsetDateTime.class).toInstant().toString());
    OffsetDateTime read = rs.getObject("read_at", OffsetDateTime.class);
    if (read != null) {
      view.put("read_at", read.toInstant().toString());
    }
    return view;
  }

  /** Again does nothing: the first time counts. */
  private ApiReply markRead(ApiRequest request) {
    long id = request.number("message_id");
    Instant now = platform.clock().instant();
    int found =
        platform
            .database()
            .transaction(
                tx ->
                    bind(
                            tx.handle()
                                .createUpdate(
                                    "update message set read_at = coalesce(read_at, :now) where id"
                                        + " = :id and "
                                        + mine(request.actor())),
                            request.actor())
                        .bind("now", now)
                        .bind("id", id)
                        .execute());
    if (found == 0) {
      throw Problem.notFound("message", id).exception();
    }
    return ApiReply.noContent();
  }
}
