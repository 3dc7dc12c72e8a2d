package cn.siduan.e2e;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/**
 * A call on the operator's desk without a telephone: the answers about presence and call are made
 * up, everything else is the product's.
 */
final class FakeCall {

  private FakeCall() {}

  /** A call from a telephone that two residents share, in one of the states of an operator. */
  static void on(Page page, String presence) {
    Instant now = Product.running().now().truncatedTo(ChronoUnit.SECONDS);
    String callId = presence.equals("WRAP_UP") ? "" : ", \"call_id\": \"test-1\"";
    answer(
        page,
        "presence",
        """
        {"operator_id": 1, "name": "坐席", "state": "%s", "reason": "", "extension": "8001", "since": "%s"%s}
        """
            .formatted(presence, now.minusSeconds(12), callId));
    answer(page, "calls/test-1", card(presence, now));
    answer(page, "calls?state=WAITING*", waiting(now));
    page.addInitScript("sessionStorage.setItem('siduan.call', 'test-1')");
    page.reload();
    page.locator(".call").waitFor();
    page.locator(".household").waitFor();
  }

  private static String card(String presence, Instant now) {
    String state =
        Map.of("RESERVED", "RINGING", "WRAP_UP", "ENDED").getOrDefault(presence, presence);
    String answered =
        presence.equals("RESERVED")
            ? ""
            : ", \"answered_at\": \"%s\"".formatted(now.minusSeconds(75));
    String ended = presence.equals("WRAP_UP") ? ", \"ended_at\": \"%s\"".formatted(now) : "";
    return """
    {"id": "test-1", "line": "main", "number": "03007104106", "state": "%s", "priority": "NORMAL",
     "arrived_at": "%s", "queued_at": "%s", "rings": 1%s%s,
     "history": [],
     "residents": [
       {"id": 1, "name": "赵淑兰", "language": "zh-CN", "household_id": 1, "care_flags": ["EMPTY_NEST"]},
       {"id": 2, "name": "丁志进", "language": "zh-CN", "household_id": 1, "care_flags": ["HARD_OF_HEARING"]}],
     "orders": [
       {"number": "10060492", "state": "IN_PROGRESS", "item_name": "井盖缺损", "summary": "井盖翘起来，车过哐哐响",
        "open": true, "received_at": "%s"}]}
    """
        .formatted(
            state,
            now.minusSeconds(90),
            now.minusSeconds(88),
            answered,
            ended,
            now.minusSeconds(9000));
  }

  private static String waiting(Instant now) {
    return """
    {"items": [
      {"id": "w1", "line": "main", "number": "13800138000", "state": "WAITING", "priority": "EMERGENCY",
       "arrived_at": "%1$s", "queued_at": "%1$s", "rings": 0},
      {"id": "w2", "line": "main", "number": "", "state": "WAITING", "priority": "NORMAL",
       "arrived_at": "%2$s", "queued_at": "%2$s", "rings": 0}]}
    """
        .formatted(now.minusSeconds(8), now.minusSeconds(40));
  }

  private static void answer(Page page, String path, String json) {
    page.route(
        String.format(Locale.ROOT, "**/api/v1/%s", path.replace("?", "\\?")),
        route -> {
          if (route.request().method().equals("GET")) {
            route.fulfill(
                new Route.FulfillOptions().setContentType("application/json").setBody(json));
          } else {
            route.resume();
          }
        });
  }
}
