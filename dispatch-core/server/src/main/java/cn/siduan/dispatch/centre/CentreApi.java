package cn.siduan.dispatch.centre;

import cn.siduan.contract.Tier;
import cn.siduan.dispatch.platform.Json;
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
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Registers centres and areas, and says which one an address lies in. */
public final class CentreApi {

  private final Registry<CentreStore.View> registry;
  private final CentreDirectory directory;

  public CentreApi(Platform platform, CentreDirectory directory) {
    this.directory = directory;
    registry =
        new Registry<>(
            platform,
            RegistrySpec.of("centre", "centre", CentreStore::find)
                .whenChanged(directory::changed)
                // a change may concern the centres above and below
                .oneChangeAtATime());
  }

  public void register(ApiRouter api) {
    api.on("listCentres", r -> registry.list(r, (h, page) -> CentreStore.list(h, page, filter(r))))
        .on("getCentre", registry::get)
        .on("createCentre", this::create)
        .on("updateCentre", this::update)
        .on("retireCentre", r -> registry.retire(r, CentreApi::refuseWhileUsed))
        .on(
            "restoreCentre",
            r -> registry.restore(r, (tx, c) -> checkParent(tx, c.tier(), c.parentId())))
        .on("locateCentre", this::locate);
  }

  private static CentreStore.Filter filter(ApiRequest request) {
    return new CentreStore.Filter(
        request.findText("tier").orElse(null),
        request.findNumber("parent_id").orElse(null),
        request.findText("q").orElse(null),
        request.flag("retired"));
  }

  private ApiReply create(ApiRequest request) {
    CentreStore.Input input = input(request);
    return registry.create(
        request,
        (tx, now) -> {
          checkParent(tx, input.tier(), input.parentId());
          long id = CentreStore.insert(tx.handle(), input, now);
          CentreStore.move(tx.handle(), id);
          return id;
        });
  }

  private ApiReply update(ApiRequest request) {
    CentreStore.Input input = input(request);
    return registry.update(
        request,
        (tx, before) -> {
          checkParent(tx, input.tier(), input.parentId());
          checkChildren(tx, before.id(), input.tier());
          CentreStore.update(tx.handle(), before.id(), input);
          CentreStore.move(tx.handle(), before.id());
        });
  }

  private static CentreStore.Input input(ApiRequest request) {
    CentreStore.Input input = Inputs.read(request, CentreStore.Input.class);
    if ((input.latitude() == null) != (input.longitude() == null)) {
      String missing = input.latitude() == null ? "latitude" : "longitude";
      Inputs.refuse(List.of(FieldError.of(missing, "", "required")));
    }
    JsonNode polygon = input.polygon();
    if (polygon != null && Outline.of(polygon).size() == 0) {
      Inputs.refuse(List.of(FieldError.of("polygon", polygon, "outline")));
    }
    return input;
  }

  /**
   * A parent of a higher tier. Because tiers only fall on the way down, the tree has no circles.
   */
  private static void checkParent(Tx tx, Tier tier, @Nullable Long parentId) {
    if (tier == Tier.DISTRICT) {
      if (parentId != null) {
        Inputs.refuse(List.of(FieldError.of("parent_id", parentId, "centre-root")));
      }
      return;
    }
    if (parentId == null) {
      Inputs.refuse(List.of(FieldError.of("parent_id", "", "required")));
      return;
    }
    References.require(tx, "centre", "parent_id", parentId, "no-such-centre");
    Tier above = CentreStore.find(tx.handle(), parentId).orElseThrow().tier();
    if (above.compareTo(tier) >= 0) {
      Inputs.refuse(
          List.of(
              FieldError.of(
                  "parent_id",
                  parentId,
                  "centre-tier",
                  Map.of("parent", "tier." + above, "tier", "tier." + tier))));
    }
  }

  private static void checkChildren(Tx tx, long id, Tier tier) {
    List<Tier> unfit =
        CentreStore.listChildTiers(tx.handle(), id).stream()
            .filter(below -> below.compareTo(tier) <= 0)
            .toList();
    if (!unfit.isEmpty()) {
      Inputs.refuse(
          List.of(
              FieldError.of(
                  "tier", tier, "centre-children", Map.of("tier", "tier." + unfit.getFirst()))));
    }
  }

  private static void refuseWhileUsed(Tx tx, CentreStore.View centre) {
    References.refuseWhileUsed(
        tx,
        "centres",
        "select count(*) from centre where parent_id = :id and retired_at is null",
        centre.id());
    References.refuseWhileUsed(
        tx,
        "households",
        "select count(*) from household where centre_id = :id and retired_at is null",
        centre.id());
  }

  /** Schema AreaAnswer of the contract. */
  record Located(
      AreaAnswer.Rule rule,
      @Nullable String matched,
      @Nullable Place community,
      @Nullable Place grid,
      List<Place> candidates) {}

  record Place(long id, String code, String name, @Nullable Long metres) {
    static @Nullable Place of(@Nullable Centre centre) {
      return centre == null ? null : new Place(centre.id(), centre.code(), centre.name(), null);
    }
  }

  private ApiReply locate(ApiRequest request) {
    AreaAnswer answer =
        directory.locate(
            request.findText("address").orElse(null),
            decimal(request, "latitude"),
            decimal(request, "longitude"));
    return ApiReply.ok(
        Json.tree(
            new Located(
                answer.rule(),
                answer.matched(),
                Place.of(answer.community()),
                Place.of(answer.grid()),
                answer.candidates().stream()
                    .map(
                        c ->
                            new Place(
                                c.community().id(),
                                c.community().code(),
                                c.community().name(),
                                c.metres()))
                    .toList())));
  }

  private static @Nullable Double decimal(ApiRequest request, String name) {
    JsonNode value = request.parameters().get(name);
    return value == null ? null : value.doubleValue();
  }
}
