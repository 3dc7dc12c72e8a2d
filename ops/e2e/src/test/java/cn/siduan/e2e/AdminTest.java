package cn.siduan.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("browser")
class AdminTest {

  @Test
  void somebody_gets_an_account_by_keyboard_and_their_first_password_is_shown_once() {
    String login = fresh();
    try (Window window = Window.desk().logInAs("admin1").goTo("/console/admin/accounts")) {
      Page page = window.page();
      page.getByRole(AriaRole.BUTTON, button("新建账号")).click();
      Locator drawer = page.getByRole(AriaRole.DIALOG);
      drawer.getByLabel("账号").fill("Zhang Wei");
      page.keyboard().press("Enter");
      assertThat(drawer).containsText("只能用小写字母");
      assertThat(drawer).containsText("请填写姓名");
      window.assertAccessible();
      drawer.getByLabel("账号").fill(login);
      drawer.getByLabel("姓名").fill("张伟");
      choose(page, drawer.getByLabel("角色"), "坐席");
      drawer.getByLabel("姓名").press("Enter");

      Locator secret = page.locator("output.secret");
      String password = secret.innerText();
      assertThat(password).matches("[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}");
      window.assertAccessible();
      page.getByRole(AriaRole.BUTTON, button("我已记下")).click();
      assertThat(secret).hasCount(0);

      page.getByLabel("账号、姓名或电话").fill(login);
      page.keyboard().press("Enter");
      assertThat(page.locator(".ant-table-row")).hasCount(1);
      assertThat(page.locator(".ant-table-row")).containsText("待改初始密码");
      logInFor(window, login, password);
    }
  }

  /** In a window of their own. */
  private static void logInFor(Window admin, String login, String password) {
    try (Window theirs = Window.desk().goTo("/console")) {
      Page page = theirs.page();
      page.getByLabel("账号").fill(login);
      page.getByLabel("密码").fill(password);
      page.keyboard().press("Enter");
      assertThat(page.getByText("首次登录或重设后")).isVisible();
      // locked, they are out at once
      admin.page().getByRole(AriaRole.BUTTON, button("锁定")).click();
      admin.page().locator(".ant-popover").getByRole(AriaRole.BUTTON, inner("锁定")).click();
      assertThat(admin.page().locator(".ant-table-row")).containsText("已锁定");
      theirs.goTo("/console");
      assertThat(page.getByLabel("密码")).isVisible();
      theirs.forgetComplaints();
    }
  }

  @Test
  void who_is_second_is_told_who_was_first_and_keeps_what_was_typed() {
    try (Elsewhere other = Elsewhere.as("admin2");
        Window window = Window.desk().logInAs("admin1").goTo("/console/admin/accounts?q=op38")) {
      Page page = window.page();
      page.getByRole(AriaRole.BUTTON, button("修改").setExact(false)).first().click();
      Locator drawer = page.getByRole(AriaRole.DIALOG);
      drawer.getByLabel("电话").fill("13900000001");

      JsonNode account = other.get("/accounts?q=op38").at("/items/0");
      Map<String, Object> body = new LinkedHashMap<>();
      for (String field : new String[] {"login", "role", "phone", "language"}) {
        body.put(field, account.get(field).asText());
      }
      String renamed = "改名" + fresh();
      body.put("name", renamed);
      body.put("centre_id", account.get("centre_id").asLong());
      other.put("/accounts/" + account.get("id").asLong(), account.get("version").asInt(), body);

      drawer.getByRole(AriaRole.BUTTON, inner("保存")).click();
      assertThat(drawer).containsText(Pattern.compile("李思丹 在 .* 先改了这一条"));
      assertThat(drawer).containsText("→ " + renamed);
      assertThat(drawer.getByLabel("电话")).hasValue("13900000001");
      window.assertAccessible();
      drawer.getByRole(AriaRole.BUTTON, inner("按我填的保存")).click();
      assertThat(drawer).hasCount(0);
      assertThat(other.get("/accounts?q=op38").at("/items/0/phone").asText())
          .isEqualTo("13900000001");
    }
  }

