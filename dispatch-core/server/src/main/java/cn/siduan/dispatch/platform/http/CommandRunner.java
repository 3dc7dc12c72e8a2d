package cn.siduan.dispatch.platform.http;

import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.db.DatabaseException;
import cn.siduan.dispatch.platform.db.StaleWriteException;
import cn.siduan.dispatch.platform.db.Tx;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs a command in one transaction and remembers its answer under the caller's Idempotency-Key, in
 * that transaction.
 *
 * <p>Only success is remembered. A refusal changed nothing, so the command may be sent again under
 * the same key and is decided anew; and before a refusal is given, the key is looked up: what was
 * refused may have been done already by the request this one repeats. So the usual, first command
 * costs no look-up.
 */
public final class CommandRunner {

  private static final int ATTEMPTS = 5;

  private final Database database;
  private final Clock clock;

  public CommandRunner(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Runs {@code work}; a write that came too late ({@link StaleWriteException}) is refused as a
   * conflict.
   */
  public ApiReply run(ApiRequest request, Function<Tx, ApiReply> work) {
    return run(request, work, (_, _) -> Optional.empty());
  }

  /**
   * @param onFailure makes the refusal for an exception of {@code work} or its commit, when the
   *     runner has none
   */
  public ApiReply run(
      ApiRequest request,
      Function<Tx, ApiReply> work,
      BiFunction<ApiRequest, RuntimeException, Optional<ProblemException>> onFailure) {
    // whoever has not logged in has no name to remember an answer under
    String key = request.caller() == null ? null : request.findHeader("Idempotency-Key");
    for (int attempt = 1; ; attempt++) {
      try {
        return database.transaction(
            tx -> {
              ApiReply reply = work.apply(tx);
              if (key != null) {
                remember(tx, request, key, reply);
              }
              return reply;
            });
      } catch (RuntimeException e) {
        ApiReply earlier = key == null ? null : findEarlier(request, key);
        if (earlier != null) {
          return earlier;
        }
        Optional<DatabaseException> sql = DatabaseException.in(e);
        if (attempt < ATTEMPTS && sql.isPresent() && sql.get().isRetryable()) {
          continue;
        }
        if (e instanceof StaleWriteException) {
          throw onFailure
              .apply(request, e)
              .orElseGet(() -> Problem.of(409, "changed-meanwhile").exception());
        }
        throw onFailure.apply(request, e).map(p -> (RuntimeException) p).orElse(e);
      }
    }
  }

  private void remember(Tx tx, ApiRequest request, String key, ApiReply reply) {
    tx.batch()
        .add(
            """
            insert into idempotency (principal, key, operation, body_hash, status, location, etag, response, created_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)\
            """,
            request.actor().principal(),
            key,
            request.operation().id(),
            hash(request),
            reply.status(),
            reply.location(),
            reply.etag(),
            new String(reply.body(), StandardCharsets.UTF_8),
            clock.instant());
  }

  private record Earlier(
      String operation,
      byte[] bodyHash,
      int status,
      @Nullable String location,
      @Nullable String etag,
      String response) {}

  private @Nullable ApiReply findEarlier(ApiRequest request, String key) {
    Optional<Earlier> found =
        database.read(
            handle ->
                handle
                    .createQuery(
                        """
                        select operation, body_hash, status, location, etag, response
                        from idempotency where principal = :principal and key = :key\
                        """)
                    .bind("principal", request.actor().principal())
                    .bind("key", key)
                    .map(
                        (rs, _) ->
                            new Earlier(
                                rs.getString(1),
                                rs.getBytes(2),
                                rs.getInt(3),
                                rs.getString(4),
                                rs.getString(5),
                                rs.getString(6)))
                    .findOne());
    if (found.isEmpty()) {
      return null;
    }
    Earlier earlier = found.get();
    if (!earlier.operation().equals(request.operation().id())
        || !Arrays.equals(earlier.bodyHash(), hash(request))) {
      throw Problem.of(422, "idempotency-key-reused").with("key", key).exception();
    }
    byte[] body = earlier.response().getBytes(StandardCharsets.UTF_8);
    return new ApiReply(
            earlier.status(),
            body.length == 0 ? "" : "application/json",
            body,
            earlier.location(),
            earlier.etag(),
            java.util.List.of())
        .header("Idempotency-Replayed", "true");
  }

  /** Of what was asked: where it was sent and the body, byte for byte. */
  private static byte[] hash(ApiRequest request) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(request.parameters().toString().getBytes(StandardCharsets.UTF_8));
      return digest.digest(request.bytes());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
