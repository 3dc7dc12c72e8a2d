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

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
