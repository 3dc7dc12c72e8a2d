package cn.siduan.dispatch.imports.registry;

import static cn.siduan.dispatch.imports.column.Column.named;

import cn.siduan.dispatch.imports.column.Cells;
import cn.siduan.dispatch.imports.column.Column;
import cn.siduan.dispatch.imports.column.Days;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Bookable times, told apart by item, centre and beginning; times are the district's. */
final class SlotSheet extends Sheet {

  /** By item, centre and beginning. */
  private static final String KEY =
      "s.code || ' ' || c.code || ' ' || to_char(t.starts_at at time zone :zone, 'YYYY-MM-DD"
          + " HH24:MI')";

  private final String key;

  /**
   * @param zone as PostgreSQL knows it too
   */
  SlotSheet(ZoneId zone) {
    super(
        "slots",
        new Place(
            "slot",
            3,
            "left join service_item s on s.code = i.item left join centre c on c.code = i.centre",
            "t.item_id = s.id and t.centre_id = c.id and t.starts_at = "
                + written("starts_at", zone)),
        List.of(
            Field.key(
                named("item", "服务项目编码", Cells.code())
                    .alias("服务项目", "item_code")
                    .must()
                    .to("items")
                    .like("LAW-01"),
                "s"),
            Field.key(
                named("centre", "中心编码", Cells.code())
                    .alias("服务中心", "centre_code")
                    .must()
                    .to("centres")
                    .like("310199001001"),
                "c"),
            moment(
                zone,
                named("starts_at", "开始时间", Days.moment())
                    .alias("start")
                    .must()
                    .like("2026-03-12 09:00")),
            moment(
                zone,
                named("ends_at", "结束时间", Days.moment())
                    .alias("end")
                    .must()
                    .like("2026-03-12 10:00")),
            Field.typed(named("places", "名额", Cells.whole(1, 1000)).must().like("5"), "int")));
    key = KEY.replace(":zone", quoted(zone));
  }

  private static Field moment(ZoneId zone, Column column) {
    return new Field(
        column,
        "to_char(t." + column.name() + " at time zone " + quoted(zone) + ", 'YYYY-MM-DD HH24:MI')",
        written(column.name(), zone));
  }

  private static String written(String column, ZoneId zone) {
    return "i." + column + "::timestamp at time zone " + quoted(zone);
  }

  /** A zone's name has no quotation marks in it. */
  private static String quoted(ZoneId zone) {
    return "'" + zone.getId() + "'";
  }

  @Override
  protected String readJoins() {
    return "left join service_item s on s.id = t.item_id left join centre c on c.id = t.centre_id";
  }

  /** A place that is booked cannot be taken away. */
  @Override
  public EndCheck endCheck(Handle handle) {
    Map<String, Integer> booked = new HashMap<>();
    handle
        .createQuery(
            "select "
                + key
                + """
                    , max(b.place)
                from booking b join slot t on t.id = b.slot_id
                  join service_item s on s.id = t.item_id join centre c on c.id = t.centre_id
                where b.released_at is null and t.ends_at > now() group by 1
                """)
        .map((rs, _) -> Map.entry(rs.getString(1), rs.getInt(2)))
        .forEach(e -> booked.put(e.getKey(), e.getValue()));
    Set<String> unbookable =
        handle
            .createQuery("select code from service_item where kind <> 'APPOINTMENT'")
            .mapTo(String.class)
            .set();
    return (row, values, stored, complaint) -> {
      if (row > 0) {
        check(row, values, booked, complaint);
      }
      String item = Objects.requireNonNull(values[0]);
      if (row > 0 && stored == null && unbookable.contains(item)) {
        complaint.add(row, 0, item, "item-not-bookable", Map.of());
      }
    };
  }

  private void check(
      int row,
      @Nullable String[] values,
      Map<String, Integer> booked,
      EndCheck.Complaint complaint) {
    String end = Objects.requireNonNull(values[3]);
    if (end.compareTo(Objects.requireNonNull(values[2])) <= 0) {
      complaint.add(row, 3, end, "later", Map.of());
    }
    String places = Objects.requireNonNull(values[4]);
    int taken = booked.getOrDefault(values[0] + " " + values[1] + " " + values[2], 0);
    if (Integer.parseInt(places) < taken) {
      complaint.add(row, 4, places, "slot-booked", Map.of("booked", taken));
    }
  }

  @Override
  public List<Usage> usages() {
    return List.of(
        new Usage(
            "bookings",
            "select "
                + key
                + """
                    , count(*)
                from booking b join slot t on t.id = b.slot_id
                  join service_item s on s.id = t.item_id join centre c on c.id = t.centre_id
                where b.released_at is null group by 1
                """));
  }
}
