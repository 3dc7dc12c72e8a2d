package cn.siduan.dispatch.resident;

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
            r -> registry.restore(r, (tx, before) -> requireHousehold(tx, before.householdId())))
        .on("searchResidents", this::search);
  }

  private static ResidentStore.Filter filter(ApiRequest request) {
    return new ResidentStore.Filter(
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
          requireHousehold(tx, input.householdId());
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
          requireHousehold(tx, input.householdId());
          ResidentStore.update(tx.handle(), before.id(), input);
          seal(tx.handle(), before.id(), input);
        });
  }

  private static void requireHousehold(Tx tx, @Nullable Long id) {
    References.require(tx, "household", "household_id", id, "no-such-household");
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
    return platform.database().read(handle -> ApiReply.ok(Map.of("items", find(handle, search))));
  }

  private List<ResidentStore.View> find(Handle handle, Search search) {
    if (search.phone() != null) {
      return ResidentStore.listByPhone(handle, search.phone(), MOST_FOUND);
    }
    if (search.name() != null) {
      return ResidentStore.listByName(handle, search.name(), MOST_FOUND);
    }
    IdCard card =
        IdCard.parse(String.valueOf(search.idCard()))
            .orElseThrow(() -> Problem.input(wrongCard()).exception());
    return ResidentStore.listByIdCard(handle, cipher.digest(card.number()), MOST_FOUND);
  }
}
