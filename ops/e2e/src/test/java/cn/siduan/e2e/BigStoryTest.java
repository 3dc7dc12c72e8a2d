package cn.siduan.e2e;

import static cn.siduan.e2e.VisitPages.press;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.siduan.e2e.Window.Language;
import cn.siduan.e2e.Window.Size;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One order from the elder's telephone to the elder's word on it, on every screen it passes. */
@Tag("browser")
@Tag("asterisk")
class BigStoryTest {

  private static final LocatorAssertions.IsVisibleOptions SOON =
      new LocatorAssertions.IsVisibleOptions().setTimeout(90_000);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int TALK_SECONDS = 400;
  private static final String WANTED = "想请人打扫厨房，下周三上午";

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
  void an_elder_calls_and_in_the_end_says_that_it_was_done_well() {
    try (Window operator = window(Size.DESK);
        Window provider = window(Size.DESK);
        Window worker = window(Size.PHONE);
        Window resident = window(Size.PHONE);
        Elsewhere centre = Elsewhere.as(product, "op21")) {
      JsonNode hands = handsOf("w0001");
      int providerId = hands.get("provider_id").asInt();
      provider.logInAs("p%03d".formatted(providerId)).goTo("/console/provider/board");
      provider.page().getByRole(AriaRole.HEADING, named("在办任务")).waitFor();
      String loadedAt = loadedAt(provider.page());

      String number = takeCall(operator);
      centre.offer(number, List.of(providerId), "DIRECT");
      accept(provider.page(), hands.get("name").asText());
      assertThat(loadedAt(provider.page())).as("never loaded anew").isEqualTo(loadedAt);

      doWithoutNetwork(worker, number);
      assertThat(centre.taskState(number)).isEqualTo("RESOLVED");
      assertThat(provider.page().locator(".task-head")).containsText("已办结");

      rate(resident, number);
      await()
          .atMost(PATIENCE)
          .until(() -> centre.get("/orders/" + number).get("state").asText().equals("CLOSED"));
      JsonNode order = centre.get("/orders/" + number);
      assertThat(order.get("satisfaction").asText()).isEqualTo("SATISFIED");
      assertThat(order.get("channel").asText()).isEqualTo("PHONE");
      worker.forgetComplaints();
    }
  }

  private static Window window(Size size) {
    return Window.open(product, size, Language.ZH);
  }

  private static JsonNode handsOf(String worker) {
    try (Elsewhere session = Elsewhere.as(product, worker)) {
      return session.get("/session");
    }
  }

  private static String loadedAt(Page page) {
    return page.evaluate("performance.timeOrigin").toString();
  }

  /** It rings, is answered, both hear each other, and the order is filed without a mouse. */
  private static String takeCall(Window window) {
    Headset.on(window);
    window.logInAs("op20").goTo("/console/operator/desk");
    Page page = window.page();
    Keyboard keys = page.keyboard();
    page.getByRole(AriaRole.BUTTON, named("开始接线")).focus();
    keys.press("Enter");
    assertThat(page.getByText("本机电话已就绪")).isVisible(SOON);
    assertThat(page.getByText("空闲待接")).isVisible(SOON);
    Process caller = product.call(product.residentPhone(), TALK_SECONDS);
    try {
      assertThat(page.getByText("正在振铃，按 Alt+A 接听")).isVisible(SOON);
      assertThat(page.locator(".resident h2")).isVisible();
      keys.press("Alt+a");
      assertThat(page.locator(".presence")).containsText("通话中");
      Headset.awaitSound(page);
      assertThat(page.getByLabel("地址")).not().hasValue("");
      keys.press("F2");
      keys.type("rcbj");
      page.locator(".ant-select-item-option-active", text("日常保洁")).waitFor();
      keys.press("Enter");
      page.getByText("希望上门日期").waitFor();
      page.getByLabel("诉求内容").focus();
      keys.type(WANTED);
      keys.press("F9");
      page.locator(".ant-form-item-explain-error").first().waitFor();
      FillForm.byKeyboard(page);
      FillForm.fileAgreeing(page);
      String number = page.locator(".desk-order .ant-alert a").innerText().replaceAll("\\D", "");
      keys.press("Alt+h");
      assertThat(page.getByText("通话已结束，请选择结果。")).isVisible();
      keys.press("Alt+w");
      assertThat(page.getByText("空闲待接")).isVisible();
      return number;
    } finally {
      caller.destroy();
    }
  }

  /** The offer comes by itself, is accepted, and somebody is named to go. */
  private static void accept(Page page, String worker) {
    Locator offer = page.locator("article.offer", text(WANTED));
    offer.waitFor();
    offer.getByRole(AriaRole.BUTTON, within("接单")).focus();
    page.keyboard().press("Enter");
    assertThat(offer).hasCount(0);
    page.locator("a.task-card", text(WANTED)).click();
    page.getByLabel("服务人员").click();
    page.keyboard().type(worker);
    page.locator(".ant-select-item-option", text(worker)).first().waitFor();
    page.keyboard().press("Enter");
    assertThat(page.getByText("已指派 " + worker)).isVisible();
  }

  /** At the door there is no network; what was done there arrives later. */
  private static void doWithoutNetwork(Window window, String number) {
    window.logInAs("w0001");
    Page page = VisitPages.atTheApp(window);
    VisitPages.card(page, number).waitFor();
    window.context().setOffline(true);
    page.reload();
    VisitPages.open(page, number);
    press(page, "到达签到");
    press(page, "开始服务");
    VisitPages.sign(page);
    page.getByLabel("办理结果或原因").fill("厨房已打扫，老人满意");
    press(page, "办结并签退");
    press(page, "仍要签退");
    assertThat(page.locator(".sync")).containsText("待发送");
    window.context().setOffline(false);
    assertThat(page.locator(".sync"))
        .containsText(
            VisitPages.ALL_SENT, new LocatorAssertions.ContainsTextOptions().setTimeout(90_000));
  }

  private static void rate(Window window, String number) {
    Page page = ResidentPages.logIn(window, product.residentPhone());
    ResidentPages.heading(page, "您好");
    window.goTo("/orders/" + number);
    press(page, "办好了");
    press(page, "满意");
    assertThat(page.getByText("谢谢您告诉我们。")).isVisible();
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Locator.GetByRoleOptions within(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Page.LocatorOptions text(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }
}
