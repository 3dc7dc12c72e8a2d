package cn.siduan.e2e;

import static cn.siduan.e2e.VisitPages.ALL_SENT;
import static cn.siduan.e2e.VisitPages.atTheApp;
import static cn.siduan.e2e.VisitPages.button;
import static cn.siduan.e2e.VisitPages.card;
import static cn.siduan.e2e.VisitPages.open;
import static cn.siduan.e2e.VisitPages.press;
import static cn.siduan.e2e.VisitPages.sign;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Workers and visitors at the door, where the network is bad. */
@Tag("browser")
class HomeVisitTest {

  private static final byte[] PICTURE =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

  private final Product product = Product.running();

  @Test
  void a_visit_done_without_network_arrives_once_although_sent_twice_and_reloaded_in_between() {
    try (Elsewhere operator = Elsewhere.as("op20");
        FieldWork work = FieldWork.of(operator, "w0001", "水龙头漏水");
        Window window = Window.phone().logInAs("w0001")) {
      Page page = atTheApp(window);
      window.context().setOffline(true);
      page.reload();
      open(page, work.number());
      press(page, "到达签到");
      press(page, "开始服务");
      page.getByLabel("已出示工作证").check();
      page.locator("input[type=file]")
          .setInputFiles(new FilePayload("before.png", "image/png", PICTURE));
      assertThat(page.getByText("已拍 1 张")).isVisible();
      sign(page);
      page.reload();
      page.getByLabel("办理结果或原因").fill("换了阀芯，不漏了");
      window.assertAccessible();
      press(page, "办结并签退");
      press(page, "仍要签退");
      assertThat(page.locator(".chip").first()).hasText("已办结");
      assertThat(page.locator(".sync")).containsText("5 条待发送");
      window.assertAccessible();
      page.reload();
      assertThat(page.locator(".sync")).containsText("5 条待发送");

      // the first answer is lost on its way back, and the page is reloaded
      AtomicBoolean lost = new AtomicBoolean();
      page.route(
          "**/visit-steps",
          route -> {
            if (lost.compareAndSet(false, true)) {
              route.fetch();
              route.abort();
            } else {
              route.resume();
            }
          });
      window.context().setOffline(false);
      page.waitForCondition(lost::get);
      page.reload();
      assertThat(page.locator(".sync")).containsText(ALL_SENT);

      assertThat(operator.taskState(work.number())).isEqualTo("RESOLVED");
      List<String> history = work.history();
      assertThat(history).containsOnlyOnce("WorkerArrived", "WorkStarted", "TaskResolved");
      assertThat(history.stream().filter("Attached"::equals)).hasSize(2);
      JsonNode steps = operator.get("/orders/" + work.number() + "/visit-steps").get("items");
      assertThat(steps).hasSize(3);
      assertThat(steps.get(2).get("said").asText()).isEqualTo("换了阀芯，不漏了");
      window.forgetComplaints();
    }
  }

  @Test
  void reassigned_while_without_network_the_worker_is_told_and_the_evidence_is_kept() {
    try (Elsewhere operator = Elsewhere.as("op21");
        FieldWork work = FieldWork.of(operator, "w0001", "灯不亮");
        Window window = Window.phone().logInAs("w0001")) {
      Page page = atTheApp(window);
      open(page, work.number());
      window.context().setOffline(true);
      press(page, "到达签到");
      operator.post("/orders/" + work.number() + "/tasks/1/reassign", Map.of("reason", "居民要求换人"));
      window.context().setOffline(false);
      assertThat(page.getByRole(AriaRole.ALERT).filter(has("这单已改派给别人"))).isVisible();
      assertThat(page.getByText("中心已留作证据").first()).isVisible();
      window.assertAccessible();
      page.getByLabel("办理结果或原因").fill("灯泡已换");
      press(page, "作为证据交给中心");
      assertThat(page.locator(".trail li").last()).containsText("已留作证据");
      assertThat(page.locator(".chip").first()).hasText("已不归您办");
      window.assertAccessible();
      assertThat(work.history()).contains("EvidenceKept").doesNotContain("WorkerArrived");
      window.forgetComplaints();
    }
  }

