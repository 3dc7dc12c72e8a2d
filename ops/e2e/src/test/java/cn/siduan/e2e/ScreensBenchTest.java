package cn.siduan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.e2e.Screens.Screen;
import cn.siduan.e2e.Window.Language;
import cn.siduan.e2e.Window.Size;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** ops/bench screens: how light, how soon there and how quick the screens are. */
@Tag("browser")
@EnabledIfSystemProperty(named = "bench.screens", matches = ".+")
class ScreensBenchTest {

  private static final int OPENED = 7;
  private static final int EVENTS = 100;
  private static final int ROWS = 10_000;
  private static final int SLOWER = 4;
  private static final double BETWEEN_EVENTS_MILLIS = 400;

  private static final String SEE_WHEN_READY =
      """
      new MutationObserver((_, watch) => {
        if (!document.querySelector('h1')) return;
        watch.disconnect();
        requestAnimationFrame(() => { window.readyAt = performance.now(); });
      }).observe(document, { childList: true, subtree: true });
      """;

  /** When the last live event came, and when what it told was on the screen. */
  private static final String SEE_WHAT_COMES =
      """
      const listen = EventSource.prototype.addEventListener;
      EventSource.prototype.addEventListener = function (name, heard, ...more) {
        const noted = (e) => { if (name === 'order.changed') window.cameAt = performance.now(); heard(e); };
        return listen.call(this, name, noted, ...more);
      };
      window.awaitWords = (words) => {
        window.took = undefined;
        window.cameAt = undefined;
        new MutationObserver((_, watch) => {
          if (!document.querySelector('.story')?.textContent.includes(words)) return;
          watch.disconnect();
          window.took = performance.now() - window.cameAt;
        }).observe(document.body, { childList: true, subtree: true, characterData: true });
      };
      """;

  private static final String SCROLL =
      """
      async () => {
        const list = document.querySelector('.ant-table-tbody-virtual-holder');
        const frames = [];
        let last = await new Promise(requestAnimationFrame);
        for (let i = 0; i < 200; i++) {
          list.scrollTop += 400;
          const now = await new Promise(requestAnimationFrame);
          frames.push(now - last);
          last = now;
        }
        return frames;
      }
      """;

  @Test
  void measure() throws IOException, InterruptedException {
    double kilobytes = gzippedKilobytes();
    double ready = percentile(readyMillis(), 0.5);
    List<Double> events = eventMillis();
    List<Double> frames = frameMillis();
    String line =
        String.format(
            Locale.ROOT,
            "rows: %d frame_p95_ms=%.0f frame_max_ms=%.0f; events: %d p50_ms=%.0f%n"
                + "screens: resident_kb_gzip=%.1f resident_ready_ms=%.0f"
                + " event_to_screen_p99_ms=%.0f axe_serious=%d%n",
            ROWS,
            percentile(frames, 0.95),
            Collections.max(frames),
            EVENTS,
            percentile(events, 0.5),
            kilobytes,
            ready,
            percentile(events, 0.99),
            seriousFindings());
    Files.writeString(Path.of(System.getProperty("bench.screens")), line);
  }

  /** All that the first page of a resident loads, as it comes to a browser that knows gzip. */
  private static double gzippedKilobytes() throws IOException, InterruptedException {
    try (Window window = Window.phone().goTo("/");
        HttpClient client = HttpClient.newHttpClient()) {
      window.page().locator("h1").waitFor();
      List<String> urls = new ArrayList<>(List.of(window.page().url()));
      for (Object url :
          (List<?>)
              window
                  .page()
                  .evaluate(
                      "performance.getEntriesByType('resource').map((r) => r.name)"
                          + ".filter((n) => /\\.(js|css)$/.test(n) && !n.includes('worker'))")) {
        urls.add((String) url);
      }
      long bytes = 0;
      for (String url : urls) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(url)).header("Accept-Encoding", "gzip").build();
        bytes += client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body().length;
      }
      return bytes / 1000.0;
    }
  }

  /** On a telephone four times slower than this machine, nothing kept from before. */
  private static List<Double> readyMillis() {
    return IntStream.range(0, OPENED)
        .mapToObj(
            _ -> {
              try (Window window = Window.phone()) {
                CDPSession cdp = window.context().newCDPSession(window.page());
                cdp.send("Emulation.setCPUThrottlingRate", rate());
                window.context().addInitScript(SEE_WHEN_READY);
                window.goTo("/");
                window.page().waitForFunction("() => window.readyAt !== undefined");
                return number(window.page().evaluate("window.readyAt"));
              }
            })
        .toList();
  }

  private static JsonObject rate() {
    JsonObject rate = new JsonObject();
    rate.addProperty("rate", SLOWER);
    return rate;
  }

  private static List<Double> eventMillis() {
    List<Double> took = new ArrayList<>();
    try (Elsewhere operator = Elsewhere.as("op33");
        Window window = Window.desk()) {
      String number = operator.takeOrder("测速");
      window.context().addInitScript(SEE_WHAT_COMES);
      window.logInAs("op34").goTo("/console/operator/orders/" + number);
      Page page = window.page();
      page.locator(".story li").first().waitFor();
      for (int i = 0; i < EVENTS; i++) {
        String words = "第 " + i + " 条备注。";
        page.evaluate("(words) => window.awaitWords(words)", words);
        operator.post("/orders/" + number + "/notes", Map.of("text", words));
        page.waitForFunction("() => window.took !== undefined");
        took.add(number(page.evaluate("window.took")));
        page.waitForTimeout(BETWEEN_EVENTS_MILLIS);
      }
      operator.post("/orders/" + number + "/cancel", Map.of("reason", "测速结束"));
    }
    return took;
  }

  private static List<Double> frameMillis() {
    try (Window window = Window.desk()) {
      Page page = window.page();
      page.route(
          "**/api/v1/orders?*",
          route ->
              route.fulfill(
                  new Route.FulfillOptions().setContentType("application/json").setBody(rows())));
      window.logInAs("op35").goTo("/console/operator/orders");
      page.locator(".ant-table-row").first().waitFor();
      List<?> frames = (List<?>) page.evaluate(SCROLL);
      assertThat(page.locator(".ant-table-row").count()).isLessThan(100);
      return frames.stream().map(ScreensBenchTest::number).toList();
    }
  }

  private static String rows() {
    return IntStream.range(0, ROWS)
        .mapToObj(
            i ->
                """
                {"number": "%08d", "state": "IN_PROGRESS", "round": 1, "priority": "NORMAL", "channel": "PHONE",
                 "item_id": 1, "item_name": "日常保洁", "contact_name": "老周", "contact_phone": "13900000000",
                 "address": "清晏区染坊街道锦弦社区前进路1号", "centre_id": 1, "summary": "第 %d 单",
                 "received_at": "2026-11-25T08:00:00Z", "version": 1}\
                """
                    .formatted(10_000_000 + i, i))
        .collect(Collectors.joining(",", "{\"items\": [", "]}"));
  }

  private static int seriousFindings() {
    int found = 0;
    for (Screen screen : Screens.all()) {
      for (Language language : Language.values()) {
        Size size = language == Language.ZH ? Size.DESK : Size.PHONE;
        try (Window window = Window.open(size, language)) {
          Screens.show(window, screen);
          found += window.seriousFindings().size();
        }
      }
    }
    return found;
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }

  private static double percentile(List<Double> values, double share) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }
}
