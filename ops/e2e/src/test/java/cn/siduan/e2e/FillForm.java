package cn.siduan.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** Fills in what an item's form still asks for, whatever the item is, by keyboard. */
final class FillForm {

  private FillForm() {}

  static void byKeyboard(Page page) {
    Locator wanting = page.locator(".order-form .ant-form-item-has-error");
    for (int left = wanting.count(); left > 0; left--) {
      fill(page, wanting.first());
      assertThat(wanting).hasCount(left - 1);
    }
  }

  /** Files it; an order alike may be open already, from another test. */
  static void fileAgreeing(Page page) {
    page.keyboard().press("F9");
    page.getByText("已登记，单号").or(page.getByText("仍要新建")).first().waitFor();
    if (page.getByText("仍要新建").isVisible()) {
      page.getByLabel("仍要新建").focus();
      page.keyboard().press("Space");
      page.keyboard().press("F9");
    }
    assertThat(page.getByText("已登记，单号")).isVisible();
  }

  private static void fill(Page page, Locator field) {
    if (field.locator(".ant-picker").count() > 0) {
      field.locator("input").focus();
      page.keyboard().type("2027-03-01");
      page.keyboard().press("Enter");
      page.keyboard().press("Escape");
    } else if (field.locator("input[type=radio]").count() > 0) {
      field.locator("input[type=radio]").first().focus();
      page.keyboard().press("Space");
    } else if (field.locator("input[type=checkbox]").count() > 0) {
      field.locator("input[type=checkbox]").first().focus();
      page.keyboard().press("Space");
    } else if (field.locator(".ant-select").count() > 0) {
      field.locator("input").focus();
      page.keyboard().press("ArrowDown");
      page.keyboard().press("Enter");
    } else {
      field.locator("input, textarea").first().focus();
      page.keyboard().type(field.locator(".ant-input-number").count() > 0 ? "10" : "都可以");
    }
  }
}
