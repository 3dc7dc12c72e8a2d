package cn.siduan.demo.load;

import cn.siduan.contract.Channel;
import cn.siduan.contract.Tier;
import cn.siduan.demo.DemoDistrict;
import cn.siduan.demo.demand.Rhythm;
import cn.siduan.demo.plan.OrderPlan;
import cn.siduan.demo.plan.PlannedOrder;
import cn.siduan.demo.plan.Step;
import cn.siduan.dispatch.order.Intake;
import cn.siduan.dispatch.order.OrderEventHandler;
import cn.siduan.dispatch.order.command.TrackingToken;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.crypto.FieldCipher;
import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.db.Tx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Loads the demo district into a database that has a catalogue and nothing else, in one
 * transaction: interrupted, it leaves nothing behind.
 */
public final class LoadDistrict {

  private static final long SEED = 1;
  private static final long OF_ITS_OWN = 0xF0F0;
  private static final long FIRST_ORDER = 1_000_001;
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** So many orders' rows travel together. */
  private static final int TOGETHER = 200;

  private static final List<String> NUMBERED =
      List.of("centre", "provider", "worker", "household", "resident", "account", "slot");

  private final Database database;
  private final FieldCipher cipher;
  private final List<OrderEventHandler> followers;
  private final Instant now;

  /**
   * @param followers features that take the orders in with their past
   * @param now what is planned for later has not happened yet
   */
  public LoadDistrict(
      Database database, FieldCipher cipher, List<OrderEventHandler> followers, Instant now) {
    this.database = database;
    this.cipher = cipher;
    this.followers = List.copyOf(followers);
    this.now = now.truncatedTo(ChronoUnit.SECONDS);
  }

  public boolean isLoaded() {
    return database.read(
        handle ->
            handle.createQuery("select exists (select from centre)").mapTo(Boolean.class).one());
  }

