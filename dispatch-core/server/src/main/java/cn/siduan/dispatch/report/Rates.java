package cn.siduan.dispatch.report;

import cn.siduan.contract.OrderNumber;
import cn.siduan.dispatch.centre.CentreDirectory;
import cn.siduan.dispatch.order.Satisfaction;
import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The three rates (三率) of the orders followed up in a period, and the orders behind each figure.
 */
final class Rates {

  /**
   * One line; without grouping there is one, its key empty.
   *
   * @param answers how many the satisfaction rate is of
   */
  record Line(
      String key,
      String name,
      long followedUp,
      long responded,
      long resolved,
      long satisfied,
      long fairlySatisfied,
      long dissatisfied,
      long unanswered,
      long answers,
      @Nullable Double responseRate,
      @Nullable Double resolutionRate,
      @Nullable Double satisfactionRate) {}

  /** An order behind a figure. */
  record Behind(
      String number,
      int round,
      Instant followedUpAt,
      boolean responded,
      boolean resolved,
      @Nullable Satisfaction satisfaction,
      @Nullable Long providerId,
      long itemId,
      long centreId,
      String byRole) {}

  private enum By {
    ALL("''", "''"),
    CENTRE("c.id::text", "c.name"),
    CATEGORY("k.id::text", "k.name"),
    PROVIDER("coalesce(p.id::text, '')", "coalesce(p.name, '')"),
    MONTH("to_char(f.followed_up_at at time zone :zone, 'YYYY-MM')", "''");

    private final String key;
    private final String name;

    By(String key, String name) {
      this.key = key;
      this.name = name;
    }
  }

  private static final int MOST_LINES = 10_000;

  private final Database database;
  private final CentreDirectory centres;
  private final RateSettings settings;
  private final String zone;

  Rates(Database database, CentreDirectory centres, RateSettings settings, String zone) {
    this.database = database;
    this.centres = centres;
    this.settings = settings;
    this.zone = zone;
  }

  List<Line> lines(ApiRequest request) {
    RateQuery query = new RateQuery(request, settings, centres);
    By by = By.valueOf(request.text("by").toUpperCase(Locale.ROOT));
    String sql =
        """
        select %s as key, max(%s) as name, count(*) as followed_up, count(*) filter (where f.responded) as responded,
          count(*) filter (where f.resolved) as resolved,
          count(*) filter (where f.satisfaction = 'SATISFIED') as satisfied,
          count(*) filter (where f.satisfaction = 'FAIRLY_SATISFIED') as fairly_satisfied,
          count(*) filter (where f.satisfaction = 'DISSATISFIED') as dissatisfied,
          count(*) filter (where f.satisfaction is null) as unanswered,
          count(*) filter (where f.satisfaction is not null or :unanswered) as answers,
          sum(case f.satisfaction when 'SATISFIED' then :weight_satisfied::float8
            when 'FAIRLY_SATISFIED' then :weight_fairly_satisfied::float8
            when 'DISSATISFIED' then :weight_dissatisfied::float8 else 0 end) as points
        """
            .formatted(by.key, by.name);
    return database.read(
        handle ->
            query
                .bind(
                    handle.createQuery(
                        sql
                            + RateQuery.FROM
                            + query.where()
                            + " group by 1 order by 1 limit "
                            + MOST_LINES))
                .bind("zone", zone)
                .map((rs, _) -> line(rs))
                .list());
  }

  private static Line line(ResultSet rs) throws SQLException {
    long followedUp = rs.getLong("followed_up");
    long answers = rs.getLong("answers");
    return new Line(
        rs.getString("key"),
        rs.getString("name"),
        followedUp,
        rs.getLong("responded"),
        rs.getLong("resolved"),
        rs.getLong("satisfied"),
        rs.getLong("fairly_satisfied"),
        rs.getLong("dissatisfied"),
        rs.getLong("unanswered"),
        answers,
        rate((double) rs.getLong("responded"), followedUp),
        rate((double) rs.getLong("resolved"), followedUp),
        rate(rs.getDouble("points"), answers));
  }

  /** No rate of nothing. */
  private static @Nullable Double rate(double part, long of) {
    return of == 0 ? null : Math.round(part / of * 10_000) / 10_000.0;
  }

  /** The orders behind a figure, by when they were followed up. */
  List<Behind> behind(ApiRequest request, long most) {
    RateQuery query =
        new RateQuery(request, settings, centres)
            .only(RateQuery.Measure.valueOf(request.text("measure")));
    request.findText("after").ifPresent(after -> seek(query, after));
    return database.read(
        handle ->
            query
                .bind(
                    handle.createQuery(
                        "select f.*, o.item_id, o.centre_id "
                            + RateQuery.FROM
                            + query.where()
                            + " order by f.followed_up_at, f.order_id, f.round limit :most"))
                .bind("most", most)
                .map((rs, _) -> behind(rs))
                .list());
  }

  private static Behind behind(ResultSet rs) throws SQLException {
    long provider = rs.getLong("provider_id");
    boolean none = rs.wasNull();
    String answer = rs.getString("satisfaction");
    return new Behind(
        new OrderNumber(rs.getLong("order_id")).digits(),
        rs.getInt("round"),
        rs.getTimestamp("followed_up_at").toInstant(),
        rs.getBoolean("responded"),
        rs.getBoolean("resolved"),
        answer == null ? null : Satisfaction.valueOf(answer),
        none ? null : (Long) provider,
        rs.getLong("item_id"),
        rs.getLong("centre_id"),
        rs.getString("by_role"));
  }

  static String cursor(Behind last) {
    return last.followedUpAt() + "_" + last.number() + "_" + last.round();
  }

  private static void seek(RateQuery query, String after) {
    String[] parts = after.split("_", -1);
    try {
      query.after(
          Instant.parse(parts[0]),
          OrderNumber.parse(parts[1]).orElseThrow().id(),
          Integer.parseInt(parts[2]));
    } catch (DateTimeParseException
        | NumberFormatException
        | IndexOutOfBoundsException
        | java.util.NoSuchElementException _) {
      throw Problem.input(FieldError.of("after", after, "cursor")).exception();
    }
  }
}
