package cn.siduan.demo.load;

import cn.siduan.demo.DemoDistrict;
import cn.siduan.demo.people.Household;
import cn.siduan.demo.people.Resident;
import cn.siduan.demo.place.Area;
import cn.siduan.demo.provider.Opening;
import cn.siduan.demo.provider.Provider;
import cn.siduan.demo.staff.Staff;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.crypto.FieldCipher;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Centres, providers, residents, and those who log in. */
final class LoadRegistries {

  private final Handle handle;
  private final DemoDistrict district;
  private final Ids ids;
  private final Map<String, Long> items;
  private final Instant at;

  /**
   * @param items ids of the catalogue's items by their codes
   */
  LoadRegistries(
      Handle handle, DemoDistrict district, Ids ids, Map<String, Long> items, Instant at) {
    this.handle = handle;
    this.district = district;
    this.ids = ids;
    this.items = items;
    this.at = at;
  }

  void places() {
    Map<String, String> paths = new HashMap<>();
    try (CopyTable table =
        new CopyTable(
            handle,
            "centre (id, code, tier, parent_id, path, name, name_en, aliases, address, phone,"
                + " latitude, longitude, polygon, updated_at)")) {
      district
          .places()
          .all()
          .forEach(
              area -> {
                String parent = area.parentCode();
                long id = Ids.get(ids.centres(), area.code());
                String path = (parent == null ? "/" : paths.get(parent)) + id + "/";
                paths.put(area.code(), path);
                table.row(
                    id,
                    area.code(),
                    area.tier(),
                    parent == null ? null : Ids.get(ids.centres(), parent),
                    path,
                    area.name(),
                    area.nameEn(),
                    area.aliases(),
                    area.address(),
                    area.phone(),
                    area.position().latitude(),
                    area.position().longitude(),
                    outline(area),
                    at);
              });
    }
  }

  private static ArrayNode outline(Area area) {
    ArrayNode corners = Json.MAPPER.createArrayNode();
    area.outline().corners().forEach(c -> corners.addArray().add(c.longitude()).add(c.latitude()));
    return corners;
  }

  void providers() {
    try (CopyTable table =
        new CopyTable(
            handle,
            "provider (id, code, name, kind, centre_id, contact_name, phone, address, latitude,"
                + " longitude, star_rating, capacity, offer_channel, webhook_url, calendar,"
                + " opening, updated_at)")) {
      for (Provider p : district.providers()) {
        table.row(
            Ids.get(ids.providers(), p.code()),
            p.code(),
            p.name(),
            p.kind(),
            Ids.get(ids.centres(), p.centreCode()),
            p.contactName(),
            p.phone(),
            p.address(),
            p.position().latitude(),
            p.position().longitude(),
            p.starRating(),
            p.capacity(),
            p.offerChannel(),
            p.webhookUrl(),
            p.calendar(),
            opening(p.opening()),
            at);
      }
    }
    ofProviders(
        "provider_item (provider_id, item_id)",
        (table, p) -> p.items().forEach(i -> table.row(id(p), Ids.get(items, i))));
    ofProviders(
        "provider_area (provider_id, centre_id)",
        (table, p) -> p.areas().forEach(a -> table.row(id(p), Ids.get(ids.centres(), a))));
    ofProviders(
        "provider_certificate (provider_id, skill, number, expires_on)",
        (table, p) ->
            p.certificates().forEach(c -> table.row(id(p), c.skill(), c.number(), c.expiresOn())));
    workers();
  }

  private void ofProviders(String columns, BiConsumer<CopyTable, Provider> rows) {
    try (CopyTable table = new CopyTable(handle, columns)) {
      district.providers().forEach(p -> rows.accept(table, p));
    }
  }

  private void workers() {
    try (CopyTable table =
        new CopyTable(handle, "worker (id, code, provider_id, name, phone, skills, updated_at)")) {
      district
          .workers()
          .forEach(
              w ->
                  table.row(
                      Ids.get(ids.workers(), w.code()),
                      w.code(),
                      Ids.get(ids.providers(), w.providerCode()),
                      w.name(),
                      w.phone(),
                      w.skills(),
                      at));
    }
  }

