package cn.siduan.bench.intake;

import cn.siduan.dispatch.platform.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Orders as the demo's residents asked for them, each time for somebody else: nobody asks twice for
 * the same, as they would not in a city.
 */
public final class Wishes {

  private static final int KINDS = 200;
  private static final int RESIDENTS = 20_000;

  private final List<ObjectNode> kinds;
  private final List<ObjectNode> residents;

  private Wishes(List<ObjectNode> kinds, List<ObjectNode> residents) {
    this.kinds = kinds;
    this.residents = residents;
  }

  public static Wishes read(Connection database) throws SQLException {
    return new Wishes(
        rows(
            database,
            """
            select json_build_object('item_id', o.item_id, 'summary', o.summary, 'form', o.form)
            from service_order o join service_item i on i.id = o.item_id
            where o.answer is null and o.slot_id is null and o.priority = 'NORMAL' and i.kind <> 'APPOINTMENT'
              and i.retired_at is null and o.form_version = i.form_version
              and exists (select 1 from provider_item p where p.item_id = o.item_id)
            order by md5(o.id::text) limit\
            """
                + " "
                + KINDS),
        rows(
            database,
            """
            select json_build_object('resident_id', r.id, 'contact_name', r.name,
              'contact_phone', (select min(p.phone) from resident_phone p where p.resident_id = r.id),
              'address', h.address, 'centre_id', h.centre_id)
            from resident r join household h on h.id = r.household_id
            where r.retired_at is null and exists (select 1 from resident_phone p where p.resident_id = r.id)
            order by md5(r.id::text) limit\
            """
                + " "
                + RESIDENTS));
  }

  private static List<ObjectNode> rows(Connection database, String sql) throws SQLException {
    List<ObjectNode> found = new ArrayList<>();
    try (Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add((ObjectNode) Json.tree(rows.getString(1)));
      }
    }
    if (found.isEmpty()) {
      throw new IllegalStateException("the demo district has nothing to repeat");
    }
    return found;
  }

  /** Body of openOrder; a resident's next wish is another one. */
  public Buffer body(int n) {
    ObjectNode body = residents.get(n % residents.size()).deepCopy();
    body.setAll(kinds.get((n + n / residents.size()) % kinds.size()));
    // a household of two asks for the same by chance: that is not what is measured
    body.put("despite_duplicates", true);
    return Buffer.buffer(body.toString());
  }
}
