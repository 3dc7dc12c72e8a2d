package cn.siduan.e2e;

import static cn.siduan.e2e.ResidentPages.answerWhatIsWanting;
import static cn.siduan.e2e.ResidentPages.choice;
import static cn.siduan.e2e.ResidentPages.heading;
import static cn.siduan.e2e.ResidentPages.press;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.e2e.Neighbours.Neighbour;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Residents order for themselves and for those they live with. */
@Tag("browser")
class ResidentOrderTest {

  private static final LocatorAssertions.IsVisibleOptions SOON =
      new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);

  private final Product product = Product.running();

  @Test
  void from_the_menu_pressed_twice_it_is_one_order_and_back_does_not_lead_to_another() {
    try (Elsewhere operator = Elsewhere.as("op25");
        Window window = Window.phone()) {
      Neighbour one = Neighbours.inAFamily(operator);
      Page page = ResidentPages.at(window, one.phone());
      ResidentPages.choose(page, "擦玻璃");
      answerWhatIsWanting(page);
      press(page, "下一步");
      heading(page, "请核对");
      window.assertAccessible();
      AtomicInteger sent = new AtomicInteger();
      page.onRequest(r -> sent.addAndGet(isOrder(r.method(), r.url()) ? 1 : 0));
      page.getByRole(AriaRole.BUTTON, ResidentPages.named("确认下单")).dblclick();
      heading(page, "已收到您的服务单");
      window.assertAccessible();
      assertThat(sent.get()).isEqualTo(1);
      page.goBack();
      heading(page, "您需要什么？");
      assertThat(ordersOf(operator, one)).hasSize(1);
    }
  }

  private static boolean isOrder(String method, String url) {
    return method.equals("POST") && url.endsWith("/api/v1/orders");
  }

  private static JsonNode ordersOf(Elsewhere operator, Neighbour one) {
    return operator
        .get("/orders?limit=50&state=RECEIVED,IN_PROGRESS&phone=" + one.phone())
        .get("items");
  }

  @Test
  void an_appointment_is_made_from_the_times_there_are() {
    try (Elsewhere operator = Elsewhere.as("op25");
        Window window = Window.phone()) {
      Page page = ResidentPages.at(window, product.residentPhone());
      ResidentPages.choose(page, "家庭医生预约");
      page.locator(".field .choice").first().waitFor();
      assertThat(page.locator(".field .choice").count()).isBetween(1, 3);
      press(page, "还有");
      String time = page.locator(".field .choice strong").first().innerText();
      page.locator(".field .choice").first().click();
      answerWhatIsWanting(page);
      press(page, "下一步");
      assertThat(page.locator(".facts")).containsText(time);
      String number = ResidentPages.order(page);
      assertThat(operator.get("/orders/" + number).path("slot_id").asLong()).isPositive();
    }
  }

  @Test
  void the_same_as_last_time_is_asked_for_with_hardly_a_key() {
    try (Elsewhere operator = Elsewhere.as("op25");
        Window window = Window.phone()) {
      Page page = ResidentPages.at(window, product.residentPhone());
      ResidentPages.choose(page, "日常保洁");
      answerWhatIsWanting(page);
      page.getByLabel("还有什么要告诉我们").fill("钥匙在门卫");
      press(page, "下一步");
      JsonNode first = operator.get("/orders/" + ResidentPages.order(page));
      page.getByText("回到首页").click();
      choice(page, "和上次一样").click();
      heading(page, "日常保洁");
      press(page, "下一步");
      JsonNode second = operator.get("/orders/" + ResidentPages.order(page));
      for (String same :
          new String[] {"item_id", "contact_name", "contact_phone", "address", "form"}) {
        assertThat(second.get(same)).as(same).isEqualTo(first.get(same));
      }
      assertThat(second.get("summary").asText()).isEqualTo("钥匙在门卫");
      assertThat(second.get("channel").asText()).isEqualTo("WEB");
    }
  }

  @Test
  void somebody_orders_for_whom_they_live_with() {
    try (Elsewhere operator = Elsewhere.as("op25");
        Window window = Window.phone()) {
      Neighbour one = Neighbours.inAFamily(operator);
      Page page = ResidentPages.at(window, one.phone());
      ResidentPages.choose(page, "擦玻璃");
      String other =
          Neighbours.namesAtHome(operator, one).stream()
              .filter(name -> !name.equals(one.name()))
              .findFirst()
              .orElseThrow();
      page.getByLabel(other, new Page.GetByLabelOptions().setExact(true)).check();
      assertThat(page.getByLabel("联系人")).hasValue(other);
      answerWhatIsWanting(page);
      press(page, "下一步");
      String number = ResidentPages.order(page);
      JsonNode order = operator.get("/orders/" + number);
      assertThat(order.get("contact_name").asText()).isEqualTo(other);
      assertThat(order.get("resident_id").asLong()).isNotEqualTo(one.id());
      // and whoever ordered it follows it
      page.getByText("看进度").click();
      assertThat(page.locator(".state-text")).isVisible();
      page.getByText("返回我的服务单").click();
      assertThat(page.locator(".choice").first()).containsText("擦玻璃");
      assertThat(page.locator(".choice").count()).isLessThanOrEqualTo(3);
    }
  }

  @Test
  void what_is_wanting_is_told_beside_it_and_what_was_typed_survives_back_and_reload() {
    try (Window window = Window.phone()) {
      Page page = ResidentPages.at(window, product.residentPhone());
      ResidentPages.choose(page, "深度保洁");
      page.getByLabel("面积").fill("9999");
      page.getByLabel("联系电话").fill("");
      press(page, "下一步");
      assertThat(page.getByText("请填写 10 到 500 的整数")).isVisible();
      assertThat(page.getByText("请填写电话号码，只用数字")).isVisible();
      assertThat(page.getByLabel("面积")).isFocused();
      window.assertAccessible();
      page.getByLabel("面积").fill("88");
      page.getByLabel("联系电话").fill(product.residentPhone());
      answerWhatIsWanting(page);
      press(page, "下一步");
      heading(page, "请核对");
      page.goBack();
      assertThat(page.getByLabel("面积")).hasValue("88");
      page.reload();
      assertThat(page.getByLabel("面积")).hasValue("88");
      page.goForward();
      heading(page, "请核对");
      press(page, "修改");
      assertThat(page.getByLabel("面积")).hasValue("88");
    }
  }

  @Test
  void a_session_that_ended_is_opened_again_over_the_page_and_the_order_goes_out_once() {
    try (Elsewhere operator = Elsewhere.as("op25");
        Window window = Window.phone()) {
      Neighbour one = Neighbours.inAFamily(operator);
      Page page = ResidentPages.logIn(window, one.phone());
      heading(page, "您好");
      ResidentPages.choose(page, "擦玻璃");
      answerWhatIsWanting(page);
      press(page, "下一步");
      heading(page, "请核对");
      window.context().clearCookies();
      press(page, "确认下单");
      heading(page, "请重新登录，您填写的内容都还在");
      window.assertAccessible();
      page.getByLabel("您的电话号码").fill(one.phone());
      press(page, "发送验证码");
      ResidentPages.enterCode(window, one.phone());
      // what was sent before is done now
      heading(page, "已收到您的服务单");
      assertThat(ordersOf(operator, one)).hasSize(1);
    }
  }

  @Test
  void a_server_that_is_gone_is_told_and_the_page_goes_on_when_it_is_back() {
    try (Elsewhere operator = Elsewhere.as("op25");
        Window window = Window.phone()) {
      Neighbour one = Neighbours.inAFamily(operator);
      Page page = ResidentPages.at(window, one.phone());
      ResidentPages.choose(page, "擦玻璃");
      answerWhatIsWanting(page);
      press(page, "下一步");
      heading(page, "请核对");
      product.kill();
      try {
        press(page, "确认下单");
        assertThat(page.getByText("联系不上服务器")).isVisible(SOON);
        assertThat(page.getByText("与服务器的连接已中断")).isVisible(SOON);
        window.assertAccessible();
      } finally {
        product.comeBack();
      }
      assertThat(page.getByText("已重新连接")).isVisible(SOON);
      press(page, "确认下单");
      heading(page, "已收到您的服务单");
      try (Elsewhere later = Elsewhere.as("op26")) {
        assertThat(ordersOf(later, one)).hasSize(1);
      }
      window.forgetComplaints();
    }
  }

  @Test
  void opened_while_the_server_is_gone_the_page_is_there_and_goes_on_by_itself() {
    try (Window window = Window.phone()) {
      Page page = ResidentPages.at(window, product.residentPhone());
      page.waitForFunction("() => navigator.serviceWorker.controller !== null");
      product.kill();
      try {
        page.reload();
        assertThat(page.getByText("联系不上服务器")).isVisible(SOON);
      } finally {
        product.comeBack();
      }
      assertThat(page.getByRole(AriaRole.HEADING).first())
          .containsText("您好", new LocatorAssertions.ContainsTextOptions().setTimeout(60_000));
      window.forgetComplaints();
    }
  }
}
