package cn.siduan.dispatch.resident;

import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.registry.Page;
import cn.siduan.dispatch.platform.registry.Registered;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Table resident and those that belong to it. Nothing here is ever in the clear. */
public final class ResidentStore {

  /** A number somebody is reached at; it may be several people's. */
  public record Phone(String phone, @Nullable String label) {}

  /** Whom to call when a resident is in danger. */
  public record Contact(String name, String phone, @Nullable String relation) {}

  /**
   * Schema ResidentInput of the contract.
   *
   * @param phones the first is the one to call
   * @param idCard in the clear; null leaves the one there is, an empty one takes it away
   * @param healthNote as idCard
   */
  public record Input(
      String code,
      @Nullable Long householdId,
      String name,
      String sex,
      @Nullable LocalDate birthDate,
      List<Phone> phones,
      List<Contact> emergencyContacts,
      List<CareFlag> careFlags,
      String language,
      boolean consentData,
      boolean consentCareCalls,
      boolean unsubscribed,
      String note,
      @Nullable String idCard,
      @Nullable String healthNote) {

    /** Must not end up in a log. */
    @Override
    public String toString() {
      return "resident " + code;
    }
  }

  /** Schema Resident of the contract. */
  public record View(
      long id,
      String code,
      @Nullable Long householdId,
      String name,
      String sex,
      @Nullable LocalDate birthDate,
      JsonNode phones,
      JsonNode emergencyContacts,
      List<CareFlag> careFlags,
      String language,
      boolean consentData,
      boolean consentCareCalls,
      boolean unsubscribed,
      String note,
      String idCardMasked,
      boolean hasHealthNote,
      int version,
      Instant updatedAt,
      @Nullable Instant retiredAt)
      implements Registered {}

  /**
   * @param area the centre below which the caller knows residents; null for all
   */
  public record Filter(
      @Nullable Long area,
      @Nullable Long householdId,
      @Nullable Long centreId,
      @Nullable String careFlag,
      boolean all) {}

  private static final String SELECT =
      """
      select r.*, r.health_note is not null as has_health_note,
        case when r.id_card is null then '' else lpad(r.id_card_tail, 18, '*') end as id_card_masked,
        (select coalesce(jsonb_agg(jsonb_build_object('phone', p.phone, 'label', p.label) order by p.position, p.phone), '[]')
         from resident_phone p where p.resident_id = r.id) as phones,
        (select coalesce(jsonb_agg(jsonb_build_object('name', e.name, 'phone', e.phone, 'relation', e.relation)
           order by e.position), '[]')
         from emergency_contact e where e.resident_id = r.id) as emergency_contacts
      from resident r
      """;

  private static final String IN_AREA =
      """
       and (cast(:area as bigint) is null or r.household_id in (
        select h.id from household h join centre c on c.id = h.centre_id join centre top on c.path like top.path || '%'
        where top.id = :area))\
      """;

  private ResidentStore() {}

  static Optional<View> find(Handle handle, long id) {
    return handle
        .createQuery(SELECT + "where r.id = :id")
        .bind("id", id)
        .map(ConstructorMapper.of(View.class))
        .findOne();
  }

  static List<View> list(Handle handle, Page page, Filter filter) {
    return handle
        .createQuery(
            SELECT
                + """
                where r.id > :after and (:all or r.retired_at is null)
                  and (:householdId is null or r.household_id = :householdId)
                  and (:careFlag is null or :careFlag = any(r.care_flags))
                  and (:centreId is null or r.household_id in (
                    select h.id from household h join centre c on c.id = h.centre_id
                      join centre top on c.path like top.path || '%'
                    where top.id = :centreId))
                """
                + IN_AREA
                + " order by r.id limit :fetch")
        .bindMethods(page)
        .bindMethods(filter)
        .map(ConstructorMapper.of(View.class))
        .list();
  }

  static List<View> listMembers(Handle handle, long householdId) {
    return search(handle, null, "r.household_id = :it", householdId, 50);
  }

  /**
   * @param area as {@link Filter#area}
   */
  static List<View> listByPhone(Handle handle, @Nullable Long area, String phone, int limit) {
    return search(
        handle,
        area,
        "r.id in (select resident_id from resident_phone where phone = :it)",
        phone,
        limit);
  }

