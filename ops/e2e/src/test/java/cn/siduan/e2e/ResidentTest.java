package cn.siduan.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("browser")
class ResidentTest {

  private final Product product = Product.running();

  @Test
  void a_resident_logs_in_by_the_code_that_is_sent() {
    try (Elsewhere operator = Elsewhere.as("op09");
        Window window = Window.phone().goTo("/")) {
      // a telephone of its own: codes are not sent to one again and again
      String phone =
          operator.get("/orders?limit=1&item_id=2").at("/items/0/contact_phone").asText();
      Page page = window.page();
      page.getByLabel("您的电话号码").fill(phone);
      window.assertAccessible();
      button(page, "发送验证码").click();
      page.getByLabel("验证码").fill("12");
      button(page, "登录").click();
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("6 位数字");
      page.getByLabel("验证码").fill(product.codeSentTo(phone));
      button(page, "登录").click();
      assertThat(page.getByRole(AriaRole.LINK, link("我要服务"))).isVisible();
      window.assertAccessible();
    }
  }

  @Test
  void the_same_as_last_time_is_read_back_ordered_once_hurried_and_cancelled() {
    try (Window window = Window.phone().logInAsResident(product.residentPhone())) {
      Page page = order(window, "请带梯子");
      String number = page.locator(".number").innerText().replace(" ", "");
      page.goBack();
      page.goForward();
      page.navigate(product.url() + "/orders/" + number);
      button(page, "催一催").click();
      assertThat(page.getByText("已经帮您催办")).isVisible();
      window.assertAccessible();
      button(page, "取消这一单").click();
      button(page, "不需要了").click();
      assertThat(page.getByText("已取消。")).isVisible();
      assertThat(page.locator(".state")).containsText("取消");
      window.assertAccessible();
    }
  }

  @Test
  void a_double_click_makes_one_order() {
    try (Window window = Window.phone().logInAsResident(product.residentPhone());
        Elsewhere operator = Elsewhere.as("op09")) {
      Page page = toCheck(window, "双击测试");
      button(page, "确认下单").dblclick();
      Locator again = page.getByText("仍然再下一单");
      Locator placed = page.locator(".number");
      again.or(placed).first().waitFor();
      if (again.isVisible()) {
        again.click();
        placed.waitFor();
      }
      String phone = product.residentPhone();
      assertThat(operator.get("/orders?limit=20&phone=" + phone).toString().split("双击测试", -1))
          .as("one order of that text")
          .hasSize(2);
    }
  }

  @Test
  void the_link_for_tracking_shows_nothing_of_who_ordered() {
    try (Elsewhere operator = Elsewhere.as("op10");
        Window window = Window.phone()) {
      String number = operator.takeOrder("门锁打不开");
      var order = operator.get("/orders/" + number);
      window.goTo(order.get("tracking_path").asText());
      Page page = window.page();
      assertThat(page.locator(".state")).isVisible();
      assertThat(page.locator("body").innerText())
          .doesNotContain(order.get("contact_name").asText())
          .doesNotContain(order.get("contact_phone").asText())
          .doesNotContain(order.get("address").asText())
          .doesNotContain("门锁打不开");
      window.assertAccessible();
    }
  }

  @Test
  void the_letters_grow_and_stay_grown() {
    try (Window window = Window.phone().goTo("/")) {
      Page page = window.page();
      button(page, "超大").click();
      page.reload();
      assertThat(button(page, "超大")).hasAttribute("aria-pressed", "true");
      assertThat((Boolean) page.evaluate("document.body.scrollWidth <= innerWidth"))
          .as("nothing beside the screen")
          .isTrue();
      window.assertAccessible();
    }
  }

  /** To the page that reads everything back. */
  private static Page toCheck(Window window, String note) {
    window.goTo("/order/1");
    Page page = window.page();
    page.getByLabel("面积（平方米）").fill("60");
    page.getByLabel("希望上门日期").fill("2027-01-05");
    page.getByText("上午", new Page.GetByTextOptions().setExact(true)).click();
    page.getByLabel("还有什么要告诉我们？（可不填）").fill(note);
    button(page, "下一步").click();
    page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("请核对")).waitFor();
    window.assertAccessible();
    return page;
  }

  private static Page order(Window window, String note) {
    Page page = toCheck(window, note);
    button(page, "确认下单").click();
    Locator again = page.getByText("仍然再下一单");
    again.or(page.locator(".number")).first().waitFor();
    if (again.isVisible()) {
      again.click();
    }
    page.locator(".number").waitFor();
    return page;
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Page.GetByRoleOptions link(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }
}
