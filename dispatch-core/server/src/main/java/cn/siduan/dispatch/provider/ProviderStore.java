package cn.siduan.dispatch.provider;

import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.registry.Page;
import cn.siduan.dispatch.platform.registry.Registered;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Table provider and those that belong to it. */
public final class ProviderStore {

  /** Leave to practise a skill, until the first day it is no longer valid. */
  public record Certificate(String skill, @Nullable String number, @Nullable LocalDate expiresOn) {}

  /**
   * Schema ProviderInput of the contract.
   *
   * @param webhookSecret in the clear; null leaves the one there is
   */
  public record Input(
      String code,
      String name,
      String kind,
      @Nullable Long centreId,
      String contactName,
      String phone,
      String address,
      @Nullable Double latitude,
      @Nullable Double longitude,
      List<Long> itemIds,
      List<Long> areaIds,
      String calendar,
      JsonNode opening,
      int capacity,
      List<Certificate> certificates,
      OfferChannel offerChannel,
      String webhookUrl,
      @Nullable String webhookSecret) {

    @Override
    public String toString() {
      return "provider " + code;
    }
  }

  /** Schema Provider of the contract. */
  public record View(
      long id,
      String code,
      String name,
      String kind,
      @Nullable Long centreId,
      String contactName,
      String phone,
      String address,
      @Nullable Double latitude,
      @Nullable Double longitude,
      List<Long> itemIds,
      List<Long> areaIds,
      String calendar,
      JsonNode opening,
      int capacity,
      JsonNode certificates,
      OfferChannel offerChannel,
      String webhookUrl,
      boolean hasWebhookSecret,
      BigDecimal starRating,
      int version,
      Instant updatedAt,
      @Nullable Instant retiredAt)
      implements Registered {}

  /**
   * @param own the only provider the caller may see; null for all
   * @param expiringBefore holds a certificate that is invalid on that day
   */
  public record Filter(
      @Nullable Long own,
      @Nullable Long itemId,
      @Nullable Long centreId,
      @Nullable String kind,
      @Nullable String q,
      @Nullable LocalDate expiringBefore,
      boolean all) {}

  private static final String SELECT =
      """
      select p.*, p.webhook_secret is not null as has_webhook_secret,
        array(select i.item_id from provider_item i where i.provider_id = p.id order by 1) as item_ids,
        array(select a.centre_id from provider_area a where a.provider_id = p.id order by 1) as area_ids,
        (select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('skill', c.skill, 'number', c.number,
           'expires_on', c.expires_on)) order by c.skill), '[]')
         from provider_certificate c where c.provider_id = p.id) as certificates
      from provider p
      """;

  private ProviderStore() {}

  static Optional<View> find(Handle handle, long id) {
    return handle
        .createQuery(SELECT + "where p.id = :id")
        .bind("id", id)
        .map(ConstructorMapper.of(View.class))
        .findOne();
  }

  static List<View> list(Handle handle, Page page, Filter filter) {
    return handle
        .createQuery(
            SELECT
                + """
                where p.id > :after and (:own is null or p.id = :own) and (:kind is null or p.kind = :kind)
                  and (:all or p.retired_at is null)
                  and (:q is null or p.code = :q or strpos(p.name, :q) > 0)
                  and (:itemId is null or exists (
                    select 1 from provider_item i where i.provider_id = p.id and i.item_id = :itemId))
                  and (:centreId is null or exists (
                    select 1 from provider_area a join centre s on s.id = a.centre_id
                      join centre c on c.id = :centreId and c.path like s.path || '%'
                    where a.provider_id = p.id))
                  and (cast(:expiringBefore as date) is null or exists (
                    select 1 from provider_certificate c
                    where c.provider_id = p.id and c.expires_on <= cast(:expiringBefore as date)))
                order by p.id limit :fetch
                """)
        .bindMethods(page)
        .bindMethods(filter)
        .map(ConstructorMapper.of(View.class))
        .list();
  }

  static long insert(Handle handle, Input input, byte @Nullable [] secret, Instant now) {
    long id =
        handle
            .createQuery(
                """
                insert into provider (code, name, kind, centre_id, contact_name, phone, address, latitude, longitude,
                  capacity, offer_channel, webhook_url, webhook_secret, calendar, opening, updated_at)
                values (:code, :name, :kind, :centreId, :contactName, :phone, :address, :latitude, :longitude,
                  :capacity, :offerChannel, :webhookUrl, :secret, :calendar, :opening, :now)
                returning id
                """)
            .bindMethods(input)
            .bind("secret", secret)
            .bind("now", now)
            .mapTo(Long.class)
            .one();
    link(handle, id, input);
    return id;
  }

  static void update(Handle handle, long id, Input input, byte @Nullable [] secret) {
    handle
        .createUpdate(
            """
            update provider set code = :code, name = :name, kind = :kind, centre_id = :centreId,
              contact_name = :contactName, phone = :phone, address = :address, latitude = :latitude,
              longitude = :longitude, capacity = :capacity, offer_channel = :offerChannel, webhook_url = :webhookUrl,
              webhook_secret = coalesce(:secret, webhook_secret), calendar = :calendar, opening = :opening
            where id = :id
            """)
        .bindMethods(input)
        .bind("secret", secret)
        .bind("id", id)
        .execute();
    link(handle, id, input);
  }

  private static void link(Handle handle, long id, Input input) {
    handle.execute("delete from provider_item where provider_id = ?", id);
    handle.execute("delete from provider_area where provider_id = ?", id);
    handle.execute("delete from provider_certificate where provider_id = ?", id);
    handle
        .createUpdate(
            """
            with items as (insert into provider_item select :id, unnest(:itemIds)),
              areas as (insert into provider_area select :id, unnest(:areaIds))
            insert into provider_certificate (provider_id, skill, number, expires_on)
            select :id, c.skill, coalesce(c.number, ''), c.expires_on
            from jsonb_to_recordset(:held) as c (skill text, number text, expires_on date)
            """)
        .bindMethods(input)
        .bind("held", Json.tree(input.certificates()))
        .bind("id", id)
        .execute();
  }

  static void setHours(Handle handle, long id, JsonNode opening, int capacity) {
    handle
        .createUpdate("update provider set opening = :opening, capacity = :capacity where id = :id")
        .bind("opening", opening)
        .bind("capacity", capacity)
        .bind("id", id)
        .execute();
  }
}
