package cn.siduan.bench.load;

import cn.siduan.dispatch.platform.Json;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What a measurement needs of the demo district: who works in it, and what is asked for. */
public final class District {

  private static final int LOG_INS_AT_ONCE = 4;

  private District() {}

  /**
   * Whatever the hour, and however many orders: providers are open, have room, and answer on
   * screens. Commit timestamps are on after the next start.
   */
  public static void prepare(Connection database) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute("alter system set track_commit_timestamp = on");
      statement.execute(
          """
          update provider set capacity = 100000, offer_channel = 'SCREEN', calendar = '24H', version = version + 1,
            opening = (select jsonb_object_agg(day, '[["00:00", "24:00"]]'::jsonb)
                       from unnest(array['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']) as days (day))\
          """);
      statement.execute("update provider_certificate set expires_on = null");
    }
  }

  /**
   * What residents of the demo asked for in its past 90 days, as bodies of openOrder: the same mix
   * of items, households and places. Emergencies and appointments are left out; they go other ways.
   */
  public static List<Buffer> orders(Connection database, int count) throws SQLException {
    List<Buffer> bodies = new ArrayList<>();
    try (Statement statement = database.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select o.item_id, o.resident_id, o.contact_name, o.contact_phone, o.address, o.centre_id, o.summary,
                  o.form::text
                from service_order o join service_item i on i.id = o.item_id
                where o.answer is null and o.slot_id is null and o.priority = 'NORMAL' and i.kind <> 'APPOINTMENT'
                  and i.retired_at is null and o.form_version = i.form_version and o.resident_id is not null
                  and exists (select 1 from provider_item p where p.item_id = o.item_id)
                order by md5(o.id::text) limit\
                """
                    + " "
                    + count)) {
      while (rows.next()) {
        Map<String, Object> body = new HashMap<>();
        body.put("item_id", rows.getLong(1));
        body.put("resident_id", rows.getLong(2));
        body.put("contact_name", rows.getString(3));
        body.put("contact_phone", rows.getString(4));
        body.put("address", rows.getString(5));
        body.put("centre_id", rows.getLong(6));
        body.put("summary", rows.getString(7));
        body.put("form", Json.tree(rows.getString(8)));
        body.put("despite_duplicates", true);
        bodies.add(Buffer.buffer(Json.write(body)));
      }
    }
    if (bodies.isEmpty()) {
      throw new IllegalStateException("the demo district has no orders to repeat");
    }
    return bodies;
  }

  public static List<Browser> operators(Api api, String password, int count) {
    return logIn(
        api, password, IntStream.rangeClosed(1, count).mapToObj("op%02d"::formatted).toList());
  }

  public static List<Browser> providers(Api api, String password, int count) {
    return logIn(
        api, password, IntStream.rangeClosed(1, count).mapToObj("p%03d"::formatted).toList());
  }

  private static List<Browser> logIn(Api api, String password, List<String> logins) {
    List<Browser> in = new ArrayList<>();
    for (int from = 0; from < logins.size(); from += LOG_INS_AT_ONCE) {
      List<Future<Browser>> several = new ArrayList<>();
      for (int i = from; i < Math.min(logins.size(), from + LOG_INS_AT_ONCE); i++) {
        several.add(api.logIn(logins.get(i), password, i));
      }
      several.forEach(f -> in.add(f.await()));
    }
    return in;
  }
}
