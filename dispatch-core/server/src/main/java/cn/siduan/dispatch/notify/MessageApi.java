package cn.siduan.dispatch.notify;

import cn.siduan.contract.OrderNumber;
import cn.siduan.dispatch.order.command.RequestFacts;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.audit.AuditTrail;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.http.Problem;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.Query;

/** What became of messages, for those who run the house; and dead ones, sent again. */
final class MessageApi {

  private static final int MOST_AT_ONCE = 10_000;
  private static final String COLUMNS =
      """
      select id, channel, template, language, recipient, order_id, safety, body, state, attempts, due_at, last_error,
        created_at, sent_at from message
      """;

  private final Platform platform;
  private final NotifySettings settings;
  private final Runnable hint;

  MessageApi(Platform platform, NotifySettings settings, Runnable hint) {
    this.platform = platform;
    this.settings = settings;
    this.hint = hint;
  }

  void register(ApiRouter router) {
    router
        .on("listMessages", this::list)
        .on("getMessage", this::get)
        .on("resendMessage", this::resend)
        .on("resendDeadMessages", this::resendAll);
  }

  private ApiReply list(ApiRequest request) {
    List<String> where = new ArrayList<>(List.of("id < :after"));
    request.findText("state").ifPresent(_ -> where.add("state = :state"));
    request.findText("channel").ifPresent(_ -> where.add("channel = :channel"));
    request.findText("order").ifPresent(_ -> where.add("order_id = :order"));
    String sql =
        COLUMNS + "where " + String.join(" and ", where) + " order by id desc limit :limit";
    List<ObjectNode> items =
        platform
            .database()
            .read(
                handle -> {
                  Query query = handle.createQuery(sql);
                  bind(query, request);
                  return query.map((rs, _) -> view(rs)).list();
                });
    ObjectNode page = Json.object();
    page.set("items", Json.tree(items));
    if (items.size() == request.number("limit")) {
      page.put("next", items.getLast().get("id").asText());
    }
    return ApiReply.ok(page);
  }

  private static void bind(Query query, ApiRequest request) {
    query.bind("after", Cursor.before(request)).bind("limit", request.number("limit"));
    request.findText("state").ifPresent(s -> query.bind("state", s));
    request.findText("channel").ifPresent(c -> query.bind("channel", c));
    request
        .findText("order")
        .ifPresent(n -> query.bind("order", RequestFacts.number("order", n).id()));
  }

  private static ObjectNode view(ResultSet rs) throws SQLException {
    ObjectNode view = Json.object();
    view.put("id", rs.getLong("id"));
    view.put("channel", rs.getString("channel"));
    view.put("template", rs.getString("template"));
    view.put("language", rs.getString("language"));
    view.put("recipient", masked(rs.getString("channel"), rs.getString("recipient")));
    Long order = rs.getObject("order_id", Long.class);
    if (order != null) {
      view.put("order", new OrderNumber(order).digits());
    }
    view.put("safety", rs.getBoolean("safety"));
    view.put("state", rs.getString("state"));
    view.put("attempts", rs.getInt("attempts"));
    String error = rs.getString("last_error");
    if (error != null) {
      view.put("last_error", error);
    }
    for (String at : List.of("due_at", "created_at", "sent_at")) {
      OffsetDateTime time = rs.getObject(at, OffsetDateTime.class);
      if (time != null) {
        view.put(at, time.toInstant().toString());
      }
    }
    return view;
  }

  /** 139****0001; addresses of systems are no secret. */
  static String masked(String channel, String recipient) {
    if (!channel.equals("SMS") || recipient.length() < 7) {
      return channel.equals("SMS") ? "****" : recipient;
    }
    return recipient.substring(0, 3) + "****" + recipient.substring(recipient.length() - 4);
  }

  /** With its text; that somebody read it stands in the audit trail. */
  private ApiReply get(ApiRequest request) {
    long id = request.number("message_id");
    return platform
        .database()
        .transaction(
            tx -> {
              ObjectNode view =
                  tx.handle()
                      .createQuery(COLUMNS + "where id = :id")
                      .bind("id", id)
                      .map((rs, _) -> view(rs).put("body", rs.getString("body")))
                      .findOne()
                      .orElseThrow(() -> Problem.notFound("message", id).exception());
              hideCode(view);
              hideLink(view);
              audit(tx, request, id, Map.of());
              return ApiReply.ok(view);
            });
  }

  /** Whoever reads a code could log in as its reader; in a trial that is the point. */
  private void hideCode(ObjectNode view) {
    if (view.get("template").asText().equals(Wording.LOGIN_CODE.name())
        && !settings.isRecordingOnly()) {
      view.put("body", view.get("body").asText().replaceAll("[0-9]{4,}", "******"));
    }
  }

  /** Whoever reads it could answer the offer in the provider's name. */
  private static void hideLink(ObjectNode view) {
    if (view.get("channel").asText().equals("WEBHOOK")) {
      String body = view.get("body").asText();
      view.put("body", body.replaceAll("\"token\":\"[^\"]*\"", "\"token\":\"******\""));
    }
  }

  private ApiReply resend(ApiRequest request) {
    long id = request.number("message_id");
    return platform
        .commands()
        .run(
            request,
            tx -> {
              String state =
                  tx.handle()
                      .createQuery("select state from message where id = :id for update")
                      .bind("id", id)
                      .mapTo(String.class)
                      .findOne()
                      .orElseThrow(() -> Problem.notFound("message", id).exception());
              if (!state.equals("DEAD")) {
                throw Problem.of(409, "message-not-dead").with("state", state).exception();
              }
              return ApiReply.ok(Map.of("count", revive(tx, request, "id = " + id)));
            });
  }

  private ApiReply resendAll(ApiRequest request) {
    return platform
        .commands()
        .run(request, tx -> ApiReply.ok(Map.of("count", revive(tx, request, "true"))));
  }

  private int revive(Tx tx, ApiRequest request, String which) {
    Instant now = platform.clock().instant();
    int count =
        tx.handle()
            .createUpdate(
                """
                update message set state = 'WAITING', attempts = 0, due_at = :now
                where id in (select id from message where state = 'DEAD' and %s
                             order by id limit %d for update skip locked)\
                """
                    .formatted(which, MOST_AT_ONCE))
            .bind("now", now)
            .execute();
    audit(tx, request, which, Map.of("count", count));
    tx.afterCommit(hint);
    return count;
  }

  private void audit(Tx tx, ApiRequest request, Object id, Map<String, ?> detail) {
    AuditTrail.add(
        tx,
        platform.clock().instant(),
        request.actor(),
        request.operation().id(),
        "message",
        id,
        null,
        detail,
        request.id());
  }
}
