package cn.siduan.dispatch.sla;

import cn.siduan.dispatch.order.ClockKind;
import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.config.ConfigFiles;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/** Service levels and calendars as they hold; they are changed in their files. */
public final class TimeLimitsApi {

  record Limit(String within, String calendar) {
    static Limit of(Term term) {
      String within = term.days() > 0 ? "P" + term.days() + "D" : term.time().toString();
      return new Limit(within, term.calendar().code());
    }
  }

  record Clock(ClockKind clock, Limit limit, double warnAt) {}

  record Level(String code, String name, String nameEn, List<Clock> clocks, Limit escalateAfter) {
    static Level of(ServiceLevel level) {
      return new Level(
          level.code(),
          level.name(),
          level.nameEn(),
          List.of(ClockKind.values()).stream().map(kind -> clock(kind, level)).toList(),
          Limit.of(level.escalateAfter()));
    }

    private static Clock clock(ClockKind kind, ServiceLevel level) {
      Promise promise = level.promise(kind);
      return new Clock(kind, Limit.of(promise.within()), promise.warnAt());
    }
  }

  record Levels(List<Level> items, Limit extension, Limit returning) {}

  private final ServiceLevels levels;
  private final JsonNode calendars;

  /**
   * @param folder whose calendars.yaml has the names people read; what holds was read with the
   *     levels
   */
  public TimeLimitsApi(ServiceLevels levels, Path folder) {
    this.levels = levels;
    ConfigFiles files = new ConfigFiles(folder);
    JsonNode file = files.read("calendars.yaml");
    files.faults().throwIfAny();
    ObjectNode answer = Json.object();
    answer.set("items", file.path("calendars"));
    answer.set("arrangements", file.path("arrangements"));
    calendars = answer;
  }

  public void register(ApiRouter api) {
    api.on("listServiceLevels", this::levels).on("listCalendars", _ -> ApiReply.ok(calendars));
  }

  private ApiReply levels(ApiRequest request) {
    return ApiReply.ok(
        new Levels(
            new TreeSet<>(levels.codes()).stream().map(levels::get).map(Level::of).toList(),
            Limit.of(levels.extension()),
            Limit.of(levels.returning())));
  }
}
