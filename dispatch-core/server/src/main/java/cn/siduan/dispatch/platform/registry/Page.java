package cn.siduan.dispatch.platform.registry;

import cn.siduan.dispatch.platform.Json;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Which part of a list is asked for: in the order of ids, behind {@code after}.
 *
 * @param limit most things on the page
 */
public record Page(long after, int limit) {

  public static Page of(ApiRequest request) {
    String after = request.findText("after").orElse("0");
    if (!after.matches("[0-9]{1,18}")) {
      throw Problem.input(FieldError.of("after", after, "cursor")).exception();
    }
    return new Page(Long.parseLong(after), Math.toIntExact(request.number("limit")));
  }

  /** One more than the page holds tells whether another follows. */
  public int fetch() {
    return limit + 1;
  }

  /**
   * @param found up to {@link #fetch} things
   */
  public ApiReply reply(List<? extends Registered> found) {
    boolean more = found.size() > limit;
    List<? extends Registered> items = more ? found.subList(0, limit) : found;
    ObjectNode page = Json.object();
    page.set("items", Json.tree(items));
    if (more) {
      page.put("next", Long.toString(items.getLast().id()));
    }
    return ApiReply.ok(page);
  }
}
