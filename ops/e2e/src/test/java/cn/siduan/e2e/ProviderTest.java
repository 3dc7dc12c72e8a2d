package cn.siduan.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("browser")
class ProviderTest {

  private static final String BOARD = "/console/provider/board";

  @Test
  void an_offer_appears_by_itself_with_its_countdown_and_is_accepted_by_keyboard_and_worked() {
    try (Elsewhere operator = Elsewhere.as("op05");
        Window window = Window.desk().logInAs("p001").goTo(BOARD)) {
      Page page = window.page();
      page.getByRole(AriaRole.HEADING, heading("在办任务")).waitFor();
      String number = operator.takeOrder("厨房油烟机要清洗");
      operator.offer(number, List.of(1), "DIRECT");

      Locator card = page.locator("article.offer", text("厨房油烟机要清洗"));
      assertThat(card).containsText(Pattern.compile("剩余 (9:[0-5]\\d|10:00)"));
      window.assertAccessible();

      card.getByRole(AriaRole.BUTTON, button("接单")).focus();
      page.keyboard().press("Enter");
      assertThat(card).hasCount(0);
      page.locator("a.task-card", text("厨房油烟机要清洗")).click();
      page.getByRole(AriaRole.BUTTON, pageButton("出发")).click();
      page.getByRole(AriaRole.BUTTON, pageButton("已到达")).click();
      page.getByRole(AriaRole.BUTTON, pageButton("开始服务")).click();
      window.assertAccessible();
      page.getByRole(AriaRole.BUTTON, pageButton("办结")).click();
      page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.TEXTBOX).fill("已清洗，老人满意");
      page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, button("办结")).click();
      assertThat(page.locator(".task-head")).containsText("已办结");
      assertThat(operator.taskState(number)).isEqualTo("RESOLVED");
    }
  }

  @Test
  void to_decline_needs_a_reason_and_then_the_offer_is_gone() {
    try (Elsewhere operator = Elsewhere.as("op06");
        Window window = Window.phone().logInAs("p002").goTo(BOARD)) {
      Page page = window.page();
      page.getByRole(AriaRole.HEADING, heading("在办任务")).waitFor();
      String number = operator.takeOrder("窗帘要拆洗");
      operator.offer(number, List.of(2), "DIRECT");
      Locator card = page.locator("article.offer", text("窗帘要拆洗"));
      card.getByRole(AriaRole.BUTTON, button("不接")).click();
      Locator dialog = page.getByRole(AriaRole.DIALOG);
      dialog.getByRole(AriaRole.BUTTON, button("不接")).click();
      assertThat(dialog).containsText("请填写说明");
      window.assertAccessible();
      dialog.getByRole(AriaRole.BUTTON, button("人手不足")).click();
      assertThat(dialog.getByRole(AriaRole.TEXTBOX)).hasValue("人手不足");
      dialog.getByRole(AriaRole.BUTTON, button("不接")).click();
      assertThat(card).hasCount(0);
      assertThat(operator.get("/orders/" + number).toString()).contains("人手不足");
    }
  }

  @Test
  void of_two_who_are_asked_at_once_the_second_is_told_that_it_is_gone() {
    try (Elsewhere operator = Elsewhere.as("op07");
        Elsewhere first = Elsewhere.as("p003");
        Window window = Window.desk().logInAs("p004")) {
      String number = operator.takeOrder("抢单：地板打蜡");
      operator.offer(number, List.of(3, 4), "BROADCAST");
      Page page = window.page();
      // the second one's screen hears nothing of it: the first is quicker than the news
      page.route("**/api/v1/live*", Route::abort);
      window.goTo(BOARD);
      Locator card = page.locator("article.offer", text("抢单：地板打蜡"));
      card.waitFor();
      first.post(
          "/orders/" + number + "/tasks/1/offers/" + offerNo(operator, number, 3) + "/accept",
          Map.of());
      card.getByRole(AriaRole.BUTTON, button("接单")).click();
      assertThat(page.locator(".ant-message")).containsText("来晚了一步");
      assertThat(card).hasCount(0);
      assertThat(operator.get("/orders/" + number).at("/tasks/0/provider_id").asInt()).isEqualTo(3);
    }
  }

  private static int offerNo(Elsewhere operator, String number, int provider) {
    for (JsonNode offer : operator.get("/orders/" + number).at("/tasks/0/offers")) {
      if (offer.get("provider_id").asInt() == provider
          && offer.get("state").asText().equals("PENDING")) {
        return offer.get("no").asInt();
      }
    }
    throw new AssertionError("no offer to " + provider);
  }

  private static Page.LocatorOptions text(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  private static Page.GetByRoleOptions heading(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Page.GetByRoleOptions pageButton(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Locator.GetByRoleOptions button(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }
}
