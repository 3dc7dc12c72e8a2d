package cn.siduan.dispatch.calls.checkin;

import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.db.Tx;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Plans, rounds and what came of each check-in, in PostgreSQL. */
final class CheckInStore {

  /** A resident to be called in a round. */
  record Target(long residentId, long centreId, String phone, String language, boolean loud) {}

  /** Somebody's check-in. */
  record CheckIn(
      long id,
      long residentId,
      String name,
      long centreId,
      @Nullable Long householdId,
      String address,
      String phone,
      String state,
      int contact,
      @Nullable Long orderId) {

    boolean isOpen() {
      return state.equals("CALLING") || state.equals("ASKING_CONTACT");
    }
  }

  record Contact(String name, String phone, String relation) {}

  private CheckInStore() {}

  static List<CheckInPlan> plans(Handle handle) {
    return handle
        .createQuery("select * from check_in_plan order by id limit 500")
        .map((rs, _) -> plan(rs))
        .list();
  }

  static Optional<CheckInPlan> findPlan(Handle handle, long id) {
    return handle
        .createQuery("select * from check_in_plan where id = :id for update")
        .bind("id", id)
        .map((rs, _) -> plan(rs))
        .findOne();
  }

  /** Inserted, or changed if it has an id. */
  static long save(Tx tx, CheckInPlan plan, Instant now) {
    String sql =
        plan.id() == 0
            ? """
            insert into check_in_plan (name, centre_id, care_flags, weekdays, begins, ends, attempts, retry_minutes,
              active, updated_at)
            values (:name, :centre, :flags, :weekdays, :begins, :ends, :attempts, :retry, :active, :now)
            returning id
            """
            : """
            update check_in_plan set name = :name, centre_id = :centre, care_flags = :flags, weekdays = :weekdays,
              begins = :begins, ends = :ends, attempts = :attempts, retry_minutes = :retry, active = :active,
              updated_at = :now, version = version + 1
            where id = :id returning id
            """;
    return tx.handle()
        .createQuery(sql)
        .bind("id", plan.id())
        .bind("name", plan.name())
        .bind("centre", plan.centreId())
        .bindArray("flags", String.class, plan.careFlags())
        .bindArray("weekdays", Integer.class, plan.weekdays())
        .bind("begins", plan.begins())
        .bind("ends", plan.ends())
        .bind("attempts", plan.attempts())
        .bind("retry", plan.retryMinutes())
        .bind("active", plan.active())
        .bind("now", now)
        .mapTo(Long.class)
        .one();
  }

  /** Empty if today's round has begun already. */
  static Optional<Long> beginRound(Tx tx, long planId, LocalDate day, Instant now) {
    return tx.handle()
        .createQuery(
            """
            insert into check_in_round (plan_id, day, begun_at) values (:plan, :day, :now)
            on conflict (plan_id, day) do nothing returning id
            """)
        .bind("plan", planId)
        .bind("day", day)
        .bind("now", now)
        .mapTo(Long.class)
        .findOne();
  }

  /** Those with a telephone who agreed to be called. */
  static List<Target> targets(Handle handle, CheckInPlan plan, int most) {
    return handle
        .createQuery(
            """
            select r.id, h.centre_id, p.phone, r.language, 'HARD_OF_HEARING' = any(r.care_flags)
            from resident r join household h on h.id = r.household_id
            join centre c on c.id = h.centre_id
            join centre root on root.id = :centre
            cross join lateral (select phone from resident_phone where resident_id = r.id
                                order by position, phone limit 1) p
            where r.retired_at is null and r.consent_care_calls and r.care_flags && :flags::text[]
              and c.path like root.path || '%' and p.phone ~ '^[0-9]{3,20}$'
            order by r.id limit :most
            """)
        .bind("centre", plan.centreId())
        .bindArray("flags", String.class, plan.careFlags())
        .bind("most", most)
        .map(
            (rs, _) ->
                new Target(
                    rs.getLong(1),
                    rs.getLong(2),
                    rs.getString(3),
                    rs.getString(4),
                    rs.getBoolean(5)))
        .list();
  }

  static long insert(Tx tx, long roundId, Target target, Instant now) {
    return tx.handle()
        .createQuery(
            """
            insert into check_in (round_id, resident_id, centre_id, state, updated_at)
            values (:round, :resident, :centre, 'CALLING', :now) returning id
            """)
        .bind("round", roundId)
        .bind("resident", target.residentId())
        .bind("centre", target.centreId())
        .bind("now", now)
        .mapTo(Long.class)
        .one();
  }

  static CheckIn lock(Handle handle, long id) {
    return handle
        .createQuery(
            """
            select k.*, r.name, r.household_id, coalesce(h.address, '') as address,
              coalesce((select phone from resident_phone where resident_id = r.id
                        order by position, phone limit 1), '') as phone
            from check_in k join resident r on r.id = k.resident_id
            left join household h on h.id = r.household_id where k.id = :id for update of k
            """)
        .bind("id", id)
        .map(
            (rs, _) ->
                new CheckIn(
                    rs.getLong("id"),
                    rs.getLong("resident_id"),
                    rs.getString("name"),
                    rs.getLong("centre_id"),
                    rs.getObject("household_id", Long.class),
                    rs.getString("address"),
                    rs.getString("phone"),
                    rs.getString("state"),
                    rs.getInt("contact"),
                    rs.getObject("order_id", Long.class)))
        .one();
  }

