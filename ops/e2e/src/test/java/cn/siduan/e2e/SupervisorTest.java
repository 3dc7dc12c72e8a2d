package cn.siduan.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What supervisors see at once, and do from there. */
@Tag("browser")
class SupervisorTest {

  @Test
  void an_operator_who_comes_is_on_the_board_at_once_and_can_be_paused_and_logged_off() {
    try (Elsewhere operator = Elsewhere.as("op31");
        Window window = Window.desk().logInAs("sup1").goTo("/console/supervisor/live")) {
      Page page = window.page();
      page.locator("#operators-title").waitFor();
      String name = operator.get("/session").get("name").asText();
      operator.put("/presence", Map.of("state", "AVAILABLE", "extension", "8131"));
      Locator row = row(page, "operators-title", "8131");
      assertThat(row).containsText("空闲");
      manage(page, row, "置为小休");
      Locator dialog = page.getByRole(AriaRole.DIALOG);
      dialog.getByRole(AriaRole.BUTTON, within("置为小休")).click();
      assertThat(dialog).containsText("请填写原因");
      window.assertAccessible();
      dialog.getByLabel("原因").fill("连续接听两小时");
      dialog.getByRole(AriaRole.BUTTON, within("置为小休")).click();
      assertThat(row).containsText("连续接听两小时");
      assertThat(operator.get("/presence").get("state").asText()).isEqualTo("PAUSED");
      manage(page, row, "结束小休");
      assertThat(page.getByText(name + " 的状态已更改").first()).isVisible();
      assertThat(row).containsText("空闲");
      manage(page, row, "签退");
      assertThat(row).hasCount(0);
    }
  }

  private static void manage(Page page, Locator row, String what) {
    row.getByRole(AriaRole.BUTTON).click();
    page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(what)).click();
  }

  @Test
  void an_order_that_is_late_is_acted_on_beside_the_board() {
    try (Window window = Window.desk().logInAs("sup2").goTo("/console/supervisor/live")) {
      Page page = window.page();
      page.getByText(Pattern.compile("^即将超时 \\d+")).click();
      Locator act = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("处理服务单"));
      act.first().click();
      Locator drawer = page.locator(".ant-drawer-content, .ant-drawer-section").first();
      drawer.locator(".story li").first().waitFor();
      window.assertAccessible();
      page.keyboard().press("Alt+c");
      page.getByRole(AriaRole.DIALOG).getByLabel("说明").fill("班长催办");
      page.getByRole(AriaRole.DIALOG)
          .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("催办"))
          .last()
          .click();
      assertThat(drawer.locator(".story")).containsText("班长催办");
      page.keyboard().press("Escape");
      assertThat(page.locator("#deadlines-title")).isVisible();
    }
  }

  @Test
  void the_wallboard_fills_the_screen_and_escape_ends_it() {
    try (Window window = Window.desk().logInAs("sup3").goTo("/console/supervisor/live")) {
      Page page = window.page();
      page.getByText("大屏模式").click();
      assertThat(page.locator(".board.wall .wall-clock")).isVisible();
      assertThat(page.locator(".tile").first()).isVisible();
      page.keyboard().press("Escape");
      assertThat(page.locator(".board.wall")).hasCount(0);
    }
  }

  @Test
  void the_map_shows_open_tasks_from_what_the_district_has_itself_and_the_table_tells_the_same() {
    try (Elsewhere operator = Elsewhere.as("op32");
        Window window = Window.desk()) {
      String own = Product.running().url();
      window.page().onRequest(r -> assertThat(r.url()).matches("(" + own + "|blob:|data:).*"));
      window.logInAs("sup4").goTo("/console/supervisor/map");
      Page page = window.page();
      page.locator(".map-task").first().waitFor();
      assertThat(page.locator(".map-community").count()).isGreaterThan(10);
      window.assertAccessible();
      int before = page.locator(".map-task").count();
      String number = operator.takeOrder("地图上的新单");
      assertThat(page.locator(".map-task")).not().hasCount(before);

      page.locator(".map-parts .number-button").first().focus();
      page.keyboard().press("Enter");
      page.locator("#area-title").waitFor();
      assertThat(page.locator(".map-area.chosen")).hasCount(1);
      window.assertAccessible();
      page.locator(".map-parts .number-button").first().click();
      page.locator(".ant-drawer .story li").first().waitFor();
      operator.post("/orders/" + number + "/cancel", Map.of("reason", "测试结束"));
    }
  }

  @Test
  void figures_of_the_past_are_drawn_and_each_opens_the_orders_behind_it() {
    try (Window window = Window.desk().logInAs("sup5").goTo("/console/supervisor/history")) {
      Page page = window.page();
      assertThat(page.locator(".chart canvas, .chart svg").first()).isVisible();
      page.locator("section[aria-labelledby=rates-title] .number-button").first().click();
      page.locator(".ant-drawer .ant-table-row").first().waitFor();
      window.assertAccessible();
    }
  }

  private static Locator row(Page page, String section, String text) {
    return page.locator("section[aria-labelledby=" + section + "] .ant-table-row")
        .filter(new Locator.FilterOptions().setHasText(text));
  }

  private static Locator.GetByRoleOptions within(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }
}
