package cn.siduan.dispatch.catalogue;

import cn.siduan.dispatch.platform.registry.Page;
import cn.siduan.dispatch.platform.registry.Registered;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Tables service_item and item_form. */
public final class ItemStore {

  /**
   * Schema ItemInput of the contract.
   *
   * @param pinyin syllables of the name; derived from it if null
   * @param form the first version of its form, at its making only
   */
  public record Input(
      String code,
      long categoryId,
      String name,
      String nameEn,
      @Nullable String pinyin,
      ItemKind kind,
      String price,
      String priceEn,
      String subsidy,
      String subsidyEn,
      int durationMinutes,
      String serviceLevel,
      String routingPolicy,
      List<String> skills,
      @Nullable JsonNode form) {}

  /** Schema Item of the contract. */
  public record View(
      long id,
      String code,
      long categoryId,
      String name,
      String nameEn,
      String pinyin,
      ItemKind kind,
      String price,
      String priceEn,
      String subsidy,
      String subsidyEn,
      int durationMinutes,
      String serviceLevel,
      String routingPolicy,
      List<String> skills,
      int formVersion,
      int version,
      Instant updatedAt,
      @Nullable Instant retiredAt)
      implements Registered {}

  /** Schema Form of the contract. */
  public record Form(long itemId, int version, JsonNode schema, Instant createdAt) {}

  /**
   * @param q part of a name, of its pinyin with or without blanks, its initials, or a code
   */
  public record Filter(
      @Nullable Long categoryId, @Nullable String kind, @Nullable String q, boolean all) {}

  private ItemStore() {}

  static Optional<View> find(Handle handle, long id) {
    return handle
        .createQuery("select * from service_item where id = :id")
        .bind("id", id)
        .map(ConstructorMapper.of(View.class))
        .findOne();
  }

  static List<View> list(Handle handle, Page page, Filter filter) {
    return handle
        .createQuery(
            """
            select * from service_item
            where id > :after and (:categoryId is null or category_id = :categoryId) and (:kind is null or kind = :kind)
              and (:all or retired_at is null)
              and (:q is null or lower(code) = :q or strpos(lower(name), :q) > 0 or strpos(lower(name_en), :q) > 0
                or strpos(replace(pinyin, ' ', ''), replace(:q, ' ', '')) > 0
                or strpos(regexp_replace(pinyin, '([a-z0-9])[a-z]* ?', '\\1', 'g'), :q) > 0)
            order by id limit :fetch
            """)
        .bindMethods(page)
        .bindMethods(filter)
        .map(ConstructorMapper.of(View.class))
        .list();
  }

  static long insert(Handle handle, Input input, String pinyin, Instant now) {
    return handle
        .createQuery(
            """
            insert into service_item (code, category_id, name, name_en, pinyin, kind, price, price_en, subsidy, subsidy_en,
              duration_minutes, service_level, routing_policy, skills, updated_at)
            values (:code, :categoryId, :name, :nameEn, :derived, :kind, :price, :priceEn, :subsidy, :subsidyEn,
              :durationMinutes, :serviceLevel, :routingPolicy, :skills, :now)
            returning id
            """)
        .bindMethods(input)
        .bind("derived", pinyin)
        .bind("now", now)
        .mapTo(Long.class)
        .one();
  }

  static void update(Handle handle, long id, Input input, String pinyin) {
    handle
        .createUpdate(
            """
            update service_item set code = :code, category_id = :categoryId, name = :name, name_en = :nameEn,
              pinyin = :derived, kind = :kind, price = :price, price_en = :priceEn, subsidy = :subsidy,
              subsidy_en = :subsidyEn, duration_minutes = :durationMinutes, service_level = :serviceLevel,
              routing_policy = :routingPolicy, skills = :skills
            where id = :id
            """)
        .bindMethods(input)
        .bind("derived", pinyin)
        .bind("id", id)
        .execute();
  }

  static void addForm(Handle handle, Form form) {
    handle
        .createUpdate(
            """
            with added as (
              insert into item_form (item_id, version, schema, created_at) values (:itemId, :version, :schema, :createdAt))
            update service_item set form_version = :version where id = :itemId
            """)
        .bindMethods(form)
        .execute();
  }

  /** The newest first. */
  static List<Form> listForms(Handle handle, long itemId, int below, int limit) {
    return handle
        .createQuery(
            """
            select * from item_form where item_id = :id and version < :below order by version desc limit :limit
            """)
        .bind("id", itemId)
        .bind("below", below)
        .bind("limit", limit)
        .map(ConstructorMapper.of(Form.class))
        .list();
  }

  static Optional<Form> findForm(Handle handle, long itemId, int version) {
    return listForms(handle, itemId, version + 1, 1).stream()
        .filter(f -> f.version() == version)
        .findFirst();
  }
}