  private long id(Provider provider) {
    return Ids.get(ids.providers(), provider.code());
  }

  private static ObjectNode opening(Opening opening) {
    ObjectNode week = Json.object();
    for (DayOfWeek day : DayOfWeek.values()) {
      if (opening.days().containsKey(day)) {
        String name = day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
        ArrayNode intervals = week.putArray(name.toLowerCase(Locale.ROOT));
        opening.days().get(day).forEach(i -> intervals.addArray().add(i.from()).add(i.to()));
      }
    }
    return week;
  }

  void residents(FieldCipher cipher) {
    try (CopyTable table =
        new CopyTable(
            handle, "household (id, code, address, centre_id, latitude, longitude, updated_at)")) {
      for (Household h : district.households()) {
        table.row(
            Ids.get(ids.households(), h.code()),
            h.code(),
            h.address(),
            Ids.get(ids.centres(), h.communityCode()),
            h.position().latitude(),
            h.position().longitude(),
            at);
      }
    }
    try (CopyTable table =
        new CopyTable(
            handle,
            "resident (id, code, household_id, name, sex, birth_date, id_card, id_card_digest,"
                + " id_card_tail, health_note, care_flags, consent_data, consent_care_calls,"
                + " unsubscribed, note, updated_at)")) {
      district.residents().forEach(r -> resident(table, r, cipher));
    }
    ofResidents(
        "resident_phone (phone, resident_id, label)",
        (table, r) -> r.phones().forEach(p -> table.row(p.number(), id(r), p.label())));
    ofResidents(
        "emergency_contact (resident_id, position, name, phone, relation)",
        (table, r) -> {
          int position = 0;
          for (var contact : r.contacts()) {
            table.row(id(r), ++position, contact.name(), contact.phone(), contact.relation());
          }
        });
  }

  private void resident(CopyTable table, Resident r, FieldCipher cipher) {
    table.row(
        id(r),
        r.code(),
        Ids.get(ids.households(), r.householdCode()),
        r.name(),
        r.sex(),
        r.birthDate(),
        cipher.encrypt(r.idCard()),
        cipher.digest(r.idCard()),
        r.idCard().substring(r.idCard().length() - 4),
        r.healthNote().isEmpty() ? null : cipher.encrypt(r.healthNote()),
        r.careFlags(),
        r.consent().data(),
        r.consent().careCalls(),
        r.consent().unsubscribed(),
        r.note(),
        at);
  }

  private void ofResidents(String columns, BiConsumer<CopyTable, Resident> rows) {
    try (CopyTable table = new CopyTable(handle, columns)) {
      district.residents().forEach(r -> rows.accept(table, r));
    }
  }

  private long id(Resident resident) {
    return Ids.get(ids.residents(), resident.code());
  }

  /**
   * @param passwordHash of the one password that all of the demo share
   */
  void accounts(String passwordHash) {
    try (CopyTable table =
        new CopyTable(
            handle,
            "account (id, login, name, role, password_hash, phone, centre_id, provider_id,"
                + " worker_id, updated_at)")) {
      for (Staff s : district.staff()) {
        table.row(
            Ids.get(ids.accounts(), s.login()),
            s.login(),
            s.name(),
            s.role(),
            passwordHash,
            s.phone(),
            idOrNull(ids.centres(), s.centreCode()),
            idOrNull(ids.providers(), s.providerCode()),
            null,
            at);
      }
      district
          .workers()
          .forEach(
              w ->
                  table.row(
                      Ids.get(ids.accounts(), Ids.login(w.code())),
                      Ids.login(w.code()),
                      w.name(),
                      "WORKER",
                      passwordHash,
                      w.phone(),
                      null,
                      Ids.get(ids.providers(), w.providerCode()),
                      Ids.get(ids.workers(), w.code()),
                      at));
    }
  }

  private static @Nullable Long idOrNull(Map<String, Long> ids, @Nullable String code) {
    return code == null ? null : Ids.get(ids, code);
  }
}
