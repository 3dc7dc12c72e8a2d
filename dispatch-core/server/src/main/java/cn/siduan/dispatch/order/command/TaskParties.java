package cn.siduan.dispatch.order.command;

import cn.siduan.contract.Actor;
import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;

/** Whether the providers and workers a command names exist and may be named. */
public final class TaskParties {

  private final Database database;

  public TaskParties(Database database) {
    this.database = database;
  }

  public void requireProviders(List<Long> ids) {
    List<Long> missing = new ArrayList<>(ids);
    missing.removeAll(
        database.read(
            handle ->
                handle
                    .createQuery(
                        "select id from provider where id = any(:ids) and retired_at is null")
                    .bindArray("ids", Long.class, ids)
                    .mapTo(Long.class)
                    .list()));
    if (!missing.isEmpty()) {
      throw Problem.input(
              missing.stream()
                  .map(
                      id ->
                          FieldError.of("provider_ids/" + ids.indexOf(id), id, "no-such-provider"))
                  .toList())
          .exception();
    }
  }

  /** One of the provider's own people. */
  public void requireWorker(Actor dispatcher, long workerId) {
    boolean own =
        database.read(
            handle ->
                handle
                    .createQuery(
                        """
                        select exists (select 1 from worker
                          where id = :id and provider_id = :provider and retired_at is null)\
                        """)
                    .bind("id", workerId)
                    .bind("provider", dispatcher.providerId())
                    .mapTo(Boolean.class)
                    .one());
    if (!own) {
      throw Problem.input(FieldError.of("worker_id", workerId, "no-such-worker")).exception();
    }
  }
}