  static List<Contact> contacts(Handle handle, long residentId) {
    return handle
        .createQuery(
            """
            select name, phone, relation from emergency_contact
            where resident_id = :id and phone ~ '^[0-9]{3,20}$' order by position
            """)
        .bind("id", residentId)
        .map((rs, _) -> new Contact(rs.getString(1), rs.getString(2), rs.getString(3)))
        .list();
  }

  static void state(Tx tx, CheckIn checkIn, String state, int contact, Instant now) {
    tx.batch()
        .add(
            "update check_in set state = ?, contact = ?, updated_at = ? where id = ?",
            state,
            contact,
            now,
            checkIn.id());
  }

  static void order(Tx tx, CheckIn checkIn, long orderId) {
    tx.batch().add("update check_in set order_id = ? where id = ?", orderId, checkIn.id());
  }

  /** All attempts of a call become steps of the trail. */
  static void tried(Tx tx, long checkInId, String what, long outCallId) {
    tx.batch()
        .add(
            """
            insert into check_in_step (check_in_id, at, what, result)
            select ?, at, ?, result from outbound_attempt where call_id = ? order by no\
            """,
            checkInId,
            what,
            outCallId);
  }

  static void step(Tx tx, long checkInId, Instant at, String what, String result) {
    tx.batch()
        .add(
            "insert into check_in_step (check_in_id, at, what, result) values (?, ?, ?, ?)",
            checkInId,
            at,
            what,
            result);
  }

  static List<String> trail(Handle handle, long checkInId, ZoneId zone) {
    return handle
        .createQuery(
            """
            select to_char(at at time zone :zone, 'HH24:MI') || ' ' || what || ' ' || result
            from check_in_step where check_in_id = :id order by no limit 100
            """)
        .bind("id", checkInId)
        .bind("zone", zone.getId())
        .mapTo(String.class)
        .list();
  }

  /** Schema CheckIn of the contract; the newest first. */
  static List<ObjectNode> list(
      Handle handle, @Nullable LocalDate day, @Nullable String state, @Nullable Long after, int n) {
    List<ObjectNode> items =
        handle
            .createQuery(
                """
                select k.id, k.state, k.resident_id, r.name, k.centre_id, c.name as centre, d.day, d.plan_id,
                  k.order_id, k.updated_at
                from check_in k join check_in_round d on d.id = k.round_id
                join resident r on r.id = k.resident_id join centre c on c.id = k.centre_id
                where (:day::date is null or d.day = :day) and (:state::text is null or k.state = :state)
                  and (:after::bigint is null or k.id < :after)
                order by k.id desc limit :most
                """)
            .bind("day", day)
            .bind("state", state)
            .bind("after", after)
            .bind("most", n)
            .map((rs, _) -> view(rs))
            .list();
    items.forEach(item -> steps(handle, item));
    return items;
  }

  private static ObjectNode view(ResultSet rs) throws SQLException {
    ObjectNode node =
        Json.object()
            .put("id", rs.getLong("id"))
            .put("plan_id", rs.getLong("plan_id"))
            .put("day", rs.getString("day"))
            .put("state", rs.getString("state"))
            .put("resident_id", rs.getLong("resident_id"))
            .put("resident_name", rs.getString("name"))
            .put("centre_id", rs.getLong("centre_id"))
            .put("centre_name", rs.getString("centre"))
            .put("updated_at", instant(rs, "updated_at").toString());
    Long order = rs.getObject("order_id", Long.class);
    return order == null
        ? node
        : node.put("order_number", new cn.siduan.contract.OrderNumber(order).digits());
  }

  private static void steps(Handle handle, ObjectNode item) {
    ArrayNode steps = item.putArray("steps");
    handle
        .createQuery("select * from check_in_step where check_in_id = :id order by no limit 100")
        .bind("id", item.get("id").longValue())
        .map(
            (rs, _) ->
                Json.object()
                    .put("at", instant(rs, "at").toString())
                    .put("what", rs.getString("what"))
                    .put("result", rs.getString("result")))
        .forEach(steps::add);
  }

  private static Instant instant(ResultSet rs, String column) throws SQLException {
    return rs.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static CheckInPlan plan(ResultSet rs) throws SQLException {
    return new CheckInPlan(
        rs.getLong("id"),
        rs.getString("name"),
        rs.getLong("centre_id"),
        List.of((String[]) rs.getArray("care_flags").getArray()),
        List.of((Integer[]) rs.getArray("weekdays").getArray()),
        rs.getObject("begins", LocalTime.class),
        rs.getObject("ends", LocalTime.class),
        rs.getInt("attempts"),
        rs.getInt("retry_minutes"),
        rs.getBoolean("active"),
        rs.getInt("version"));
  }
}
