package cn.siduan.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("browser")
class LogInTest {

  private final Product product = Product.running();

  @Test
  void an_operator_logs_in_by_keyboard_and_lands_at_home() {
    try (Window window = Window.desk().goTo("/console")) {
      Page page = window.page();
      page.getByLabel("账号").waitFor();
      page.keyboard().type("op02");
      page.keyboard().press("Tab");
      page.keyboard().type(product.password());
      page.keyboard().press("Enter");
      page.waitForURL("**/console/operator/**");
      assertThat(page.locator("h1")).isVisible();
    }
  }

  @Test
  void a_wrong_password_is_told_and_what_was_typed_stays() {
    try (Window window = Window.desk().goTo("/console")) {
      Page page = window.page();
      page.getByLabel("账号").fill("op03");
      page.getByLabel("密码", new Page.GetByLabelOptions().setExact(true)).fill("not-the-password");
      page.keyboard().press("Enter");
      assertThat(page.getByRole(AriaRole.ALERT).first()).containsText("密码");
      assertThat(page.getByLabel("账号")).hasValue("op03");
      window.assertAccessible();
    }
  }

  @Test
  void empty_fields_are_told_beside_them() {
    try (Window window = Window.desk().goTo("/console")) {
      Page page = window.page();
      page.getByLabel("账号").waitFor();
      page.keyboard().press("Enter");
      assertThat(page.getByText("请输入账号")).isVisible();
      assertThat(page.getByText("请输入密码")).isVisible();
      window.assertAccessible();
    }
  }
}
