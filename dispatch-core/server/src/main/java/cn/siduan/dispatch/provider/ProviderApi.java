package cn.siduan.dispatch.provider;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Role;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import cn.siduan.dispatch.platform.net.Destinations;
import cn.siduan.dispatch.platform.registry.ConfiguredCodes;
import cn.siduan.dispatch.platform.registry.Inputs;
import cn.siduan.dispatch.platform.registry.References;
import cn.siduan.dispatch.platform.registry.Registry;
import cn.siduan.dispatch.platform.registry.RegistrySpec;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Registers providers. A dispatcher sees the own one and says when it is open and how much it can
 * take; all else is the administrator's. Star ratings are not changed here.
 */
public final class ProviderApi {

  record Hours(JsonNode opening, int capacity) {}

  private final Platform platform;
  private final ConfiguredCodes codes;
  private final Destinations webhooks;
  private final Registry<ProviderStore.View> registry;

  public ProviderApi(Platform platform, ConfiguredCodes codes, Destinations webhooks) {
    this.platform = platform;
    this.codes = codes;
    this.webhooks = webhooks;
    registry =
        new Registry<>(
            platform,
            RegistrySpec.of("provider", "provider", ProviderStore::find)
                .visibleTo((actor, p) -> isOwn(actor, p.id()))
                .secrets("webhook_secret"));
  }

  public void register(ApiRouter api) {
    api.on(
            "listProviders",
            r -> registry.list(r, (h, page) -> ProviderStore.list(h, page, filter(r))))
        .on("getProvider", registry::get)
        .on("createProvider", this::create)
        .on("updateProvider", this::update)
        .on("setProviderHours", this::setHours)
        .on("retireProvider", r -> registry.retire(r, ProviderApi::refuseWhileUsed))
        .on("restoreProvider", r -> registry.restore(r, (_, _) -> {}));
  }

  /** A provider's own staff see it; all others who may ask see every provider. */
  static boolean isOwn(Actor actor, long providerId) {
    return !actor.role().isProviderStaff() || Objects.equals(actor.providerId(), providerId);
  }

  /** The only provider the caller may see; null for all. */
  static @Nullable Long only(Actor actor) {
    return actor.role() == Role.PROVIDER_DISPATCHER ? actor.providerId() : null;
  }

  private static ProviderStore.Filter filter(ApiRequest request) {
    return new ProviderStore.Filter(
        only(request.actor()),
        request.findNumber("item_id").orElse(null),
        request.findNumber("centre_id").orElse(null),
        request.findText("kind").orElse(null),
        request.findText("q").orElse(null),
        request.findText("expiring_before").map(LocalDate::parse).orElse(null),
        request.flag("retired"));
  }

  private ApiReply create(ApiRequest request) {
    ProviderStore.Input input = Inputs.read(request, ProviderStore.Input.class);
    Inputs.refuse(errors(input));
    Inputs.refuse(missingSecret(input, input.webhookSecret() != null));
    byte[] secret = encrypted(input);
    return registry.create(
        request,
        (tx, now) -> {
          checkReferences(tx, input);
          return ProviderStore.insert(tx.handle(), input, secret, now);
        });
  }

  private ApiReply update(ApiRequest request) {
    ProviderStore.Input input = Inputs.read(request, ProviderStore.Input.class);
    Inputs.refuse(errors(input));
    byte[] secret = encrypted(input);
    return registry.update(
        request,
        (tx, before) -> {
          Inputs.refuse(missingSecret(input, secret != null || before.hasWebhookSecret()));
          checkReferences(tx, input);
          ProviderStore.update(tx.handle(), before.id(), input, secret);
        });
  }

  private byte @Nullable [] encrypted(ProviderStore.Input input) {
    String secret = input.webhookSecret();
    return secret == null ? null : platform.cipher().encrypt(secret);
  }

  private static List<FieldError> missingSecret(ProviderStore.Input input, boolean hasSecret) {
    return input.offerChannel() == OfferChannel.WEBHOOK && !hasSecret
        ? List.of(FieldError.of("webhook_secret", "", "required"))
        : List.of();
  }

  /** Looks the webhook's name up, so it is not for a transaction. */
  private List<FieldError> errors(ProviderStore.Input input) {
    List<FieldError> errors = new ArrayList<>(OpeningHours.check(input.opening()));
    errors.addAll(codes.calendars().check("calendar", input.calendar()));
    String url = input.webhookUrl();
    boolean webhook = input.offerChannel() == OfferChannel.WEBHOOK;
    if ((webhook || !url.isEmpty()) && !webhooks.mayRegister(url)) {
      errors.add(FieldError.of("webhook_url", url, "webhook-url"));
    }
    Set<String> skills = new HashSet<>();
    for (int i = 0; i < input.certificates().size(); i++) {
      String skill = input.certificates().get(i).skill();
      if (!skills.add(skill)) {
        errors.add(FieldError.of("certificates/" + i + "/skill", skill, "uniqueItems"));
      }
      errors.addAll(codes.skills().check("certificates/" + i + "/skill", skill));
    }
    return errors;
  }

  private static void checkReferences(Tx tx, ProviderStore.Input input) {
    References.require(tx, "centre", "centre_id", input.centreId(), "no-such-centre");
    References.require(tx, "centre", "area_ids", input.areaIds(), "no-such-centre");
    References.require(tx, "service_item", "item_ids", input.itemIds(), "no-such-item");
  }

  private ApiReply setHours(ApiRequest request) {
    Hours hours = request.body(Hours.class);
    Inputs.refuse(OpeningHours.check(hours.opening()));
    return registry.update(
        request,
        (tx, before) ->
            ProviderStore.setHours(tx.handle(), before.id(), hours.opening(), hours.capacity()));
  }

  private static void refuseWhileUsed(Tx tx, ProviderStore.View provider) {
    References.refuseWhileUsed(
        tx,
        "tasks",
        """
        select count(*) from task where provider_id = :id and state not in ('RESOLVED', 'CANNOT_COMPLETE', 'WITHDRAWN')\
        """,
        provider.id());
  }
}
