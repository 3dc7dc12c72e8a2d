package cn.siduan.dispatch.security.audit;

import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.audit.AuditTrail;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.security.audit.AuditChain.Verification;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Administrators read the audit trail, the newest first, and have its chain checked. */
public final class AuditApi {

  /** Entries in one walk; a longer trail is walked in several. */
  private static final long MOST_CHECKED = 200_000;

  /** Schema AuditEntry of the contract. */
  record View(
      long id,
      Instant at,
      String actorRole,
      long actorId,
      String actorName,
      String action,
      String objectType,
      String objectId,
      @Nullable String reason,
      JsonNode detail,
      String requestId,
      @Nullable Long chainNo) {}

  /** Schema AuditPage of the contract. */
  record Page(List<View> items, @Nullable String next) {}

  private final Platform platform;
  private final AuditChain chain;

  public AuditApi(Platform platform, AuditChain chain) {
    this.platform = platform;
    this.chain = chain;
  }

  public void register(ApiRouter api) {
    api.on("listAudit", this::list).on("verifyAudit", this::verify);
  }

  private ApiReply list(ApiRequest request) {
    int limit = Math.toIntExact(request.number("limit"));
    return platform
        .database()
        .read(
            handle -> {
              List<View> found = find(handle, request, limit + 1);
              boolean more = found.size() > limit;
              List<View> items = more ? found.subList(0, limit) : found;
              return ApiReply.ok(
                  new Page(items, more ? Long.toString(items.getLast().id()) : null));
            });
  }

  private static List<View> find(Handle handle, ApiRequest request, int limit) {
    Map<String, Object> values = new java.util.LinkedHashMap<>();
    List<String> where = new ArrayList<>();
    text(request, "actor_role", values, where);
    request.findNumber("actor_id").ifPresent(v -> equal("actor_id", v, values, where));
    text(request, "action", values, where);
    text(request, "object_type", values, where);
    text(request, "object_id", values, where);
    request.findInstant("from").ifPresent(v -> compare("at", ">=", "from", v, values, where));
    request.findInstant("to").ifPresent(v -> compare("at", "<", "to", v, values, where));
    request.findNumber("after").ifPresent(v -> compare("id", "<", "after", v, values, where));
    return handle
        .createQuery(
            "select "
                + AuditEntry.COLUMNS
                + " from audit "
                + (where.isEmpty() ? "" : "where " + String.join(" and ", where))
                + " order by id desc limit :limit")
        .bindMap(values)
        .bind("limit", limit)
        .map((rs, _) -> view(AuditEntry.of(rs)))
        .list();
  }

  private static void text(
      ApiRequest request, String column, Map<String, Object> values, List<String> where) {
    request.findText(column).ifPresent(v -> equal(column, v, values, where));
  }

  private static void equal(
      String column, Object value, Map<String, Object> values, List<String> where) {
    compare(column, "=", column, value, values, where);
  }

  private static void compare(
      String column,
      String operator,
      String name,
      Object value,
      Map<String, Object> values,
      List<String> where) {
    where.add(column + " " + operator + " :" + name);
    values.put(name, value);
  }

  private static View view(AuditEntry e) {
    return new View(
        e.id(),
        e.at(),
        e.actorRole(),
        e.actorId(),
        e.actorName(),
        e.action(),
        e.objectType(),
        e.objectId(),
        e.reason(),
        Json.tree(e.detail()),
        e.requestId(),
        e.chainNo());
  }

  private ApiReply verify(ApiRequest request) {
    Verification result = chain.verify(request.findNumber("after").orElse(0L), MOST_CHECKED);
    platform
        .database()
        .transaction(
            tx -> {
              AuditTrail.add(
                  tx,
                  platform.clock().instant(),
                  request.actor(),
                  "verifyAudit",
                  "audit",
                  result.verified(),
                  null,
                  Map.of("intact", result.intact()),
                  request.id());
              return true;
            });
    return ApiReply.ok(result);
  }
}