  @Test
  void taken_away_before_anything_was_done_the_worker_is_told() {
    try (Elsewhere operator = Elsewhere.as("op21");
        FieldWork work = FieldWork.of(operator, "w0001", "门铃坏了");
        Window window = Window.phone().logInAs("w0001")) {
      Page page = atTheApp(window);
      assertThat(card(page, work.number())).isVisible();
      operator.post("/orders/" + work.number() + "/cancel", Map.of("reason", "居民自己修好了"));
      assertThat(page.getByRole(AriaRole.ALERT).filter(has("不再由您办理"))).isVisible();
      assertThat(card(page, work.number())).hasCount(0);
      window.assertAccessible();
      press(page, "知道了");
      assertThat(page.getByText("不再由您办理")).hasCount(0);
    }
  }

  @Test
  void a_session_that_ended_holds_up_nobody_and_all_is_sent_after_the_log_in() {
    try (Elsewhere operator = Elsewhere.as("op22");
        FieldWork work = FieldWork.of(operator, "w0001", "马桶堵了");
        Window window = Window.phone().logInAs("w0001")) {
      Page page = atTheApp(window);
      open(page, work.number());
      window.context().setOffline(true);
      window.context().clearCookies();
      press(page, "到达签到");
      page.reload();
      assertThat(page.locator(".sync")).containsText("1 条待发送");
      window.context().setOffline(false);
      page.getByRole(AriaRole.BUTTON, button("重新登录")).click();
      press(page, "开始服务");
      window.assertAccessible();
      page.getByLabel("登录名").fill("w0001");
      page.getByLabel("密码").fill(product.password());
      page.keyboard().press("Enter");
      assertThat(page.locator(".sync")).containsText(ALL_SENT);
      assertThat(operator.taskState(work.number())).isEqualTo("IN_PROGRESS");
      window.forgetComplaints();
    }
  }

  @Test
  void a_device_s_clock_wrong_by_an_hour_shows_and_sends_the_right_time() {
    try (Elsewhere operator = Elsewhere.as("op22");
        FieldWork work = FieldWork.of(operator, "w0001", "窗户关不上");
        Window window = Window.phone().logInAs("w0001")) {
      window
          .page()
          .clock()
          .setSystemTime(Product.running().now().plus(Duration.ofHours(1)).toEpochMilli());
      Page page = atTheApp(window);
      open(page, work.number());
      press(page, "出发");
      assertThat(page.locator(".trail li").first()).containsText("已发送");
      JsonNode step = operator.get("/orders/" + work.number() + "/visit-steps").get("items").get(0);
      Instant occurred = Instant.parse(step.get("occurred_at").asText());
      Instant recorded = Instant.parse(step.get("recorded_at").asText());
      assertThat(Duration.between(occurred, recorded).abs()).isLessThan(Duration.ofSeconds(30));
      assertThat(Instant.parse(step.get("device_at").asText()))
          .isAfter(recorded.plus(Duration.ofMinutes(50)));
    }
  }

