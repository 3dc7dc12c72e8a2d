package cn.siduan.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** What a resident does on their pages, step by step. */
final class ResidentPages {

  private ResidentPages() {}

  static Page logIn(Window window, String phone) {
    Page page = window.goTo("/").page();
    page.getByLabel("您的电话号码").fill(phone);
    press(page, "发送验证码");
    enterCode(window, phone);
    return page;
  }

  static void enterCode(Window window, String phone) {
    Page page = window.page();
    Locator code = page.getByLabel("验证码");
    code.waitFor();
    code.fill(window.product().codeSentTo(phone));
    press(page, "登录");
  }

  /** Logged in, on the first page. */
  static Page at(Window window, String phone) {
    Page page = window.logInAsResident(phone).goTo("/").page();
    assertThat(page.getByRole(AriaRole.HEADING)).containsText("您好");
    return page;
  }

  /** From the first page to an item's form, by its name. */
  static void choose(Page page, String item) {
    choice(page, "我要服务").click();
    page.getByLabel("写出您需要的").fill(item);
    choice(page, item).click();
    heading(page, item);
  }

  /** Answers whatever the form still asks for, once it has said what that is. */
  static void answerWhatIsWanting(Page page) {
    page.locator("button.big-button").click();
    Locator wanting = page.locator(".field:has(> .wrong:not(:empty))");
    wanting.first().waitFor();
    for (Locator field : wanting.all()) {
      answer(field);
    }
  }

  private static void answer(Locator field) {
    if (field.locator("input[type=radio], input[type=checkbox]").count() > 0) {
      field.locator("input").first().check();
    } else if (field.locator("button.choice").count() > 0) {
      field.locator("button.choice").first().click();
    } else if (field.locator("input[type=date]").count() > 0) {
      field.locator("input").fill("2027-03-01");
    } else if (field.locator("input[inputmode=decimal]").count() > 0) {
      field.locator("input").fill("10");
    } else {
      field.locator("input, textarea").fill("都可以");
    }
  }

  /** Sends it, whether or not one alike is open from another test; answers its number. */
  static String order(Page page) {
    heading(page, "请核对");
    press(page, "确认下单");
    Locator twice = page.getByRole(AriaRole.BUTTON, named("仍然再下一单"));
    Locator number = page.locator("p.number:not(.small)");
    number.or(twice).first().waitFor();
    if (twice.isVisible()) {
      twice.click();
    }
    heading(page, "已收到您的服务单");
    return number.innerText().replaceAll("\\D", "");
  }

  static void heading(Page page, String words) {
    assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(words)).first())
        .isVisible();
  }

  static Locator choice(Page page, String words) {
    return page.locator(".choice", new Page.LocatorOptions().setHasText(words)).first();
  }

  static void press(Page page, String name) {
    page.getByRole(AriaRole.BUTTON, named(name)).click();
  }

  static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