  /**
   * The mobile telephone of somebody who lives alone, or at least shares it with nobody, to log in
   * as.
   */
  public static String findSomebody(Database database) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    select p.phone from resident_phone p join resident r on r.id = p.resident_id
                    where p.phone like '1__________' and 'LIVES_ALONE' = any(r.care_flags)
                      and not exists (select from resident_phone o where o.phone = p.phone and o.resident_id <> r.id)
                    order by r.id limit 1\
                    """)
                .mapTo(String.class)
                .one());
  }

  /**
   * @param passwordHash of the password that all accounts of the demo share
   * @return the orders, as they are written
   */
  public List<Past> load(String passwordHash) {
    LocalDate today = LocalDate.ofInstant(now, Rhythm.ZONE);
    DemoDistrict district = DemoDistrict.generate(SEED, today);
    List<PlannedOrder> plans = OrderPlan.plan(district, now).toList();
    return database.longTransaction(
        LIMIT,
        tx -> {
          List<Past> pasts = load(tx.handle(), district, plans, passwordHash, today);
          adopt(tx, pasts);
          return pasts;
        });
  }

  private void adopt(Tx tx, List<Past> pasts) {
    int nth = 0;
    for (Past past : pasts) {
      followers.forEach(f -> f.adopt(tx, past.changes()));
      if (++nth % TOGETHER == 0) {
        tx.send();
      }
    }
  }

  private List<Past> load(
      Handle handle,
      DemoDistrict district,
      List<PlannedOrder> plans,
      String passwordHash,
      LocalDate today) {
    Ids ids = Ids.of(district);
    Map<String, Item> items = items(handle);
    Map<String, Long> itemIds =
        items.values().stream().collect(Collectors.toMap(Item::code, Item::id));
    LoadRegistries registries = new LoadRegistries(handle, district, ids, itemIds, now);
    registries.places();
    registries.providers();
    registries.residents(cipher);
    registries.accounts(passwordHash);

    Bookings bookings = new Bookings(district, ids);
    bookings.open(items.values(), today);
    SplittableRandom random = new SplittableRandom(district.seed() ^ OF_ITS_OWN);
    Map<String, Long> numbers = numbers(plans);
    LivePlan life =
        new LivePlan(
            ids,
            new Actors(district, ids),
            (plan, id) -> intake(plan, id, ids, items, bookings, numbers, random));
    List<Past> pasts = life.live(plans, FIRST_ORDER);
    bookings.writeSlots(handle, now);
    new LoadOrders(handle, pasts).all();
    bookings.writeBookings(handle, pasts);
    finish(handle, FIRST_ORDER + plans.size());
    return pasts;
  }

  private static Map<String, Long> numbers(List<PlannedOrder> plans) {
    Map<String, Long> numbers = new java.util.HashMap<>();
    for (PlannedOrder plan : plans) {
      numbers.put(plan.key(), FIRST_ORDER + numbers.size());
    }
    return numbers;
  }

  private static Map<String, Item> items(Handle handle) {
    return handle
        .createQuery(
            """
            select i.id, i.code, i.kind = 'APPOINTMENT' as by_appointment, f.version, f.schema
            from service_item i join item_form f on f.item_id = i.id and f.version = i.form_version\
            """)
        .map(
            (rs, _) ->
                new Item(
                    rs.getLong("id"),
                    rs.getString("code"),
                    rs.getBoolean("by_appointment"),
                    rs.getInt("version"),
                    Json.tree(rs.getString("schema"))))
        .collect(Collectors.toMap(Item::code, Function.identity()));
  }

  private static Intake intake(
      PlannedOrder plan,
      long id,
      Ids ids,
      Map<String, Item> items,
      Bookings bookings,
      Map<String, Long> numbers,
      SplittableRandom random) {
    Item item = items.get(plan.item());
    if (item == null) {
      throw new IllegalStateException("the catalogue has no item " + plan.item());
    }
    boolean visit = plan.channel() == Channel.VISIT;
    Instant booked = item.byAppointment() ? plan.bookedFor() : null;
    return new Intake(
        id,
        plan.channel(),
        visit ? Tier.COMMUNITY : Tier.DISTRICT,
        plan.priority(),
        item.id(),
        item.formVersion(),
        Ids.get(ids.residents(), plan.resident().code()),
        Ids.get(ids.households(), plan.household().code()),
        plan.contactName(),
        plan.contactPhone(),
        plan.household().address(),
        Ids.get(ids.centres(), plan.household().communityCode()),
        plan.household().position().latitude(),
        plan.household().position().longitude(),
        plan.summary(),
        FillForm.fill(item.form(), LocalDate.ofInstant(plan.at(), Rhythm.ZONE), random),
        booked == null ? null : bookings.book(plan, item, booked, id),
        null,
        duplicates(plan, numbers),
        TrackingToken.next(),
        visit ? deviceRef(plan.key()) : null);
  }

  /** Whoever ordered again was shown the order that theirs was merged into later. */
  private static List<Long> duplicates(PlannedOrder plan, Map<String, Long> numbers) {
    return plan.steps().stream()
        .flatMap(s -> s instanceof Step.Merged m ? java.util.stream.Stream.of(m.into()) : null)
        .map(key -> Ids.get(numbers, key))
        .toList();
  }

  private static @Nullable UUID deviceRef(String key) {
    return UUID.nameUUIDFromBytes(("siduan demo " + key).getBytes(StandardCharsets.UTF_8));
  }

  /** What is made from now on is numbered behind what was loaded; and plans know the sizes. */
  private static void finish(Handle handle, long nextOrder) {
    for (String table : NUMBERED) {
      handle.execute(
          "select setval(pg_get_serial_sequence(?, 'id'), (select max(id) from " + table + "))",
          table);
    }
    handle.execute("select setval('order_id', ?, false)", nextOrder);
    handle.execute("analyze");
  }
}
