package cn.siduan.dispatch.resident;

import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.registry.Inputs;
import cn.siduan.dispatch.platform.registry.References;
import cn.siduan.dispatch.platform.registry.Registry;
import cn.siduan.dispatch.platform.registry.RegistrySpec;

/** Registers households. */
public final class HouseholdApi {

  private final Registry<HouseholdStore.View> registry;

  public HouseholdApi(Platform platform) {
    registry =
        new Registry<>(platform, RegistrySpec.of("household", "household", HouseholdStore::find));
  }

  public void register(ApiRouter api) {
    api.on(
            "listHouseholds",
            r ->
                registry.list(
                    r,
                    (h, page) ->
                        HouseholdStore.list(
                            h,
                            page,
                            r.findNumber("centre_id").orElse(null),
                            r.findText("q").orElse(null),
                            r.flag("retired"))))
        .on("getHousehold", registry::get)
        .on("createHousehold", this::create)
        .on("updateHousehold", this::update)
        .on("retireHousehold", r -> registry.retire(r, HouseholdApi::refuseWhileUsed))
        .on(
            "restoreHousehold",
            r -> registry.restore(r, (tx, h) -> requireCentre(tx, h.centreId())));
  }

  private ApiReply create(ApiRequest request) {
    HouseholdStore.Input input = Inputs.read(request, HouseholdStore.Input.class);
    return registry.create(
        request,
        (tx, now) -> {
          requireCentre(tx, input.centreId());
          return HouseholdStore.insert(tx.handle(), input, now);
        });
  }

  private ApiReply update(ApiRequest request) {
    HouseholdStore.Input input = Inputs.read(request, HouseholdStore.Input.class);
    return registry.update(
        request,
        (tx, before) -> {
          requireCentre(tx, input.centreId());
          HouseholdStore.update(tx.handle(), before.id(), input);
        });
  }

  private static void requireCentre(Tx tx, long id) {
    References.require(tx, "centre", "centre_id", id, "no-such-centre");
  }

  private static void refuseWhileUsed(Tx tx, HouseholdStore.View household) {
    References.refuseWhileUsed(
        tx,
        "residents",
        "select count(*) from resident where household_id = :id and retired_at is null",
        household.id());
  }
}
