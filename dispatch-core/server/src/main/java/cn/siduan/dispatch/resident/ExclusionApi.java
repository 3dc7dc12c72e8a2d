package cn.siduan.dispatch.resident;

import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.audit.AuditTrail;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import cn.siduan.dispatch.platform.registry.References;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Providers a resident does not want again; routing leaves them out. */
public final class ExclusionApi {

  record Exclude(long providerId, String reason) {}

  record Why(@Nullable String reason) {}

  /** Schema ExcludedProvider. */
  record Excluded(long providerId, String name, String reason, Instant addedAt) {}

  private static final int MOST = 100;

  private final Platform platform;

  public ExclusionApi(Platform platform) {
    this.platform = platform;
  }

  public void register(ApiRouter api) {
    api.on("listExcludedProviders", this::list)
        .on("excludeProvider", this::exclude)
        .on("admitProvider", this::admit);
  }

  private ApiReply list(ApiRequest request) {
    long resident = request.number("id");
    return platform
        .database()
        .read(
            handle -> {
              require(handle, resident);
              return reply(handle, resident);
            });
  }

  /** Again changes the reason. */
  private ApiReply exclude(ApiRequest request) {
    long resident = request.number("id");
    Exclude body = request.body(Exclude.class);
    return platform
        .commands()
        .run(
            request,
            tx -> {
              lock(tx, resident);
              References.require(
                  tx, "provider", "provider_id", body.providerId(), "no-such-provider");
              requireRoom(tx.handle(), resident, body.providerId());
              tx.handle()
                  .execute(
                      """
                      insert into provider_exclusion (resident_id, provider_id, reason, added_by, added_at)
                      values (?, ?, ?, ?, ?)
                      on conflict (resident_id, provider_id) do update set reason = excluded.reason\
                      """,
                      resident,
                      body.providerId(),
                      body.reason(),
                      request.actor().id(),
                      now());
              audit(tx, request, body.reason(), body.providerId());
              return reply(tx.handle(), resident);
            });
  }

  /** Again does nothing. */
  private ApiReply admit(ApiRequest request) {
    long resident = request.number("id");
    long provider = request.number("provider_id");
    String reason = request.body() == null ? null : request.body(Why.class).reason();
    return platform
        .commands()
        .run(
            request,
            tx -> {
              lock(tx, resident);
              int gone =
                  tx.handle()
                      .execute(
                          "delete from provider_exclusion where resident_id = ? and provider_id ="
                              + " ?",
                          resident,
                          provider);
              if (gone > 0) {
                audit(tx, request, reason, provider);
              }
              return reply(tx.handle(), resident);
            });
  }

  private void audit(Tx tx, ApiRequest request, @Nullable String reason, long provider) {
    AuditTrail.add(
        tx,
        now(),
        request.actor(),
        request.operation().id(),
        "resident",
        request.number("id"),
        reason,
        Map.of("provider_id", provider),
        request.id());
  }

  private Instant now() {
    return platform.clock().instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static void require(Handle handle, long resident) {
    if (ResidentStore.find(handle, resident).isEmpty()) {
      throw Problem.notFound("resident", resident).exception();
    }
  }

  /** One change at a time, so that the limit holds. */
  private static void lock(Tx tx, long resident) {
    if (tx.handle()
        .createQuery("select id from resident where id = :id for update")
        .bind("id", resident)
        .mapTo(Long.class)
        .findOne()
        .isEmpty()) {
      throw Problem.notFound("resident", resident).exception();
    }
  }

  private static void requireRoom(Handle handle, long resident, long provider) {
    long others =
        handle
            .createQuery(
                "select count(*) from provider_exclusion where resident_id = :id and provider_id <>"
                    + " :provider")
            .bind("id", resident)
            .bind("provider", provider)
            .mapTo(Long.class)
            .one();
    if (others >= MOST) {
      throw Problem.input(FieldError.of("provider_id", provider, "maxItems", Map.of("limit", MOST)))
          .exception();
    }
  }

  private static ApiReply reply(Handle handle, long resident) {
    List<Excluded> items =
        handle
            .createQuery(
                """
                select x.provider_id, p.name, x.reason, x.added_at from provider_exclusion x
                join provider p on p.id = x.provider_id where x.resident_id = :id order by x.provider_id\
                """)
            .bind("id", resident)
            .map(
                (rs, _) ->
                    new Excluded(
                        rs.getLong(1),
                        rs.getString(2),
                        rs.getString(3),
                        rs.getTimestamp(4).toInstant()))
            .list();
    return ApiReply.ok(Map.of("items", items));
  }
}
