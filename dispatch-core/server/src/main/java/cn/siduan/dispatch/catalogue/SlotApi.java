package cn.siduan.dispatch.catalogue;

import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.audit.AuditTrail;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import cn.siduan.dispatch.platform.registry.Inputs;
import cn.siduan.dispatch.platform.registry.References;
import cn.siduan.dispatch.platform.registry.Registry;
import cn.siduan.dispatch.platform.registry.RegistrySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Registers bookable times; {@code order} books them. */
public final class SlotApi {

  private static final int MOST_DAYS = 92;
  private static final int MOST_SLOTS = 2_000;
  private static final Duration LISTED = Duration.ofDays(31);

  record SlotInput(Instant endsAt, int places) {}

  /** Schema SlotsMade of the contract. */
  record Made(int created, int existing, List<Long> ids) {}

  private final Platform platform;
  private final Registry<SlotStore.View> registry;
  private final ZoneId zone;

  /**
   * @param zone of the district: what a time of day means
   */
  public SlotApi(Platform platform, ZoneId zone) {
    this.platform = platform;
    this.zone = zone;
    registry =
        new Registry<>(platform, RegistrySpec.of("slot", "slot", SlotStore::find).unique(Map.of()));
  }

  public void register(ApiRouter api) {
    api.on("listSlots", r -> registry.list(r, (h, page) -> SlotStore.list(h, page, filter(r))))
        .on("getSlot", registry::get)
        .on("createSlots", this::create)
        .on("updateSlot", this::update)
        .on("retireSlot", r -> registry.retire(r, SlotApi::refuseWhileBooked))
        .on("restoreSlot", r -> registry.restore(r, (_, _) -> {}));
  }

  private SlotStore.Filter filter(ApiRequest request) {
    Instant from = request.findInstant("from").orElseGet(platform.clock()::instant);
    return new SlotStore.Filter(
        request.findNumber("item_id").orElse(null),
        request.findNumber("centre_id").orElse(null),
        from,
        request.findInstant("to").orElse(from.plus(LISTED)),
        request.flag("free"),
        request.flag("retired"));
  }

  private ApiReply create(ApiRequest request) {
    SlotPlan plan = Inputs.read(request, SlotPlan.class);
    Inputs.refuse(errors(plan));
    List<SlotStore.Time> times = plan.slots(zone);
    if (times.isEmpty() || times.size() > MOST_SLOTS) {
      Inputs.refuse(
          List.of(FieldError.of("times", times.size(), "slot-count", Map.of("limit", MOST_SLOTS))));
    }
    Instant now = platform.clock().instant().truncatedTo(ChronoUnit.MICROS);
    return platform
        .commands()
        .run(
            request,
            tx -> {
              requireAppointment(tx, plan.itemId());
              References.require(tx, "centre", "centre_id", plan.centreId(), "no-such-centre");
              List<Long> ids =
                  SlotStore.insert(
                      tx.handle(), plan.itemId(), plan.centreId(), plan.places(), times, now);
              AuditTrail.add(
                  tx,
                  now,
                  request.actor(),
                  "createSlots",
                  "item",
                  plan.itemId(),
                  null,
                  Map.of("created", ids.size()),
                  request.id());
              return ApiReply.ok(new Made(ids.size(), times.size() - ids.size(), ids));
            });
  }

  private static List<FieldError> errors(SlotPlan plan) {
    List<FieldError> errors = new ArrayList<>();
    long days = ChronoUnit.DAYS.between(plan.from(), plan.to());
    if (days < 0 || days >= MOST_DAYS) {
      errors.add(FieldError.of("to", plan.to(), "slot-days", Map.of("limit", MOST_DAYS)));
    }
    for (int i = 0; i < plan.times().size(); i++) {
      SlotPlan.Span span = plan.times().get(i);
      if (!span.from().isBefore(span.to())) {
        errors.add(FieldError.of("times/" + i + "/to", span.to(), "later"));
      }
    }
    return errors;
  }

  private static void requireAppointment(Tx tx, long itemId) {
    References.require(tx, "service_item", "item_id", itemId, "no-such-item");
    if (ItemStore.find(tx.handle(), itemId).orElseThrow().kind() != ItemKind.APPOINTMENT) {
      Inputs.refuse(List.of(FieldError.of("item_id", itemId, "item-not-bookable")));
    }
  }

  private ApiReply update(ApiRequest request) {
    SlotInput input = Inputs.read(request, SlotInput.class);
    return registry.update(
        request,
        (tx, before) -> {
          if (!input.endsAt().isAfter(before.startsAt())) {
            Inputs.refuse(List.of(FieldError.of("ends_at", input.endsAt(), "later")));
          }
          int booked = SlotStore.highestBooked(tx.handle(), before.id());
          if (input.places() < booked) {
            Inputs.refuse(
                List.of(
                    FieldError.of(
                        "places", input.places(), "slot-booked", Map.of("booked", booked))));
          }
          SlotStore.update(tx.handle(), before.id(), input.places(), input.endsAt());
        });
  }

  private static void refuseWhileBooked(Tx tx, SlotStore.View slot) {
    References.refuseWhileUsed(
        tx,
        "bookings",
        "select count(*) from booking where slot_id = :id and released_at is null",
        slot.id());
  }
}
