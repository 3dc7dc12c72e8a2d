package cn.siduan.dispatch.report;

import cn.siduan.dispatch.centre.Centre;
import cn.siduan.dispatch.centre.CentreDirectory;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Which period of the past, cut into what, and whose.
 *
 * @param zone in which days begin
 * @param path of a centre, with everything below it
 */
record Scope(
    Instant from,
    Instant to,
    Cut cut,
    Instant now,
    String zone,
    @Nullable String path,
    @Nullable Long category,
    @Nullable Long provider) {

  /** One line for each of these. */
  enum Cut {
    ALL("''", "''", Duration.ofDays(3 * 366)),
    HOUR(
        "to_char(b.begins at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')",
        "''",
        Duration.ofDays(31)),
    DAY("to_char(b.begins at time zone :zone, 'YYYY-MM-DD')", "''", Duration.ofDays(366)),
    CENTRE("c.id::text", "c.name", ALL.longest),
    CATEGORY("coalesce(k.id::text, '')", "coalesce(k.name, '')", ALL.longest),
    PROVIDER("coalesce(p.id::text, '')", "coalesce(p.name, '')", ALL.longest),
    QUEUE("w.queue", "c.name", ALL.longest);

    final String key;
    final String name;
    private final Duration longest;

    Cut(String key, String name, Duration longest) {
      this.key = key;
      this.name = name;
      this.longest = longest;
    }

    /** The pieces of time that lines are about; the first and the last end with the period. */
    String buckets() {
      return switch (this) {
        case HOUR, DAY ->
            """
            select greatest(s at time zone :zone, cast(:from as timestamptz)) as begins,
              least((s + interval '1 %1$s') at time zone :zone, cast(:to as timestamptz)) as ends
            from generate_series(date_trunc('%1$s', cast(:from as timestamptz) at time zone :zone),
              (cast(:to as timestamptz) - interval '1 microsecond') at time zone :zone, interval '1 %1$s') s\
            """
                .formatted(name().toLowerCase(Locale.ROOT));
        case ALL, CENTRE, CATEGORY, PROVIDER, QUEUE ->
            "select cast(:from as timestamptz) as begins, cast(:to as timestamptz) as ends";
      };
    }
  }

  /** Of centre c, category k and provider p of a query. */
  static final String WHOSE =
      """
      (cast(:path as text) is null or c.path like :path || '%')
      and (cast(:category as bigint) is null or k.id = :category)
      and (cast(:provider as bigint) is null or p.id = :provider)
      """;

  /**
   * @throws cn.siduan.dispatch.platform.http.ProblemException if the period is none, or too long
   *     for what it is cut into
   */
  static Scope of(ApiRequest request, Cut cut, CentreDirectory centres, String zone, Instant now) {
    Instant from = Instant.parse(request.text("from"));
    Instant to = Instant.parse(request.text("to"));
    if (!from.isBefore(to) || Duration.between(from, to).compareTo(cut.longest) > 0) {
      throw Problem.input(
              FieldError.of("to", to, "history-period", Map.of("days", cut.longest.toDays())))
          .exception();
    }
    return new Scope(
        from,
        to,
        cut,
        now,
        zone,
        request
            .findNumber("centre_id")
            .map(id -> centres.find(id).map(Centre::path).orElse("/none/"))
            .orElse(null),
        request.findNumber("category_id").orElse(null),
        request.findNumber("provider_id").orElse(null));
  }

  static Cut cut(ApiRequest request) {
    return Cut.valueOf(request.text("by").toUpperCase(Locale.ROOT));
  }

  Query bind(Query query) {
    return query
        .bind("from", from)
        .bind("to", to)
        .bind("now", now)
        .bind("zone", zone)
        .bind("path", path)
        .bind("category", category)
        .bind("provider", provider);
  }
}