  @Test
  void an_order_taken_down_at_the_door_without_network_becomes_one_order_though_pressed_twice() {
    try (Elsewhere visitor = Elsewhere.as("v001");
        Window window = Window.phone().logInAs("v001")) {
      int before = visitor.get("/orders?limit=100").get("items").size();
      Page page = atTheApp(window);
      page.getByText("没有网络也可以下单").waitFor();
      page.getByRole(AriaRole.LINK, link("代居民下单")).click();
      window.context().setOffline(true);
      page.reload();
      page.getByLabel("电话号码，或姓名开头").fill("老魏");
      press(page, "查找");
      assertThat(page.getByText("没有网络，查不到")).isVisible();
      press(page, "直接填写");
      press(page, "下一步");
      assertThat(page.getByText("请填写电话号码")).isVisible();
      window.assertAccessible();
      page.getByLabel("电话").fill("139 0000 " + (1000 + (int) (Math.random() * 8999)));
      page.getByLabel("地址").fill("前进路1号2单元301");
      press(page, "下一步");
      page.getByLabel("名称、拼音首字母或编号").fill("0101");
      window.assertAccessible();
      page.locator("button.card").first().click();
      page.getByLabel("面积（平方米）").fill("60");
      page.getByLabel("希望上门日期").fill("2027-01-05");
      page.getByLabel("时段").selectOption("MORNING");
      window.assertAccessible();
      page.reload();
      assertThat(page.getByLabel("面积（平方米）")).hasValue("60");
      page.getByRole(AriaRole.BUTTON, button("保存并发送")).dblclick();
      assertThat(page.getByRole(AriaRole.HEADING).filter(has("已存在本机"))).isVisible();
      assertThat(page.locator(".sync")).containsText("1 条待发送");
      page.reload();
      page.goBack();
      window.context().setOffline(false);
      assertThat(page.locator(".sync")).containsText(ALL_SENT);
      JsonNode orders = visitor.get("/orders?limit=100").get("items");
      assertThat(orders).hasSize(before + 1);
      assertThat(orders.get(0).get("contact_name").asText()).isEqualTo("老魏");
      assertThat(orders.get(0).get("channel").asText()).isEqualTo("VISIT");
      window.forgetComplaints();
    }
  }

  @Test
  void what_the_device_keeps_cannot_be_read_and_goes_when_one_logs_out() {
    try (Elsewhere operator = Elsewhere.as("op23");
        FieldWork work = FieldWork.of(operator, "w0001", "钥匙断在锁里");
        Window window = Window.phone().logInAs("w0001")) {
      Page page = atTheApp(window);
      assertThat(card(page, work.number())).isVisible();
      String raw = (String) page.evaluate(READ_ALL);
      assertThat(raw).contains("visits").doesNotContain("钥匙断在锁里").doesNotContain("contact_name");
      press(page, "退出登录");
      page.getByLabel("登录名").waitFor();
      assertThat(page.evaluate("indexedDB.databases().then((all) => all.length)")).isEqualTo(0);
    }
  }

  @Test
  void at_twice_the_size_nothing_is_beside_the_screen() {
    try (Elsewhere operator = Elsewhere.as("op23");
        FieldWork work = FieldWork.of(operator, "w0001", "空调不冷");
        Window window = Window.phone().logInAs("w0001")) {
      Page page = atTheApp(window);
      page.setViewportSize(195, 422);
      assertThat(card(page, work.number())).isVisible();
      assertThat((Boolean) page.evaluate(FITS)).isTrue();
      open(page, work.number());
      press(page, "到达签到");
      assertThat((Boolean) page.evaluate(FITS)).isTrue();
      window.assertAccessible();
    }
  }

  private static final String FITS = "document.documentElement.scrollWidth <= innerWidth";
  private static final String READ_ALL =
      """
      (async () => {
        let text = '';
        for (const { name } of await indexedDB.databases()) {
          const db = await new Promise((done) => {
            const asked = indexedDB.open(name);
            asked.onsuccess = () => done(asked.result);
          });
          for (const store of db.objectStoreNames) {
            const all = (what) => new Promise((done) => {
              const asked = db.transaction(store).objectStore(store)[what]();
              asked.onsuccess = () => done(asked.result);
            });
            for (const key of await all('getAllKeys')) text += key + ' ';
            for (const value of await all('getAll')) {
              text += JSON.stringify(value);
              if (value.bytes) text += new TextDecoder().decode(value.bytes);
            }
          }
          db.close();
        }
        return text;
      })()
      """;

  private static Page.GetByRoleOptions link(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Locator.FilterOptions has(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
