package cn.siduan.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.LoadState;
import java.util.regex.Pattern;

/** What a worker does in the home-visit app, step by step. */
final class VisitPages {

  static final Pattern ALL_SENT = Pattern.compile("全部已发送");

  private VisitPages() {}

  /** Logged in, everything read, and able to open without network. */
  static Page atTheApp(Window window) {
    window.goTo("/visit");
    Page page = window.page();
    page.getByRole(AriaRole.HEADING).first().waitFor();
    page.evaluate("navigator.serviceWorker.ready.then(() => true)");
    assertThat(page.locator(".sync")).containsText(ALL_SENT);
    page.waitForFunction(
        "async () => (await caches.keys()).some((k) => k.startsWith('visit-'))"
            + " && navigator.serviceWorker.controller !== null");
    page.getByText(Pattern.compile("更新|我代下的单")).first().waitFor();
    page.waitForLoadState(LoadState.LOAD);
    return page;
  }

  static void open(Page page, String number) {
    if (!page.url().contains("/task/")) {
      card(page, number).click();
    }
    page.locator(".facts").waitFor();
  }

  static Locator card(Page page, String number) {
    return page.locator("a.card[href*='/" + number + "/']");
  }

  static void press(Page page, String name) {
    page.getByRole(AriaRole.BUTTON, button(name)).click();
  }

  static void sign(Page page) {
    press(page, "请居民签名");
    BoundingBox glass = page.locator("canvas").boundingBox();
    page.mouse().move(glass.x + 30, glass.y + 40);
    page.mouse().down();
    page.mouse().move(glass.x + 120, glass.y + 90);
    page.mouse().move(glass.x + 200, glass.y + 30);
    page.mouse().up();
    press(page, "保存签名");
    assertThat(page.getByText("✓ 已签名")).isVisible();
  }

  static Page.GetByRoleOptions button(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
