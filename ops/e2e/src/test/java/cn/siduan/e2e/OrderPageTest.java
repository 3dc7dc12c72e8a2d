package cn.siduan.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("browser")
class OrderPageTest {

  private static void openFirst(Window window, String login) {
    window.logInAs(login).goTo("/console/operator/orders?state=IN_PROGRESS");
    window.page().locator("a[href*='/operator/orders/']").first().click();
    window.page().locator(".story li").first().waitFor();
  }

  @Test
  void the_history_reads_as_one_story_and_a_chase_joins_it_without_reload() {
    try (Window window = Window.desk()) {
      openFirst(window, "op09");
      Page page = window.page();
      assertThat(page.locator(".story")).containsText("受理诉求");
      assertThat(page.locator(".story")).containsText("建立工单");
      page.keyboard().press("Alt+c");
      page.getByRole(AriaRole.DIALOG).getByLabel("说明").waitFor();
      page.keyboard().type("居民又来电，请快些");
      window.assertAccessible();
      page.getByRole(AriaRole.DIALOG)
          .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("催办"))
          .click();
      assertThat(page.locator(".story")).containsText("居民又来电，请快些");
      window.assertNoMissingTexts().assertAccessible();
    }
  }

  @Test
  void the_router_explains_itself() {
    try (Window window = Window.desk()) {
      openFirst(window, "op10");
      Page page = window.page();
      page.getByText("为什么这样派").first().click();
      assertThat(page.locator(".routing li, .routing + p, .card .quiet").first()).isVisible();
      window.assertAccessible();
    }
  }

  @Test
  void two_operators_on_one_order_see_each_other_and_each_others_notes() {
    try (Window first = Window.desk();
        Window second = Window.desk()) {
      openFirst(first, "op11");
      String path = first.page().url().replaceAll("https?://[^/]+", "");
      second.logInAs("op12").goTo(path);
      assertThat(second.page().getByText("也在看这张服务单")).isVisible();
      assertThat(first.page().getByText("也在看这张服务单")).isVisible();
      first.page().keyboard().press("Alt+n");
      first.page().getByRole(AriaRole.DIALOG).getByLabel("说明").fill("家里有狗，进门先打电话");
      first.page().getByRole(AriaRole.DIALOG).getByText("加备注").last().click();
      assertThat(second.page().locator(".story")).containsText("家里有狗，进门先打电话");
    }
  }

  @Test
  void a_number_with_a_wrong_digit_is_told_in_words() {
    try (Elsewhere operator = Elsewhere.as("op13");
        Window window = Window.desk()) {
      String right = operator.get("/orders?limit=1").at("/items/0/number").asText();
      int last = Character.digit(right.charAt(right.length() - 1), 10);
      String wrong = right.substring(0, right.length() - 1) + (last + 1) % 10;
      window.logInAs("op13").goTo("/console/operator/orders/" + wrong);
      assertThat(window.page().locator(".failed")).containsText("单号有误");
      window.assertNoMissingTexts().assertAccessible();
    }
  }
}
