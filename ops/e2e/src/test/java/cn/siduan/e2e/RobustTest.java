package cn.siduan.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sessions end, servers go, people press twice. */
@Tag("browser")
class RobustTest {

  private static final LocatorAssertions.IsVisibleOptions SOON =
      new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);

  private final Product product = Product.running();

  private static Page desk(Window window, String login) {
    window.logInAs(login).goTo("/console/operator/desk");
    window.page().getByLabel("地址").waitFor();
    return window.page();
  }

  private static void answerQuestion(Page page) {
    page.keyboard().press("F2");
    page.keyboard().type("0101");
    page.locator(".ant-select-item-option-active").waitFor();
    page.keyboard().press("Enter");
    page.getByLabel("联系人").fill("老周");
    page.getByLabel("联系电话").fill("1390000" + (1000 + (int) (Math.random() * 8999)));
    page.getByLabel("地址").fill("清晏区染坊街道锦弦社区前进路1号");
    page.getByText("属于锦弦社区").waitFor();
    page.getByLabel("诉求内容").fill("问保洁怎么收费");
    page.keyboard().press("F7");
    page.getByLabel("答复内容").fill("每小时四十元");
  }

  @Test
  void a_session_that_ended_is_opened_again_over_the_page_and_nothing_typed_is_lost() {
    try (Window window = Window.desk()) {
      Page page = desk(window, "op14");
      answerQuestion(page);
      window.context().clearCookies();
      page.keyboard().press("F9");
      assertThat(page.getByText("登录已过期")).isVisible();
      window.assertAccessible();
      page.getByRole(AriaRole.DIALOG).getByLabel("账号").fill("op14");
      page.getByRole(AriaRole.DIALOG)
          .getByLabel("密码", new Locator.GetByLabelOptions().setExact(true))
          .fill(product.password());
      page.keyboard().press("Enter");
      // what was sent before is done now, once
      assertThat(page.getByText("已登记，单号")).isVisible();
      assertThat(page.getByText("登录已过期")).isHidden();
    }
  }

  @Test
  void pressed_twice_it_is_done_once() {
    try (Window window = Window.desk()) {
      Page page = desk(window, "op15");
      answerQuestion(page);
      AtomicInteger filed = new AtomicInteger();
      page.onResponse(
          r -> {
            if (r.request().method().equals("POST") && r.url().endsWith("/api/v1/orders")) {
              filed.incrementAndGet();
            }
          });
      page.getByText("登记答复").dblclick();
      assertThat(page.getByText("已登记，单号")).isVisible();
      org.assertj.core.api.Assertions.assertThat(filed.get()).isEqualTo(1);
    }
  }

  @Test
  void a_server_that_is_gone_is_told_and_the_page_goes_on_when_it_is_back() {
    try (Window window = Window.desk();
        Window other = Window.desk()) {
      Page page = desk(window, "op16");
      page.getByLabel("诉求内容").fill("写了一半");
      product.kill();
      try {
        assertThat(page.getByText("与服务器的连接已中断")).isVisible(SOON);
        window.assertAccessible();
      } finally {
        product.comeBack();
      }
      page.getByText("立即重连").click();
      assertThat(page.getByText("已重新连接")).isVisible(SOON);
      assertThat(page.getByLabel("诉求内容")).hasValue("写了一半");
      // and what happens from now on arrives again
      page.getByLabel("话机分机号").fill("8077");
      page.keyboard().press("Enter");
      assertThat(page.getByText("空闲待接")).isVisible();
      other.logInAs("op16").goTo("/console/operator/desk");
      other.page().getByText("下线").click();
      assertThat(page.getByText("未上线")).isVisible();
      window.forgetComplaints();
    }
  }

  @Test
  void two_persons_in_two_tabs_of_one_browser_are_not_mixed_up() {
    try (Window window = Window.desk()) {
      Page page = desk(window, "op17");
      page.getByLabel("话机分机号").fill("8078");
      window.logInAs("op18");
      page.keyboard().press("Enter");
      assertThat(page.getByText("本浏览器已登录另一个账号")).isVisible();
    }
  }

  @Test
  void a_clock_that_is_wrong_by_an_hour_does_not_change_what_is_left() {
    try (Window window = Window.desk()) {
      window.context().addInitScript("const real = Date.now; Date.now = () => real() + 3600000;");
      Page page = desk(window, "op19");
      page.getByLabel("话机分机号").fill("8079");
      page.keyboard().press("Enter");
      assertThat(page.getByText("空闲待接")).isVisible();
      assertThat(page.locator(".presence .clock")).hasText(Pattern.compile("^0:[0-5][0-9]$"));
      page.getByText("下线").click();
      assertThat(page.getByText("未上线")).isVisible();
    }
  }
}
