package cn.siduan.dispatch.security.machine;

import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.audit.AuditTrail;
import cn.siduan.dispatch.platform.db.DatabaseException;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import cn.siduan.dispatch.platform.http.ProblemException;
import cn.siduan.dispatch.platform.registry.References;
import cn.siduan.dispatch.security.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Machines of other systems and the tokens they come with. */
public final class MachineApi {

  private static final int MOST_TOKENS = 20;

  /** Schema NewMachine of the contract. */
  record Body(String name, @Nullable String note, @Nullable Long providerId) {}

  /** Schema NewMachineToken of the contract. */
  record TokenBody(@Nullable Integer days) {}

  private final Platform platform;
  private final MachineTokens tokens;

  public MachineApi(Platform platform, MachineTokens tokens) {
    this.platform = platform;
    this.tokens = tokens;
  }

  public void register(ApiRouter api) {
    api.on("listMachines", this::list)
        .on("createMachine", this::create)
        .on("retireMachine", this::retire)
        .on("listMachineTokens", this::listTokens)
        .on("createMachineToken", this::createToken)
        .on("revokeMachineToken", this::revokeToken);
  }

  private ApiReply list(ApiRequest request) {
    long limit = request.number("limit");
    return platform
        .database()
        .read(
            handle -> {
              List<MachineRows.Machine> found =
                  MachineRows.list(handle, request.findNumber("after").orElse(0L), limit + 1);
              return ApiReply.ok(MachineRows.Page.of(found, limit));
            });
  }

  private ApiReply create(ApiRequest request) {
    Body body = request.body(Body.class);
    Instant now = platform.clock().instant();
    return platform
        .commands()
        .run(
            request,
            tx -> {
              References.require(
                  tx, "provider", "provider_id", body.providerId(), "no-such-provider");
              long id = MachineRows.insert(tx.handle(), body, now);
              audit(tx, request, id, Map.of());
              var machine = MachineRows.find(tx.handle(), id).orElseThrow();
              return ApiReply.created("/api/v1/machines/" + id, machine).version(1);
            },
            (_, e) -> taken(e, body.name()));
  }

  private static Optional<ProblemException> taken(RuntimeException e, String name) {
    return DatabaseException.in(e)
        .filter(d -> d.isUniqueViolation("machine_name_key"))
        .map(_ -> Problem.input(FieldError.of("name", name, "taken")).exception());
  }

  private ApiReply retire(ApiRequest request) {
    long id = request.number("machine_id");
    return platform
        .commands()
        .run(
            request,
            tx -> {
              var machine = get(tx, id);
              request.ifMatch().require(machine.version());
              tx.batch()
                  .addFence(
                      """
                      update machine set retired_at = coalesce(retired_at, ?), version = version + 1, updated_at = ?
                      where id = ? and version = ?\
                      """,
                      platform.clock().instant(),
                      platform.clock().instant(),
                      id,
                      machine.version());
              tokens.changed(tx);
              audit(tx, request, id, Map.of());
              return ApiReply.noContent();
            });
  }

  private ApiReply listTokens(ApiRequest request) {
    long id = request.number("machine_id");
    return platform
        .database()
        .read(
            handle -> {
              if (MachineRows.find(handle, id).isEmpty()) {
                throw Problem.notFound("machine", id).exception();
              }
              return ApiReply.ok(Map.of("items", MachineRows.listTokens(handle, id)));
            });
  }

  /** Not run as a remembered command: the answer holds the secret, and would be kept. */
  private ApiReply createToken(ApiRequest request) {
    long id = request.number("machine_id");
    Integer days = request.body(TokenBody.class).days();
    Instant now = platform.clock().instant();
    String secret = MachineTokens.PREFIX + Secrets.next();
    return platform
        .database()
        .transaction(
            tx -> {
              if (!MachineRows.lock(tx.handle(), id)) {
                throw Problem.notFound("machine", id).exception();
              }
              if (MachineRows.countTokens(tx.handle(), id, now) >= MOST_TOKENS) {
                throw Problem.of(409, "tokens-full").with("limit", MOST_TOKENS).exception();
              }
              MachineRows.Token token =
                  MachineRows.insertToken(
                      tx.handle(),
                      id,
                      secret,
                      now,
                      now.plus(Duration.ofDays(days == null ? 365 : days)));
              audit(tx, request, id, Map.of("token", token.id()));
              return ApiReply.created(
                  "/api/v1/machines/" + id + "/tokens/" + token.id(),
                  new MachineRows.NewToken(token.id(), secret, token.hint(), token.expiresAt()));
            });
  }

  private ApiReply revokeToken(ApiRequest request) {
    long id = request.number("machine_id");
    long tokenId = request.number("token_id");
    return platform
        .commands()
        .run(
            request,
            tx -> {
              if (!MachineRows.revoke(tx.handle(), id, tokenId, platform.clock().instant())) {
                throw Problem.notFound("token", tokenId).exception();
              }
              tokens.changed(tx);
              audit(tx, request, id, Map.of("token", tokenId));
              return ApiReply.noContent();
            });
  }

  private static MachineRows.Machine get(Tx tx, long id) {
    return MachineRows.find(tx.handle(), id)
        .orElseThrow(() -> Problem.notFound("machine", id).exception());
  }

  private void audit(Tx tx, ApiRequest request, long id, Map<String, ?> detail) {
    AuditTrail.add(
        tx,
        platform.clock().instant(),
        request.actor(),
        request.operation().id(),
        "machine",
        id,
        null,
        detail,
        request.id());
  }
}