  /**
   * @param area as {@link Filter#area}
   * @param beginning of the name
   */
  static List<View> listByName(Handle handle, @Nullable Long area, String beginning, int limit) {
    return search(handle, area, "starts_with(r.name, :it)", beginning, limit);
  }

  /**
   * @param area as {@link Filter#area}
   */
  static List<View> listByIdCard(Handle handle, @Nullable Long area, byte[] digest, int limit) {
    return search(handle, area, "r.id_card_digest = :it", digest, limit);
  }

  private static List<View> search(
      Handle handle, @Nullable Long area, String which, Object it, int limit) {
    return handle
        .createQuery(
            SELECT
                + "where r.retired_at is null and "
                + which
                + IN_AREA
                + " order by r.id limit :limit")
        .bind("it", it)
        .bind("area", area)
        .bind("limit", limit)
        .map(ConstructorMapper.of(View.class))
        .list();
  }

  static long insert(Handle handle, Input input, Instant now) {
    long id =
        handle
            .createQuery(
                """
                insert into resident (code, household_id, name, sex, birth_date, care_flags, language, consent_data,
                  consent_care_calls, unsubscribed, note, updated_at)
                values (:code, :householdId, :name, :sex, :birthDate, :flags, :language, :consentData,
                  :consentCareCalls, :unsubscribed, :note, :now)
                returning id
                """)
            .bindMethods(input)
            .bindArray("flags", String.class, flags(input))
            .bind("now", now)
            .mapTo(Long.class)
            .one();
    reach(handle, id, input);
    return id;
  }

  static void update(Handle handle, long id, Input input) {
    handle
        .createUpdate(
            """
            update resident set code = :code, household_id = :householdId, name = :name, sex = :sex,
              birth_date = :birthDate, care_flags = :flags, language = :language, consent_data = :consentData,
              consent_care_calls = :consentCareCalls, unsubscribed = :unsubscribed, note = :note
            where id = :id
            """)
        .bindMethods(input)
        .bindArray("flags", String.class, flags(input))
        .bind("id", id)
        .execute();
    reach(handle, id, input);
  }

  private static List<String> flags(Input input) {
    return input.careFlags().stream().map(CareFlag::name).toList();
  }

  private static void reach(Handle handle, long id, Input input) {
    handle.execute("delete from resident_phone where resident_id = ?", id);
    handle.execute("delete from emergency_contact where resident_id = ?", id);
    handle
        .createUpdate(
            """
            with phones as (
              insert into resident_phone (resident_id, phone, label, position)
              select :id, p.one ->> 'phone', coalesce(p.one ->> 'label', ''), p.no
              from jsonb_array_elements(:phoneList) with ordinality as p (one, no))
            insert into emergency_contact (resident_id, position, name, phone, relation)
            select :id, e.no, e.one ->> 'name', e.one ->> 'phone', coalesce(e.one ->> 'relation', '')
            from jsonb_array_elements(:contactList) with ordinality as e (one, no)
            """)
        .bind("id", id)
        .bind("phoneList", Json.tree(input.phones()))
        .bind("contactList", Json.tree(input.emergencyContacts()))
        .execute();
  }

  static void setIdCard(
      Handle handle, long id, byte @Nullable [] card, byte @Nullable [] digest, String tail) {
    handle
        .createUpdate(
            "update resident set id_card = :card, id_card_digest = :digest, id_card_tail = :tail"
                + " where id = :id")
        .bind("card", card)
        .bind("digest", digest)
        .bind("tail", tail)
        .bind("id", id)
        .execute();
  }

  static void setHealthNote(Handle handle, long id, byte @Nullable [] note) {
    handle
        .createUpdate("update resident set health_note = :note where id = :id")
        .bind("note", note)
        .bind("id", id)
        .execute();
  }

  /** Encrypted, as they rest. */
  record Sealed(byte @Nullable [] idCard, byte @Nullable [] healthNote) {}

  static Optional<Sealed> findSealed(Handle handle, long id) {
    return handle
        .createQuery("select id_card, health_note from resident where id = :id")
        .bind("id", id)
        .map((rs, _) -> new Sealed(rs.getBytes(1), rs.getBytes(2)))
        .findOne();
  }
}
