package cn.siduan.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Every page there is to look at. The screenshots and the checks of all pages go through this. */
final class Screens {

  /**
   * @param name of the screenshot's file
   * @param login of the account; "resident" for the demo's resident; null for nobody
   * @param prepare what to do on the page before looking at it
   */
  record Screen(String name, @Nullable String login, String path, Consumer<Page> prepare) {
    @Override
    public String toString() {
      return name;
    }
  }

  private Screens() {}

  static List<Screen> all() {
    return List.of(
        screen("log-in", null, "/console"),
        screen("operator-desk", "op01", "/console/operator/desk"),
        screen("operator-queues", "op01", "/console/operator/queues"),
        screen("operator-orders", "op01", "/console/operator/orders"),
        new Screen("operator-order", "op01", "/console/operator/orders", Screens::openFirstOrder));
  }

  private static Screen screen(String name, @Nullable String login, String path) {
    return new Screen(name, login, path, _ -> {});
  }

  private static void openFirstOrder(Page page) {
    page.locator("a[href*='/operator/orders/']").first().click();
    page.locator(".story li").first().waitFor();
    page.getByText(Pattern.compile("为什么这样派|Why was it placed so")).first().click();
    page.locator(".routing li").first().waitFor();
  }

  /** Opens it and waits until it stands still. */
  static void show(Window window, Screen screen) {
    if ("resident".equals(screen.login())) {
      window.logInAsResident(Product.running().residentPhone());
    } else if (screen.login() != null) {
      window.logInAs(screen.login());
    }
    window.goTo(screen.path());
    Page page = window.page();
    page.locator("h1").first().waitFor();
    assertThat(page.locator(".ant-spin-spinning")).hasCount(0);
    screen.prepare().accept(page);
  }
}
