package cn.siduan.dispatch.notify;

import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.Problem.FieldError;

/** Where a list that begins with the newest goes on. */
final class Cursor {

  private Cursor() {}

  /** Ids below this one. */
  static long before(ApiRequest request) {
    String after = request.findText("after").orElse(Long.toString(Long.MAX_VALUE));
    if (!after.matches("[0-9]{1,19}")) {
      throw Problem.input(FieldError.of("after", after, "cursor")).exception();
    }
    try {
      return Long.parseLong(after);
    } catch (NumberFormatException e) {
      throw Problem.input(FieldError.of("after", after, "cursor")).exception();
    }
  }
}
