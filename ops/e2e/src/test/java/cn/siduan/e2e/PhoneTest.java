package cn.siduan.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import cn.siduan.e2e.Window.Language;
import cn.siduan.e2e.Window.Size;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An elder's call, on a real Asterisk, reaches the telephone that the operator's page is. */
@Tag("browser")
@Tag("asterisk")
class PhoneTest {

  private static final LocatorAssertions.IsVisibleOptions SOON =
      new LocatorAssertions.IsVisibleOptions().setTimeout(40_000);

  private static Product product;

  @BeforeAll
  static void start() {
    product = Product.withTelephone();
  }

  @AfterAll
  static void stop() {
    product.close();
  }

  @Test
  void a_call_rings_is_answered_heard_both_ways_filed_and_wrapped_up_by_keyboard() {
    try (Window window = Window.open(product, Size.DESK, Language.ZH)) {
      Headset.on(window);
      window.logInAs("op20").goTo("/console/operator/desk");
      Page page = window.page();
      assertThat(page.getByText("本电脑的耳麦")).isVisible();
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("开始接线")).focus();
      page.keyboard().press("Enter");
      assertThat(page.getByText("本机电话已就绪")).isVisible(SOON);
      assertThat(page.getByText("空闲待接")).isVisible();

      Process caller = product.call(product.residentPhone(), 90);
      try {
        assertThat(page.getByText("正在振铃，按 Alt+A 接听")).isVisible(SOON);
        assertThat(page.locator(".resident h2")).isVisible();
        window.assertAccessible();
        page.keyboard().press("Alt+a");
        assertThat(page.locator(".presence")).containsText("通话中");
        Headset.awaitSound(page);

        page.keyboard().press("Alt+1");
        answerQuestion(page);
        page.keyboard().press("Alt+h");
        assertThat(page.getByText("通话已结束，请选择结果。")).isVisible();
        page.keyboard().press("Alt+w");
        assertThat(page.getByText("空闲待接")).isVisible();
      } finally {
        caller.destroy();
      }
    }
  }

  private static void answerQuestion(Page page) {
    page.keyboard().press("F2");
    page.keyboard().type("0101");
    page.locator(".ant-select-item-option-active").waitFor();
    page.keyboard().press("Enter");
    page.getByLabel("诉求内容").focus();
    page.keyboard().type("问保洁怎么收费");
    page.keyboard().press("F7");
    Locator answer = page.getByLabel("答复内容");
    answer.waitFor();
    page.keyboard().type("每小时四十元，两小时起");
    page.keyboard().press("F9");
    assertThat(page.getByText("已登记，单号")).isVisible();
  }
}
