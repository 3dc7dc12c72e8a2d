package cn.siduan.dispatch.routing;

import cn.siduan.contract.Actor;
import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.db.Tx;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A district with two communities of one sub-district and providers of one item: near, middle and
 * far serve the first community, neighbour the second. All are open day and night.
 */
public final class RoutingDistrict {

  private static final AtomicLong NUMBERS = new AtomicLong(1);

  public final long district;
  public final long subdistrict;
  public final long community;
  public final long nextCommunity;
  public final long item;
  public final long near;
  public final long middle;
  public final long far;
  public final long neighbour;
  public final long worker;
  public final long household;
  public final long resident;

  private final Database database;
  private final String n = Long.toString(NUMBERS.getAndIncrement());

  private RoutingDistrict(Database database, String policy) {
    this.database = database;
    district = centre("DISTRICT", null, "澄江区");
    subdistrict = centre("SUBDISTRICT", district, "柳荫街道");
    community = centre("COMMUNITY", subdistrict, "柳荫社区");
    nextCommunity = centre("COMMUNITY", subdistrict, "荷塘社区");
    item = item(policy);
    near = provider("近邻家政", 31.201, community, 10);
    middle = provider("安居服务", 31.220, community, 10);
    far = provider("远山服务", 31.250, community, 10);
    neighbour = provider("荷塘家政", 31.205, nextCommunity, 10);
    worker =
        insert(
            "worker (code, provider_id, name, updated_at) values (?, ?, '王师傅', now())",
            "RW" + n,
            near);
    household =
        insert(
            "household (code, address, centre_id, updated_at) values (?, '柳荫社区3号楼', ?, now())",
            "RH" + n,
            community);
    resident =
        insert(
            "resident (code, household_id, name, updated_at) values (?, ?, '刘桂英', now())",
            "RR" + n,
            household);
  }

  public static RoutingDistrict in(Database database) {
    return new RoutingDistrict(database, "STANDARD");
  }

  public static RoutingDistrict in(Database database, String policy) {
    return new RoutingDistrict(database, policy);
  }

  public Actor dispatcher(long providerId) {
    return Actor.dispatcher(1000 + providerId, "调度" + providerId, providerId);
  }

  /** A body for openOrder, at the first community. */
  public Map<String, Object> order() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("item_id", item);
    body.put("contact_name", "刘桂英");
    body.put("contact_phone", "13900000001");
    body.put("address", "柳荫社区3号楼2单元501");
    body.put("resident_id", resident);
    body.put("centre_id", community);
    body.put("latitude", 31.2);
    body.put("longitude", 121.4);
    body.put("summary", "厨房和卫生间打扫");
    body.put("form", Map.of());
    body.put("despite_duplicates", true);
    return body;
  }

  /** One more provider of the item, at a latitude north of the order's 31.2. */
  public long provider(String name, double latitude, long area, int capacity) {
    return database.transaction(
        tx -> {
          long id =
              insert(
                  tx,
                  """
                  provider (code, name, kind, offer_channel, latitude, longitude, capacity, calendar, updated_at)
                  values (?, ?, 'ORGANISATION', 'SCREEN', ?, 121.4, ?, '24H', now())\
                  """,
                  List.of("RP" + n + "-" + name, name, latitude, capacity));
          tx.handle().execute("insert into provider_item values (?, ?)", id, item);
          tx.handle().execute("insert into provider_area values (?, ?)", id, area);
          return id;
        });
  }

  /** Changes a provider the way the registry does: with its version. */
  public void change(long providerId, String assignments) {
    database.transaction(
        tx ->
            tx.handle()
                .execute(
                    "update provider set version = version + 1, " + assignments + " where id = ?",
                    providerId));
  }

  private long centre(String tier, Long parent, String name) {
    return database.transaction(
        tx -> {
          long id =
              insert(
                  tx,
                  "centre (code, tier, parent_id, path, name, updated_at) values (?, ?, ?, '/',"
                      + " ?, now())",
                  java.util.Arrays.asList("RC" + n + name, tier, parent, name));
          tx.handle()
              .execute(
                  """
                  update centre set path = coalesce((select path from centre where id = ?), '/') || id || '/'
                  where id = ?\
                  """,
                  parent,
                  id);
          return id;
        });
  }

  private long item(String policy) {
    long category =
        insert("service_category (code, name, updated_at) values (?, '家政', now())", "RK" + n);
    long id =
        insert(
            """
            service_item (code, category_id, name, kind, service_level, routing_policy, updated_at)
            values (?, ?, '日常保洁', 'MENU', 'ORDINARY', ?, now())\
            """,
            "RI" + n,
            category,
            policy);
    database.transaction(
        tx ->
            tx.handle()
                .execute(
                    "insert into item_form values (?, 1, '{\"type\":\"object\"}', now())", id));
    return id;
  }

  private long insert(String what, Object... values) {
    return database.transaction(tx -> insert(tx, what, List.of(values)));
  }

  private static long insert(Tx tx, String what, List<?> values) {
    var query = tx.handle().createQuery("insert into " + what + " returning id");
    for (int i = 0; i < values.size(); i++) {
      query.bind(i, values.get(i));
    }
    return query.mapTo(Long.class).one();
  }
}
