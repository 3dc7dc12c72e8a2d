package cn.siduan.dispatch.platform.registry;

import cn.siduan.contract.Actor;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.audit.AuditTrail;
import cn.siduan.dispatch.platform.db.DatabaseException;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.IfMatch;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import cn.siduan.dispatch.platform.http.ProblemException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The one way registered things are made, read, changed, retired and restored.
 *
 * <p>A change locks the thing's row, holds If-Match against its version, lets the feature write,
 * raises the version and adds an audit entry with the names of the changed fields, in one
 * transaction.
 */
public final class Registry<V extends Registered> {

  /** Writes a new thing; answers its id. */
  public interface Insert {
    long insert(Tx tx, Instant now);
  }

  private final Platform platform;
  private final RegistrySpec<V> spec;

  public Registry(Platform platform, RegistrySpec<V> spec) {
    this.platform = platform;
    this.spec = spec;
  }

  public ApiReply get(ApiRequest request) {
    long id = request.number("id");
    V view =
        platform
            .database()
            .read(handle -> find(handle, request.caller(), id))
            .orElseThrow(() -> notFound(id));
    return ApiReply.ok(view).version(view.version());
  }

  /** In the order of ids; the query answers up to {@link Page#fetch} things. */
  public ApiReply list(ApiRequest request, BiFunction<Handle, Page, List<V>> query) {
    Page page = Page.of(request);
    return platform.database().read(handle -> page.reply(query.apply(handle, page)));
  }

  public ApiReply create(ApiRequest request, Insert insert) {
    return run(
        request,
        tx -> {
          long id = insert.insert(tx, now());
          V view = find(tx.handle(), null, id).orElseThrow();
          audit(tx, request, id, null, names(request.body()));
          return ApiReply.created("/api/v1" + request.operation().path() + "/" + id, view)
              .version(view.version());
        });
  }

  /** Gives {@code write} the thing as it is; refused while it is retired. */
  public ApiReply update(ApiRequest request, BiConsumer<Tx, V> write) {
    return change(
        request,
        (tx, before) -> {
          if (before.retired()) {
            throw Problem.of(409, "is-retired").with("what", spec.name()).exception();
          }
          write.accept(tx, before);
        });
  }

  /**
   * @param check throws if it cannot go, for example because others rely on it
   */
  public ApiReply retire(ApiRequest request, BiConsumer<Tx, V> check) {
    return change(
        request,
        (tx, before) -> {
          if (before.retired()) {
            throw Problem.of(409, "is-retired").with("what", spec.name()).exception();
          }
          check.accept(tx, before);
          retired(tx, before.id(), now());
        });
  }

  public ApiReply restore(ApiRequest request, BiConsumer<Tx, V> check) {
    return change(
        request,
        (tx, before) -> {
          if (!before.retired()) {
            throw Problem.of(409, "not-retired").with("what", spec.name()).exception();
          }
          check.accept(tx, before);
          retired(tx, before.id(), null);
        });
  }

  private ApiReply change(ApiRequest request, BiConsumer<Tx, V> write) {
    long id = request.number("id");
    IfMatch given = request.ifMatch();
    return run(
        request,
        tx -> {
          lock(tx, id);
          V before = find(tx.handle(), request.caller(), id).orElseThrow(() -> notFound(id));
          given.require(before.version());
          write.accept(tx, before);
          raise(tx, id);
          V after = find(tx.handle(), null, id).orElseThrow();
          audit(tx, request, id, reason(request), changed(before, after, request));
          return ApiReply.ok(after).version(after.version());
        });
  }

  private ApiReply run(ApiRequest request, Function<Tx, ApiReply> work) {
    return platform
        .commands()
        .run(
            request,
            tx -> {
              if (spec.oneAtATime()) {
                tx.handle()
                    .createQuery("select 1 from (select pg_advisory_xact_lock(hashtext(:t))) l")
                    .bind("t", "registry " + spec.table())
                    .mapTo(Integer.class)
                    .one();
              }
              ApiReply reply = work.apply(tx);
              tx.afterCommit(spec.changed());
              return reply;
            },
            this::taken);
  }

  private void lock(Tx tx, long id) {
    tx.handle()
        .createQuery("select id from " + spec.table() + " where id = :id for update")
        .bind("id", id)
        .mapTo(Long.class)
        .findOne();
  }

  private void raise(Tx tx, long id) {
    tx.handle()
        .createUpdate(
            "update "
                + spec.table()
                + " set version = version + 1, updated_at = :now where id = :id")
        .bind("now", now())
        .bind("id", id)
        .execute();
  }

  private void retired(Tx tx, long id, @Nullable Instant at) {
    tx.handle()
        .createUpdate("update " + spec.table() + " set retired_at = :at where id = :id")
        .bind("at", at)
        .bind("id", id)
        .execute();
  }

  private Optional<V> find(Handle handle, @Nullable Actor caller, long id) {
    return spec.find()
        .apply(handle, id)
        .filter(v -> caller == null || spec.visible().test(handle, caller, v));
  }

  private ProblemException notFound(long id) {
    return Problem.notFound(spec.name(), id).exception();
  }

  private Instant now() {
    return platform.clock().instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static @Nullable String reason(ApiRequest request) {
    return request.body() == null ? null : request.body().path("reason").asText(null);
  }

  /** Names only: what is shown and differs, and the secrets that were sent. */
  private Set<String> changed(V before, V after, ApiRequest request) {
    JsonNode was = Json.tree(before);
    JsonNode is = Json.tree(after);
    Set<String> names = new TreeSet<>(names(was));
    names.addAll(names(is));
    names.removeIf(n -> was.path(n).equals(is.path(n)));
    names.removeAll(List.of("version", "updated_at"));
    names(request.body()).stream().filter(spec.secrets()::contains).forEach(names::add);
    return names;
  }

  private static Set<String> names(@Nullable JsonNode node) {
    Set<String> names = new TreeSet<>();
    if (node != null) {
      node.fieldNames().forEachRemaining(names::add);
    }
    return names;
  }

  private void audit(
      Tx tx, ApiRequest request, long id, @Nullable String reason, Set<String> fields) {
    AuditTrail.add(
        tx,
        now(),
        request.actor(),
        request.operation().id(),
        spec.name(),
        id,
        reason,
        Map.of("fields", fields),
        request.id());
  }

  /** A unique value that another thing has already. */
  private Optional<ProblemException> taken(ApiRequest request, RuntimeException thrown) {
    return DatabaseException.in(thrown)
        .filter(DatabaseException::isUniqueViolation)
        .map(DatabaseException::constraint)
        .map(spec.unique()::get)
        .map(field -> Problem.input(FieldError.of(field, shown(request, field), "taken")))
        .map(Problem::exception);
  }

  private String shown(ApiRequest request, String field) {
    return request.body() == null || spec.secrets().contains(field)
        ? ""
        : request.body().path(field).asText("");
  }
}
