package cn.siduan.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("browser")
class TakeOrderTest {

  private final Product product = Product.running();

  /** The mouse lies idle from here on. */
  private Keyboard atDesk(Window window, String login) {
    window.logInAs(login).goTo("/console/operator/desk");
    window.page().getByLabel("地址").waitFor();
    return window.page().keyboard();
  }

  @Test
  void an_order_is_taken_down_with_the_keyboard_alone() {
    try (Window window = Window.desk()) {
      Keyboard keyboard = atDesk(window, "op04");
      Page page = window.page();
      keyboard.press("F3");
      keyboard.type(product.residentPhone());
      keyboard.press("Enter");
      page.locator(".resident h2").waitFor();
      assertThat(page.getByLabel("地址")).not().hasValue("");
      assertThat(page.getByText(Pattern.compile("属于.+社区"))).isVisible();

      keyboard.press("F2");
      keyboard.type("smzf"); // 上门做饭
      page.locator(".ant-select-item-option-active", new Page.LocatorOptions().setHasText("上门做饭"))
          .waitFor();
      keyboard.press("Enter");
      page.locator(".order-form .ant-form-item-label", new Page.LocatorOptions().setHasText("人数"))
          .or(page.getByText("希望上门日期"))
          .first()
          .waitFor();
      page.getByLabel("诉求内容").focus();
      keyboard.type("想请人做两天午饭");
      keyboard.press("F9");
      // what the form still wants is told beside it, and what was typed stays
      assertThat(page.locator(".ant-form-item-explain-error").first()).containsText("请填写");
      assertThat(page.getByLabel("诉求内容")).hasValue("想请人做两天午饭");
      window.assertAccessible();
      FillForm.byKeyboard(page);
      FillForm.fileAgreeing(page);
      assertThat(page.getByText("已登记，单号")).isVisible();
      assertThat(page.getByLabel("诉求内容")).hasValue("");
    }
  }

  @Test
  void an_emergency_is_two_presses_of_one_key_once_it_is_known_who_calls() {
    try (Window window = Window.desk()) {
      Keyboard keyboard = atDesk(window, "op05");
      Page page = window.page();
      keyboard.press("F3");
      keyboard.type(product.residentPhone());
      keyboard.press("Enter");
      assertThat(page.getByLabel("地址")).not().hasValue("");
      keyboard.press("F8");
      page.getByText("立即派出紧急救助").waitFor();
      window.assertAccessible();
      keyboard.press("F8");
      assertThat(page.getByText("已登记，单号")).isVisible();
      page.locator(".desk-order .ant-alert a").click();
      assertThat(page.locator(".order-head")).containsText("紧急");
    }
  }

  @Test
  void a_question_is_answered_on_the_call_and_makes_no_task() {
    try (Window window = Window.desk()) {
      Keyboard keyboard = atDesk(window, "op06");
      Page page = window.page();
      keyboard.press("F2");
      keyboard.type("0101");
      page.locator(".ant-select-item-option-active").waitFor();
      keyboard.press("Enter");
      page.getByLabel("联系人").fill("过路人");
      page.getByLabel("联系电话").fill("139-0000-4321");
      page.getByLabel("地址").fill("清晏区染坊街道锦弦社区前进路1号");
      assertThat(page.getByText("属于锦弦社区")).isVisible();
      page.getByLabel("诉求内容").fill("问保洁怎么收费");
      keyboard.press("F7");
      page.getByLabel("答复内容").waitFor();
      keyboard.type("每小时四十元，两小时起");
      keyboard.press("Control+Enter");
      assertThat(page.getByText("已登记，单号")).isVisible();
      page.locator(".desk-order .ant-alert a").click();
      assertThat(page.locator(".order-head")).containsText("已归档");
      assertThat(page.locator(".story")).containsText("每小时四十元，两小时起");
    }
  }

  @Test
  void an_address_nobody_knows_asks_for_its_community() {
    try (Window window = Window.desk()) {
      atDesk(window, "op07");
      Page page = window.page();
      page.getByLabel("地址").fill("火星大街一号");
      assertThat(page.getByText("认不出所属社区，请选择")).isVisible();
      assertThat(page.getByLabel("所属社区")).isVisible();
      window.assertAccessible();
    }
  }

  @Test
  void the_keys_are_shown_for_the_asking() {
    try (Window window = Window.desk()) {
      Keyboard keyboard = atDesk(window, "op08");
      Page page = window.page();
      keyboard.press("F1");
      assertThat(page.locator(".keys")).containsText("选择服务项目");
      assertThat(page.locator(".keys")).containsText("紧急求助");
      window.assertAccessible();
      keyboard.press("Escape");
      assertThat(page.locator(".keys")).isHidden();
    }
  }
}
