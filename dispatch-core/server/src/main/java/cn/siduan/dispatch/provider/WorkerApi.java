package cn.siduan.dispatch.provider;

import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import cn.siduan.dispatch.platform.registry.CodeSet;
import cn.siduan.dispatch.platform.registry.Inputs;
import cn.siduan.dispatch.platform.registry.References;
import cn.siduan.dispatch.platform.registry.Registry;
import cn.siduan.dispatch.platform.registry.RegistrySpec;
import java.util.List;

/** Registers field staff; a dispatcher those of the own provider. */
public final class WorkerApi {

  private final Registry<WorkerStore.View> registry;

  private final CodeSet skills;

  public WorkerApi(Platform platform, CodeSet skills) {
    this.skills = skills;
    registry =
        new Registry<>(
            platform,
            RegistrySpec.of("worker", "worker", WorkerStore::find)
                .visibleTo((actor, w) -> ProviderApi.isOwn(actor, w.providerId())));
  }

  public void register(ApiRouter api) {
    api.on("listWorkers", r -> registry.list(r, (h, page) -> WorkerStore.list(h, page, filter(r))))
        .on("getWorker", registry::get)
        .on("createWorker", this::create)
        .on("updateWorker", this::update)
        .on("retireWorker", r -> registry.retire(r, WorkerApi::refuseWhileUsed))
        .on(
            "restoreWorker",
            r -> registry.restore(r, (tx, w) -> requireProvider(tx, w.providerId())));
  }

  private static WorkerStore.Filter filter(ApiRequest request) {
    return new WorkerStore.Filter(
        ProviderApi.only(request.actor()),
        request.findNumber("provider_id").orElse(null),
        request.findText("q").orElse(null),
        request.flag("retired"));
  }

  private ApiReply create(ApiRequest request) {
    WorkerStore.Input input = Inputs.read(request, WorkerStore.Input.class);
    Inputs.refuse(skills.checkAll("skills", input.skills()));
    if (!ProviderApi.isOwn(request.actor(), input.providerId())) {
      Inputs.refuse(List.of(FieldError.of("provider_id", input.providerId(), "no-such-provider")));
    }
    return registry.create(
        request,
        (tx, now) -> {
          requireProvider(tx, input.providerId());
          return WorkerStore.insert(tx.handle(), input, now);
        });
  }

  private ApiReply update(ApiRequest request) {
    WorkerStore.Change change = Inputs.read(request, WorkerStore.Change.class);
    Inputs.refuse(skills.checkAll("skills", change.skills()));
    return registry.update(
        request, (tx, before) -> WorkerStore.update(tx.handle(), before.id(), change));
  }

  private static void requireProvider(Tx tx, long id) {
    References.require(tx, "provider", "provider_id", id, "no-such-provider");
  }

  private static void refuseWhileUsed(Tx tx, WorkerStore.View worker) {
    References.refuseWhileUsed(
        tx,
        "tasks",
        """
        select count(*) from task where worker_id = :id and state not in ('RESOLVED', 'CANNOT_COMPLETE', 'WITHDRAWN')\
        """,
        worker.id());
  }
}
