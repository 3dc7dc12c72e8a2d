package cn.siduan.dispatch.report;

import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/** The figures of past hours. */
final class Snapshots {

  private Snapshots() {}

  static List<JsonNode> list(Database database, ApiRequest request, long most) {
    Instant from = Instant.parse(request.text("from"));
    Instant after = request.findText("after").map(Snapshots::cursor).orElse(from.minusNanos(1000));
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    select jsonb_build_object('hour', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                      'figures', figures)
                    from figure_snapshot where at > :after and at >= :from and at < :to order by at limit :most\
                    """)
                .bind("after", after)
                .bind("from", from)
                .bind("to", Instant.parse(request.text("to")))
                .bind("most", most)
                .mapTo(String.class)
                .map(Json::tree)
                .list());
  }

  private static Instant cursor(String after) {
    try {
      return Instant.parse(after);
    } catch (DateTimeParseException _) {
      throw Problem.input(FieldError.of("after", after, "cursor")).exception();
    }
  }
}
