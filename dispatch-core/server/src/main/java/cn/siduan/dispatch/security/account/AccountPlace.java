package cn.siduan.dispatch.security.account;

import cn.siduan.contract.Role;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Where an account belongs: staff of a provider to it, a worker's to that worker, others not; a
 * visitor to the centre in whose area they visit.
 */
final class AccountPlace {

  private AccountPlace() {}

  static void require(AccountApi.Body body) {
    List<FieldError> errors = new ArrayList<>();
    presence(errors, "provider_id", body.providerId(), body.role().isProviderStaff());
    if (body.role() == Role.VISITOR && body.centreId() == null) {
      errors.add(FieldError.of("centre_id", "", "required"));
    }
    presence(errors, "worker_id", body.workerId(), body.role() == Role.WORKER);
    if (!errors.isEmpty()) {
      throw Problem.input(errors).exception();
    }
  }

  private static void presence(
      List<FieldError> errors, String field, @Nullable Long value, boolean needed) {
    if (needed && value == null) {
      errors.add(FieldError.of(field, "", "required"));
    } else if (!needed && value != null) {
      errors.add(FieldError.of(field, value, "not-for-this-role"));
    }
  }

  static void requireThere(Handle handle, AccountApi.Body body) {
    List<FieldError> errors = new ArrayList<>();
    Long centre = body.centreId();
    if (centre != null && !isThere(handle, "centre", centre)) {
      errors.add(FieldError.of("centre_id", centre, "no-such-centre"));
    }
    Long provider = body.providerId();
    if (provider != null && !isThere(handle, "provider", provider)) {
      errors.add(FieldError.of("provider_id", provider, "no-such-provider"));
    }
    Long worker = body.workerId();
    if (worker != null && !Objects.equals(providerOf(handle, worker), provider)) {
      errors.add(FieldError.of("worker_id", worker, "not-their-worker"));
    }
    if (!errors.isEmpty()) {
      throw Problem.input(errors).exception();
    }
  }

  private static boolean isThere(Handle handle, String table, long id) {
    return handle
        .createQuery("select true from <table> where id = :id and retired_at is null")
        .define("table", table)
        .bind("id", id)
        .mapTo(Boolean.class)
        .findOne()
        .isPresent();
  }

  private static @Nullable Long providerOf(Handle handle, long worker) {
    return handle
        .createQuery("select provider_id from worker where id = :id and retired_at is null")
        .bind("id", worker)
        .mapTo(Long.class)
        .findOne()
        .orElse(null);
  }
}
