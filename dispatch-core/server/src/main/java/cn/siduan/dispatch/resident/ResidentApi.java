package cn.siduan.dispatch.resident;

import cn.siduan.contract.Actor;
import cn.siduan.dispatch.centre.VisitorArea;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.crypto.FieldCipher;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import cn.siduan.dispatch.platform.registry.Inputs;
import cn.siduan.dispatch.platform.registry.References;
import cn.siduan.dispatch.platform.registry.Registry;
import cn.siduan.dispatch.platform.registry.RegistrySpec;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Registers residents and finds them. Card numbers and health notes go in and never come out. */
public final class ResidentApi {

  private static final int MOST_FOUND = 50;

  record Search(@Nullable String phone, @Nullable String name, @Nullable String idCard) {}

  private final Platform platform;
  private final FieldCipher cipher;
  private final Registry<ResidentStore.View> registry;

  public ResidentApi(Platform platform) {
    this.platform = platform;
    cipher = platform.cipher();
    registry =
        new Registry<>(
            platform,
            RegistrySpec.of("resident", "resident", ResidentStore::find)
                .visibleTo(
                    (handle, caller, r) ->
                        VisitorArea.holdsHousehold(handle, caller, r.householdId()))
                .unique(Map.of("resident_code_key", "code", "resident_id_card", "id_card"))
                .secrets("id_card", "health_note"));
  }

  public void register(ApiRouter api) {
    api.on(
            "listResidents",
            r -> registry.list(r, (h, page) -> ResidentStore.list(h, page, filter(r))))
        .on("getResident", registry::get)
        .on("createResident", this::create)
        .on("updateResident", this::update)
        .on("retireResident", r -> registry.retire(r, (_, _) -> {}))
        .on(
            "restoreResident",
            r ->
                registry.restore(
                    r, (tx, before) -> requireHousehold(tx, r.actor(), before.householdId())))
        .on("searchResidents", this::search);
  }

  private static ResidentStore.Filter filter(ApiRequest request) {
    return new ResidentStore.Filter(
        VisitorArea.of(request.actor()),
        request.findNumber("household_id").orElse(null),
        request.findNumber("centre_id").orElse(null),
        request.findText("care_flag").orElse(null),
        request.flag("retired"));
  }

  private ApiReply create(ApiRequest request) {
    ResidentStore.Input input = Inputs.read(request, ResidentStore.Input.class);
    Inputs.refuse(errors(input));
    return registry.create(
        request,
        (tx, now) -> {
          requireHousehold(tx, request.actor(), input.householdId());
          long id = ResidentStore.insert(tx.handle(), input, now);
          seal(tx.handle(), id, input);
          return id;
        });
  }

  private ApiReply update(ApiRequest request) {
    ResidentStore.Input input = Inputs.read(request, ResidentStore.Input.class);
    Inputs.refuse(errors(input));
    return registry.update(
        request,
        (tx, before) -> {
          requireHousehold(tx, request.actor(), input.householdId());
          ResidentStore.update(tx.handle(), before.id(), input);
          seal(tx.handle(), before.id(), input);
        });
  }

  /** A visitor registers people where that visitor will find them again. */
  private static void requireHousehold(Tx tx, Actor caller, @Nullable Long id) {
    References.require(tx, "household", "household_id", id, "no-such-household");
    if (!VisitorArea.holdsHousehold(tx.handle(), caller, id)) {
      String rule = id == null ? "required" : "no-such-household";
      Inputs.refuse(List.of(FieldError.of("household_id", id == null ? "" : id, rule)));
    }
  }

  private static List<FieldError> errors(ResidentStore.Input input) {
    List<FieldError> errors = new ArrayList<>();
    Set<String> phones = new HashSet<>();
    for (int i = 0; i < input.phones().size(); i++) {
      String phone = input.phones().get(i).phone();
      if (!phones.add(phone)) {
        errors.add(FieldError.of("phones/" + i + "/phone", phone, "uniqueItems"));
      }
    }
    String card = input.idCard();
    if (card != null && !card.isEmpty() && IdCard.parse(card).isEmpty()) {
      errors.add(wrongCard());
    }
    return errors;
  }

  /** Says nothing of what was sent: it may be a real number with one digit wrong. */
  private static FieldError wrongCard() {
    return FieldError.of("id_card", "", "id-card");
  }

  private void seal(Handle handle, long id, ResidentStore.Input input) {
    String card = input.idCard();
    if (card != null) {
      IdCard.parse(card)
          .ifPresentOrElse(
              c ->
                  ResidentStore.setIdCard(
                      handle, id, cipher.encrypt(c.number()), cipher.digest(c.number()), c.tail()),
              () -> ResidentStore.setIdCard(handle, id, null, null, ""));
    }
    String note = input.healthNote();
    if (note != null) {
      ResidentStore.setHealthNote(handle, id, note.isEmpty() ? null : cipher.encrypt(note));
    }
  }

  private ApiReply search(ApiRequest request) {
    Search search = request.body(Search.class);
    return platform
        .database()
        .transaction(
            tx -> {
              List<ResidentStore.View> found = find(tx, request, search);
              return ApiReply.ok(Map.of("items", found));
            });
  }

  private List<ResidentStore.View> find(Tx tx, ApiRequest request, Search search) {
    Handle handle = tx.handle();
    Long area = VisitorArea.of(request.actor());
    String phone = search.phone();
    if (phone != null) {
      return onRecord(
          tx,
          request,
          "phone",
          SearchAudit.maskedNumber(phone),
          ResidentStore.listByPhone(handle, area, phone, MOST_FOUND));
    }
    String name = search.name();
    if (name != null) {
      return onRecord(
          tx,
          request,
          "name",
          SearchAudit.maskedName(name),
          ResidentStore.listByName(handle, area, name, MOST_FOUND));
    }
    IdCard card =
        IdCard.parse(String.valueOf(search.idCard()))
            .orElseThrow(() -> Problem.input(wrongCard()).exception());
    return onRecord(
        tx,
        request,
        "id_card",
        SearchAudit.maskedNumber(card.number()),
        ResidentStore.listByIdCard(handle, area, cipher.digest(card.number()), MOST_FOUND));
  }

  private List<ResidentStore.View> onRecord(
      Tx tx, ApiRequest request, String by, String masked, List<ResidentStore.View> found) {
    SearchAudit.add(
        tx,
        platform.clock().instant().truncatedTo(ChronoUnit.MICROS),
        request,
        by,
        masked,
        found.size());
    return found;
  }
}
