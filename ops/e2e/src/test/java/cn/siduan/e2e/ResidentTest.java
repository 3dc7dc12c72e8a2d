package cn.siduan.e2e;

import static cn.siduan.e2e.ResidentPages.choice;
import static cn.siduan.e2e.ResidentPages.heading;
import static cn.siduan.e2e.ResidentPages.press;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.e2e.Neighbours.Neighbour;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The residents' pages: who comes in, and what they see there. */
@Tag("browser")
class ResidentTest {

  private static final int AT_A_TIME = 3;

  @Test
  void somebody_logs_in_by_the_code_sent_to_their_telephone_and_out_again() {
    try (Elsewhere operator = Elsewhere.as("op24");
        Window window = Window.phone().goTo("/")) {
      Neighbour one = Neighbours.inAFamily(operator);
      Page page = window.page();
      press(page, "发送验证码");
      assertThat(page.getByText("请输入电话号码")).isVisible();
      page.getByLabel("您的电话号码").fill(one.phone());
      press(page, "发送验证码");
      String code = Product.running().codeSentTo(one.phone());
      page.getByLabel("验证码").fill(code.equals("000000") ? "000001" : "000000");
      press(page, "登录");
      assertThat(page.locator(".wrong")).containsText("验证码");
      window.assertAccessible();
      page.getByLabel("验证码").fill(code);
      page.keyboard().press("Enter");
      heading(page, one.name() + "，您好");
      assertThat(page.evaluate("document.cookie")).isEqualTo("");

      press(page, "退出登录");
      heading(page, "登录");
      page.goBack();
      assertThat(page.getByText(one.name())).hasCount(0);
      window.forgetComplaints();
    }
  }

  @Test
  void whoever_shares_a_telephone_says_who_they_are_and_can_say_otherwise() {
    try (Elsewhere operator = Elsewhere.as("op24");
        Window window = Window.phone()) {
      List<Neighbour> both = Neighbours.sharing(operator);
      Page page = ResidentPages.logIn(window, both.getFirst().phone());
      heading(page, "您是哪一位？");
      window.assertAccessible();
      press(page, both.getFirst().name());
      heading(page, both.getFirst().name() + "，您好");
      page.getByText("换一位").click();
      press(page, both.getLast().name());
      heading(page, both.getLast().name() + "，您好");
    }
  }

  @Test
  void nowhere_are_there_more_than_three_choices_and_everywhere_the_hotline_can_be_called() {
    try (Window window = Window.phone()) {
      Page page = ResidentPages.at(window, Product.running().residentPhone());
      assertFewChoices(page);
      choice(page, "我要服务").click();
      heading(page, "您需要什么？");
      assertFewChoices(page);
      press(page, "还有");
      assertFewChoices(page);
      String kind = page.locator(".choice strong").first().innerText();
      page.locator(".choice").first().click();
      heading(page, kind);
      assertFewChoices(page);
      page.locator("a.choice").first().click();
      page.getByLabel("联系电话").waitFor();
      assertHotline(page);
      // back leads through the same places, and to the same page of the list
      page.goBack();
      heading(page, kind);
      page.goBack();
      heading(page, "您需要什么？");
      assertThat(page.locator(".choice strong").first()).hasText(kind);
      page.goBack();
    }
  }

  private static void assertFewChoices(Page page) {
    page.locator(".choice").first().waitFor();
    assertThat(page.locator(".choice").count()).isBetween(1, AT_A_TIME);
    assertHotline(page);
  }

  private static void assertHotline(Page page) {
    assertThat(page.getByRole(AriaRole.LINK).filter(containing("打电话给我们")))
        .hasAttribute("href", Pattern.compile("tel:\\d+"));
  }

  @Test
  void what_is_needed_is_found_by_its_name_by_pinyin_and_by_its_code() {
    try (Window window = Window.phone()) {
      Page page = ResidentPages.at(window, Product.running().residentPhone());
      choice(page, "我要服务").click();
      for (String words : List.of("日常保洁", "rcbj", "0101")) {
        page.getByLabel("写出您需要的").fill(words);
        assertThat(page.locator(".choice strong").first()).hasText("日常保洁");
      }
      page.getByLabel("写出您需要的").fill("登月");
      assertThat(page.getByText("没有找到")).isVisible();
      window.assertAccessible();
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
      press(page, "超大");
      page.reload();
      assertThat(page.getByRole(AriaRole.BUTTON, ResidentPages.named("超大")))
          .hasAttribute("aria-pressed", "true");
      assertFits(page);
      window.assertAccessible();
    }
  }

  @Test
  void at_twice_the_size_nothing_is_beside_the_screen() {
    try (Window window = Window.phone()) {
      Page page = ResidentPages.at(window, Product.running().residentPhone());
      page.setViewportSize(195, 422);
      assertFits(page);
      choice(page, "我要服务").click();
      page.locator(".choice").first().waitFor();
      assertFits(page);
      page.getByLabel("写出您需要的").fill("日常保洁");
      choice(page, "日常保洁").click();
      page.getByLabel("联系电话").waitFor();
      assertFits(page);
    }
  }

  private static void assertFits(Page page) {
    assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .as("nothing beside the screen")
        .isTrue();
  }

  private static Locator.FilterOptions containing(String words) {
    return new Locator.FilterOptions().setHasText(words);
  }
}