  @Test
  void another_system_gets_a_token_that_is_shown_once_and_can_be_revoked() {
    String name = "医院系统" + fresh();
    try (Window window = Window.desk().logInAs("admin1").goTo("/console/admin/machines")) {
      Page page = window.page();
      page.getByRole(AriaRole.BUTTON, button("登记系统")).click();
      page.getByRole(AriaRole.DIALOG).getByLabel("名称").fill(name);
      page.keyboard().press("Enter");
      Locator row = page.locator(".ant-table-row", text(name));
      row.getByRole(AriaRole.BUTTON, inner("令牌")).click();
      page.getByRole(AriaRole.BUTTON, button("生成新令牌")).click();
      String token = page.locator("output.secret").innerText();
      assertThat(token.length()).isGreaterThan(20);
      page.getByRole(AriaRole.BUTTON, button("我已记下")).click();
      Locator drawer = page.locator(".ant-drawer");
      assertThat(drawer).containsText("…" + token.substring(token.length() - 4));
      drawer.getByRole(AriaRole.BUTTON, inner("吊销")).click();
      page.locator(".ant-popover").getByRole(AriaRole.BUTTON, inner("吊销")).click();
      assertThat(drawer).containsText("已吊销");
      window.assertAccessible();
    }
  }

  @Test
  void a_table_is_tried_told_its_faults_by_row_and_column_mended_and_imported() {
    String code = "T" + fresh().substring(0, 6);
    try (Window window =
        Window.desk().logInAs("admin1").goTo("/console/admin/tables?registry=categories")) {
      Page page = window.page();
      Download template =
          page.waitForDownload(() -> page.getByRole(AriaRole.BUTTON, button("CSV 模板")).click());
      assertThat(template.suggestedFilename()).isEqualTo("categories.csv");

      choose(page, "编码,名称\n" + code + ",助浴\nwith space,空格\n");
      page.getByRole(AriaRole.BUTTON, button("试导入")).click();
      Locator fault = page.locator(".ant-table-row").first();
      assertThat(fault).containsText("3");
      assertThat(fault).containsText("编码");
      assertThat(fault).containsText("with space");
      assertThat(page.getByRole(AriaRole.BUTTON, button("正式导入"))).isDisabled();
      window.assertAccessible();

      choose(page, "编码,名称\n" + code + ",助浴\n");
      page.getByRole(AriaRole.BUTTON, button("试导入")).click();
      assertThat(page.getByText("没有问题，可以正式导入。")).isVisible();
      page.getByRole(AriaRole.BUTTON, button("正式导入")).click();
      assertThat(page.getByText("已全部导入。")).isVisible();

      page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("导出")).click();
      Download export =
          page.waitForDownload(() -> page.getByRole(AriaRole.BUTTON, button("下载")).click());
      assertThat(export.suggestedFilename()).endsWith(".xlsx");
    }
  }

  @Test
  void the_trail_is_searched_by_what_was_done_and_its_chain_is_whole() {
    try (Elsewhere other = Elsewhere.as("admin3");
        Window window = Window.desk().logInAs("admin1").goTo("/console/admin/audit")) {
      String name = "对账系统" + fresh();
      String id = other.post("/machines", Map.of("name", name)).get("id").asText();
      Page page = window.page();
      page.getByLabel("操作代码").fill("createMachine");
      page.getByLabel("对象编号").fill(id);
      page.keyboard().press("Enter");
      Locator row = page.locator(".ant-table-row");
      assertThat(row).hasCount(1);
      assertThat(row).containsText("新增系统");
      assertThat(row).containsText("叶俊杰");
      page.getByRole(AriaRole.BUTTON, button("校验审计链")).click();
      assertThat(page.getByText(Pattern.compile("已校验 .* 条，没有改动或缺失"))).isVisible();
      window.assertAccessible();
    }
  }

  /** A file of the name people give such files. */
  private static void choose(Page page, String table) {
    page.locator("input[type=file]")
        .setInputFiles(
            new FilePayload("表.csv", "text/csv", table.getBytes(StandardCharsets.UTF_8)));
  }

  /** Opens a list of choices and takes one. */
  private static void choose(Page page, Locator field, String choice) {
    field.click();
    page.locator(".ant-select-item-option", text(choice)).first().click();
  }

  private static String fresh() {
    return "u" + UUID.randomUUID().toString().replace("-", "").substring(0, 10);
  }

  private static Page.LocatorOptions text(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  private static Page.GetByRoleOptions button(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Locator.GetByRoleOptions inner(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }
}
