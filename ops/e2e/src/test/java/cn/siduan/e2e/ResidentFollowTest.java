package cn.siduan.e2e;

import static cn.siduan.e2e.ResidentPages.heading;
import static cn.siduan.e2e.ResidentPages.press;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Residents follow their orders, hurry and cancel them, and say how it was. */
@Tag("browser")
class ResidentFollowTest {

  private static final Pattern PROMISE = Pattern.compile("最晚 .*\\d:\\d\\d 前");

  /** An order of the demo's resident, at the stage it has reached by then. */
  private record Mine(Elsewhere operator, Page page, String number) {
    static Mine ordered(Elsewhere operator, Window window) {
      Page page = ResidentPages.at(window, Product.running().residentPhone());
      ResidentPages.choose(page, "日常保洁");
      ResidentPages.answerWhatIsWanting(page);
      press(page, "下一步");
      String number = ResidentPages.order(page);
      page.getByText("看进度").click();
      assertThat(page.locator(".state-text")).isVisible();
      return new Mine(operator, page, number);
    }

    /** A provider takes it and does it. */
    Elsewhere accepted() {
      operator.offer(number, List.of(1), "DIRECT");
      Elsewhere provider = Elsewhere.as("p001");
      JsonNode offers = provider.get(task()).at("/task/offers");
      int no =
          StreamSupport.stream(offers.spliterator(), false)
              .filter(o -> o.get("state").asText().equals("PENDING"))
              .findFirst()
              .orElseThrow()
              .get("no")
              .asInt();
      provider.post(task() + "/offers/" + no + "/accept", Map.of());
      return provider;
    }

    void done(Elsewhere provider) {
      for (String step : List.of("depart", "arrive", "start")) {
        provider.post(task() + "/" + step, Map.of());
      }
      provider.post(task() + "/resolve", Map.of("result", "已打扫"));
    }

    String task() {
      return "/orders/" + number + "/tasks/1";
    }

    JsonNode order() {
      return operator.get("/orders/" + number);
    }
  }

  @Test
  void its_state_next_step_and_time_are_told_in_words_and_change_without_reload() {
    try (Elsewhere operator = Elsewhere.as("op27");
        Window window = Window.phone()) {
      Mine mine = Mine.ordered(operator, window);
      Page page = mine.page();
      assertThat(page.locator(".state")).containsText("服务商");
      assertThat(page.locator(".state")).containsText(PROMISE);
      window.assertNoMissingTexts().assertAccessible();
      try (Elsewhere provider = mine.accepted()) {
        assertThat(page.locator(".state")).containsText("服务商已接单");
        assertThat(page.locator(".state")).containsText("服务机构：");
        provider.post(mine.task() + "/depart", Map.of());
        assertThat(page.locator(".state")).containsText("服务人员正在路上");
      }
      operator.post(mine.task() + "/reassign", Map.of("reason", "测试结束"));
    }
  }

  @Test
  void it_is_hurried_once_and_then_cancelled_with_a_reason() {
    try (Elsewhere operator = Elsewhere.as("op27");
        Window window = Window.phone()) {
      Mine mine = Mine.ordered(operator, window);
      Page page = mine.page();
      press(page, "催一催");
      assertThat(page.locator(".said")).hasText("已经帮您催办。");
      assertThat(page.locator(".said")).isVisible();
      press(page, "取消这一单");
      heading(page, "为什么取消？");
      window.assertAccessible();
      press(page, "不取消了");
      press(page, "取消这一单");
      press(page, "时间不合适");
      assertThat(page.locator(".state-text")).containsText("已取消");
      assertThat(mine.order().get("state").asText()).isEqualTo("CANCELLED");
      List<String> history =
          operator
              .get("/orders/" + mine.number() + "/history")
              .get("items")
              .findValuesAsText("type");
      assertThat(history).containsOnlyOnce("OrderCancelled");
      assertThat(history.stream().filter(t -> t.contains("Chase"))).hasSize(1);
      // there is nothing more to do about it
      assertThat(page.getByText("催一催")).hasCount(0);
    }
  }

  @Test
  void it_is_rated_when_it_is_done_and_done_again_when_it_is_not_well() {
    try (Elsewhere operator = Elsewhere.as("op27");
        Window window = Window.phone()) {
      Mine mine = Mine.ordered(operator, window);
      Page page = mine.page();
      try (Elsewhere provider = mine.accepted()) {
        mine.done(provider);
      }
      heading(page, "办好了吗？");
      window.assertAccessible();
      press(page, "办好了");
      heading(page, "您满意吗？");
      window.assertAccessible();
      press(page, "基本满意");
      assertThat(page.locator(".said")).hasText("谢谢您告诉我们。");
      await().until(() -> mine.order().get("state").asText().equals("CLOSED"));
      assertThat(mine.order().get("satisfaction").asText()).isEqualTo("FAIRLY_SATISFIED");

      press(page, "又出问题了，请重新办理");
      press(page, "请重新办理");
      assertThat(page.getByText("这里需要填写")).isVisible();
      page.getByLabel("哪里没有办好？").fill("窗户没有擦");
      window.assertAccessible();
      press(page, "请重新办理");
      assertThat(page.locator(".said")).hasText("我们会重新办理。");
      await().until(() -> mine.order().get("round").asInt() == 2);
      operator.post("/orders/" + mine.number() + "/cancel", Map.of("reason", "测试结束"));
    }
  }

  @Test
  void not_done_it_is_begun_again_by_itself() {
    try (Elsewhere operator = Elsewhere.as("op28");
        Window window = Window.phone()) {
      Mine mine = Mine.ordered(operator, window);
      Page page = mine.page();
      try (Elsewhere provider = mine.accepted()) {
        mine.done(provider);
      }
      press(page, "没办好");
      assertThat(page.locator(".said")).isVisible();
      await().until(() -> mine.order().get("round").asInt() == 2);
      assertThat(page.locator(".state")).not().containsText("服务已完成");
      operator.post("/orders/" + mine.number() + "/cancel", Map.of("reason", "测试结束"));
    }
  }
}
