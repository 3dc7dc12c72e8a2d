package cn.siduan.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
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
      assertThat(page.getByText("请先更改密码")).isVisible();
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

  @Test
  void a_policy_is_compared_on_past_orders_before_it_is_saved_and_who_was_quicker_is_named() {
    try (Elsewhere other = Elsewhere.as("admin3");
        Window window = Window.desk().logInAs("admin1").goTo("/console/admin/routing/VOLUNTEER")) {
      Page page = window.page();
      page.getByLabel("公平").fill("9");
      page.getByRole(AriaRole.BUTTON, button("比较")).click();
      assertThat(page.locator(".what-if-table")).containsText("现行策略", within(60_000));
      assertThat(page.locator(".what-if")).containsText(Pattern.compile("单会派给别家，\\d+ 单不变"));
      window.assertAccessible();

      ObjectNode theirs = (ObjectNode) other.get("/routing/policies/VOLUNTEER");
      int version = theirs.remove("version").asInt();
      theirs.remove("code");
      other.put("/routing/policies/VOLUNTEER", version, theirs.put("reach_km", 4));
      page.getByRole(AriaRole.BUTTON, button("保存")).click();
      assertThat(page.locator(".conflict")).containsText("叶俊杰");
      assertThat(page.locator(".conflict")).containsText("最远（公里）：5 → 4");
      assertThat(page.getByLabel("公平")).hasValue("9");
      page.getByRole(AriaRole.BUTTON, button("按我填的保存")).click();
      assertThat(page.locator("h1")).containsText("第" + (version + 2) + "版");
    }
  }

  @Test
  void a_prompt_is_replaced_by_a_recording_listened_to_and_given_back_to_the_machine() {
    try (Window window = Window.desk().logInAs("admin1").goTo("/console/admin/prompts")) {
      Page page = window.page();
      page.getByLabel("文字或名称").fill("thank-you");
      Locator row = page.locator(".ant-table-row");
      assertThat(row).containsText("机器朗读");
      Locator file = row.locator("input[type=file]");
      file.setInputFiles(new FilePayload("a.wav", "audio/wav", new byte[] {1, 2, 3}));
      assertThat(page.locator(".ant-message")).containsText("不是 WAV 文件");
      file.setInputFiles(new FilePayload("a.wav", "audio/wav", second()));
      assertThat(row).containsText("真人录音");
      row.getByRole(AriaRole.BUTTON, inner("试听").setExact(false)).click();
      assertThat(row.locator("audio")).isVisible();
      window.assertAccessible();
      row.getByRole(AriaRole.BUTTON, inner("改回机器")).click();
      page.locator(".ant-popover").getByRole(AriaRole.BUTTON, inner("改回机器")).click();
      assertThat(row).containsText("机器朗读");
    }
  }

  @Test
  void stars_are_proposed_by_rule_and_given_by_somebody_who_says_why() {
    try (Elsewhere other = Elsewhere.as("admin2");
        Window window = Window.desk().logInAs("sup1").goTo("/console/admin/providers?tab=stars")) {
      Page page = window.page();
      page.getByRole(AriaRole.BUTTON, button("计算建议")).click();
      page.getByRole(AriaRole.BUTTON, button("批准")).first().click();
      Locator dialog = page.getByRole(AriaRole.DIALOG);
      assertThat(dialog).containsText(Pattern.compile("回访 \\d+ 单"));
      dialog.getByRole(AriaRole.BUTTON, inner("批准")).click();
      assertThat(dialog).containsText("请填写原因");
      window.assertAccessible();
      dialog.getByLabel("原因").fill("核对过回访记录");
      dialog.getByRole(AriaRole.BUTTON, inner("批准")).click();
      assertThat(dialog).hasCount(0);
      JsonNode decided = other.get("/star-proposals?state=APPROVED").at("/items/0");
      assertThat(decided.get("reason").asText()).isEqualTo("核对过回访记录");
      assertThat(
              other
                  .get("/providers/" + decided.get("provider_id").asText())
                  .get("star_rating")
                  .asDouble())
          .isEqualTo(decided.get("proposed_stars").asDouble());
    }
  }

  /** A second of silence, as a computer records it. */
  private static byte[] second() {
    AudioFormat format = new AudioFormat(16_000, 16, 1, true, false);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (var sound =
        new AudioInputStream(new ByteArrayInputStream(new byte[32_000]), format, 16_000)) {
      AudioSystem.write(sound, AudioFileFormat.Type.WAVE, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }

  private static LocatorAssertions.ContainsTextOptions within(double millis) {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(millis);
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
