package cn.siduan.dispatch.provider;

import cn.siduan.dispatch.platform.http.Problem.FieldError;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Weekly opening hours: {"mon": [["09:00", "12:00"], ["13:30", "17:30"]], …}. */
final class OpeningHours {

  private OpeningHours() {}

  /** Each interval ends after it begins and begins no earlier than the one before it ends. */
  static List<FieldError> check(JsonNode opening) {
    List<FieldError> errors = new ArrayList<>();
    opening
        .properties()
        .forEach(
            day -> {
              String earliest = "00:00";
              for (int i = 0; i < day.getValue().size(); i++) {
                String from = day.getValue().get(i).get(0).textValue();
                String to = day.getValue().get(i).get(1).textValue();
                String field = "opening/" + day.getKey() + "/" + i;
                // as text, because 24:00 is the end of the day
                if (from.compareTo(earliest) < 0) {
                  errors.add(FieldError.of(field + "/0", from, "opening-overlap"));
                }
                if (to.compareTo(from) <= 0) {
                  errors.add(FieldError.of(field + "/1", to, "later"));
                }
                earliest = to;
              }
            });
    return errors;
  }
}
