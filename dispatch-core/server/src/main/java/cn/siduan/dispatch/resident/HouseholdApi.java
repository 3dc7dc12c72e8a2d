package cn.siduan.dispatch.resident;

import cn.siduan.contract.Actor;
import cn.siduan.dispatch.centre.VisitorArea;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import cn.siduan.dispatch.platform.registry.Inputs;
import cn.siduan.dispatch.platform.registry.References;
import cn.siduan.dispatch.platform.registry.Registry;
import cn.siduan.dispatch.platform.registry.RegistrySpec;
import java.util.List;

/** Registers households. */
public final class HouseholdApi {

  private final Registry<HouseholdStore.View> registry;

  public HouseholdApi(Platform platform) {
    registry =
        new Registry<>(
            platform,
            RegistrySpec.of("household", "household", HouseholdStore::find)
                .visibleTo((handle, caller, h) -> VisitorArea.holds(handle, caller, h.centreId())));
  }

  public void register(ApiRouter api) {
    api.on(
            "listHouseholds",
            r -> registry.list(r, (h, page) -> HouseholdStore.list(h, page, filter(r))))
        .on("getHousehold", registry::get)
        .on("createHousehold", this::create)
        .on("updateHousehold", this::update)
        .on("retireHousehold", r -> registry.retire(r, HouseholdApi::refuseWhileUsed))
        .on(
            "restoreHousehold",
            r -> registry.restore(r, (tx, h) -> requireCentre(tx, r.actor(), h.centreId())));
  }

  private static HouseholdStore.Filter filter(ApiRequest request) {
    return new HouseholdStore.Filter(
        VisitorArea.of(request.actor()),
        request.findNumber("centre_id").orElse(null),
        request.findText("q").orElse(null),
        request.flag("retired"));
  }

  private ApiReply create(ApiRequest request) {
    HouseholdStore.Input input = Inputs.read(request, HouseholdStore.Input.class);
    return registry.create(
        request,
        (tx, now) -> {
          requireCentre(tx, request.actor(), input.centreId());
          return HouseholdStore.insert(tx.handle(), input, now);
        });
  }

  private ApiReply update(ApiRequest request) {
    HouseholdStore.Input input = Inputs.read(request, HouseholdStore.Input.class);
    return registry.update(
        request,
        (tx, before) -> {
          requireCentre(tx, request.actor(), input.centreId());
          HouseholdStore.update(tx.handle(), before.id(), input);
        });
  }

  private static void requireCentre(Tx tx, Actor caller, long id) {
    References.require(tx, "centre", "centre_id", id, "no-such-centre");
    if (!VisitorArea.holds(tx.handle(), caller, id)) {
      Inputs.refuse(List.of(FieldError.of("centre_id", id, "outside-own-area")));
    }
  }

  private static void refuseWhileUsed(Tx tx, HouseholdStore.View household) {
    References.refuseWhileUsed(
        tx,
        "residents",
        "select count(*) from resident where household_id = :id and retired_at is null",
        household.id());
  }
}
