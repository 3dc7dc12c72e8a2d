package cn.siduan.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
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

  private static boolean workGiven;
  private static final String CATALOGUE = "/console/admin/catalogue?category=1";
  private static final String CATEGORIES = "/console/admin/tables?registry=categories";
  private static final String RESIDENT = "resident";
  private static @Nullable String residentPhone;

  private Screens() {}

  /** One who has orders already, so that there is something to see. */
  private static synchronized String residentPhone() {
    String phone = residentPhone;
    if (phone == null) {
      try (Elsewhere operator = Elsewhere.as("op30")) {
        phone = Neighbours.withOrders(operator);
      }
      residentPhone = phone;
    }
    return phone;
  }

  private static Consumer<Page> choices() {
    return page -> page.locator(".choice").first().waitFor();
  }

  private static Consumer<Page> failed() {
    return page -> page.locator(".failed").waitFor();
  }

  private static void askForCode(Page page) {
    // the answer is made up: a telephone is not sent code after code
    page.route(
        "**/api/v1/login/code",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setStatus(202)
                    .setContentType("application/json")
                    .setBody("{\"request\": \"r\", \"expires_at\": \"2027-01-01T00:00:00Z\"}")));
    page.locator("input[type=tel]").fill("13812345678");
    page.locator("button.big-button").click();
    page.locator("input.code").waitFor();
  }

  private static void readBack(Page page) {
    page.locator("button.big-button").waitFor();
    ResidentPages.answerWhatIsWanting(page);
    page.locator("button.big-button").click();
    page.locator(".facts").waitFor();
  }

  static List<Screen> all() {
    return List.of(
        screen("log-in", null, "/console"),
        screen("supervisor-live", "sup1", "/console/supervisor/live"),
        new Screen(
            "supervisor-wall",
            "sup1",
            "/console/supervisor/live",
            page -> {
              page.getByText(Pattern.compile("大屏模式|Wallboard")).click();
              page.locator(".board.wall").waitFor();
            }),
        new Screen(
            "supervisor-map",
            "sup1",
            "/console/supervisor/map",
            page -> page.locator(".map-task").first().waitFor()),
        new Screen("supervisor-history", "sup1", "/console/supervisor/history", rows()),
        screen("operator-desk", "op01", "/console/operator/desk"),
        call("ringing", "RESERVED"),
        call("talking", "TALKING"),
        call("wrap-up", "WRAP_UP"),
        new Screen("operator-queues", "op01", "/console/operator/queues", rows()),
        new Screen("operator-orders", "op01", "/console/operator/orders", rows()),
        new Screen(
            "operator-orders-empty", "op01", "/console/operator/orders?phone=19999999999", _ -> {}),
        new Screen(
            "operator-order",
            "op01",
            "/console/operator/orders?state=IN_PROGRESS",
            Screens::openFirstOrder),
        new Screen("operator-desk-order", "op01", "/console/operator/desk", Screens::takeDown),
        screen("provider-board", "p001", "/console/provider/board"),
        screen("provider-done", "p001", "/console/provider/done"),
        screen("provider-staff", "p001", "/console/provider/staff"),
        screen("provider-hours", "p001", "/console/provider/hours"),
        new Screen("admin-accounts", "admin1", "/console/admin/accounts", listed()),
        new Screen("admin-accounts-empty", "admin1", "/console/admin/accounts?q=nobody", _ -> {}),
        new Screen("admin-catalogue", "admin1", CATALOGUE, listed()),
        new Screen("admin-item", "admin1", CATALOGUE, Screens::openFirst),
        screen("admin-centres", "admin1", "/console/admin/centres?centre=10"),
        new Screen("admin-providers", "admin1", "/console/admin/providers", listed()),
        new Screen("admin-provider", "admin1", "/console/admin/providers", Screens::openFirst),
        new Screen("admin-routing", "admin1", "/console/admin/routing", listed()),
        new Screen("admin-policy", "admin1", "/console/admin/routing/STANDARD", Screens::compare),
        screen("admin-messages", "admin1", "/console/admin/messages"),
        screen("supervisor-stars", "sup1", "/console/admin/providers?tab=stars"),
        new Screen("supervisor-routing", "sup1", "/console/admin/routing", listed()),
        screen("admin-machines", "admin1", "/console/admin/machines"),
        new Screen("admin-audit", "admin1", "/console/admin/audit", Screens::verifyAudit),
        screen("admin-import", "admin1", "/console/admin/tables"),
        new Screen("admin-import-faults", "admin1", CATEGORIES, Screens::tryFaultyTable),
        screen("admin-export", "admin1", "/console/admin/tables?way=out"),
        screen("resident-log-in", null, "/"),
        new Screen("resident-code", null, "/", Screens::askForCode),
        new Screen("resident-home", RESIDENT, "/", choices()),
        new Screen("resident-choose", RESIDENT, "/order", choices()),
        new Screen("resident-items", RESIDENT, "/order?kind=1", choices()),
        new Screen(
            "resident-order",
            RESIDENT,
            "/order/1",
            page -> {
              page.locator("button.big-button").click();
              page.locator(".wrong:not(:empty)").first().waitFor();
            }),
        new Screen("resident-check", RESIDENT, "/order/1", Screens::readBack),
        new Screen("resident-orders", RESIDENT, "/orders", choices()),
        new Screen(
            "resident-my-order",
            RESIDENT,
            "/orders",
            page -> {
              page.locator(".choice").first().click();
              page.locator(".state-text").waitFor();
            }),
        new Screen("resident-track-unknown", null, "/track/AAAAAAAAAAAAAAAAAAAAAA", failed()),
        screen("visit-log-in", null, "/visit"),
        new Screen("visit-today", "w0001", "/visit", Screens::visits),
        new Screen("visit-ahead", "w0001", "/visit", page -> openVisit(page, "AHEAD")),
        new Screen("visit-at-the-door", "w0001", "/visit", Screens::checkIn),
        screen("visit-sent", "w0001", "/visit/sent"),
        new Screen("visit-visitor", "v001", "/visit", page -> page.locator("h2").first().waitFor()),
        new Screen(
            "visit-order", "v001", "/visit/order", page -> page.locator("h2").first().waitFor()));
  }

  /** Two visits at least, whatever the hour left of the district's own. */
  private static synchronized void visits(Page page) {
    if (!workGiven) {
      try (Elsewhere operator = Elsewhere.as("op24")) {
        FieldWork.of(operator, "w0001", "水龙头一直滴水");
        FieldWork.of(operator, "w0001", "想请人擦窗户");
      }
      workGiven = true;
      page.reload();
    }
    page.locator("a.card").first().waitFor();
  }

  private static void openVisit(Page page, String progress) {
    visits(page);
    page.locator("a.card:has(.chip-" + progress + ")").first().click();
    page.locator(".facts").waitFor();
  }

  /** Everything there is to do at a door, and something wanting. */
  private static void checkIn(Page page) {
    visits(page);
    if (page.locator("a.card .chip-ARRIVED").count() > 0) {
      openVisit(page, "ARRIVED");
    } else {
      openVisit(page, "AHEAD");
      page.getByText(Pattern.compile("到达签到|Check in at the door")).click();
    }
    page.locator(".checklist input").first().check();
    page.getByText(Pattern.compile("请居民签名|Have the resident sign")).click();
    page.getByText(Pattern.compile("办结并签退|Done, check out")).click();
    page.locator(".wrong:not(:empty)").waitFor();
  }

  /** A table's rows, or the cards they become on a telephone. */
  private static Consumer<Page> listed() {
    return page -> page.locator(".ant-table-row, .cards > li").first().waitFor();
  }

  /** The first of a list, opened to be changed. */
  private static void openFirst(Page page) {
    listed().accept(page);
    page.locator(".ant-table-row button, .cards button").first().click();
    page.locator(".ant-drawer .ant-form-item").first().waitFor();
  }

  private static void compare(Page page) {
    page.getByText(Pattern.compile("^(比较|Compare)$")).click();
    page.locator(".what-if-table").waitFor(new Locator.WaitForOptions().setTimeout(60_000));
  }

  private static void verifyAudit(Page page) {
    page.getByText(Pattern.compile("校验审计链|Verify the chain")).click();
    page.locator(".verify .ant-alert-success").waitFor();
  }

  private static void tryFaultyTable(Page page) {
    page.locator("input[type=file]")
        .setInputFiles(
            new FilePayload(
                "表.csv", "text/csv", "编码,名称\nno good,\n".getBytes(StandardCharsets.UTF_8)));
    page.getByText(Pattern.compile("^(试导入|Trial)$")).click();
    page.locator("#import-report").waitFor();
  }

  private static Screen screen(String name, @Nullable String login, String path) {
    return new Screen(name, login, path, _ -> {});
  }

  private static Screen call(String name, String presence) {
    return new Screen(
        "operator-call-" + name,
        "op01",
        "/console/operator/desk",
        page -> {
          FakeCall.on(page, presence);
          if (!presence.equals("RESERVED")) {
            page.keyboard().press("Alt+1");
            page.locator(".resident h2").waitFor();
          }
        });
  }

  /** The first rows of a list are there. */
  private static Consumer<Page> rows() {
    return page -> page.locator(".ant-table-row").first().waitFor();
  }

  /** A resident is known, an item chosen, and something is wanting. */
  private static void takeDown(Page page) {
    page.keyboard().press("F3");
    page.keyboard().type(Product.running().residentPhone());
    page.keyboard().press("Enter");
    page.locator(".resident .order-lines").waitFor();
    page.keyboard().press("F2");
    page.keyboard().type("smzf");
    page.locator(".ant-select-item-option-active").waitFor();
    page.keyboard().press("Enter");
    page.keyboard().press("F9");
    page.locator(".ant-form-item-explain-error").first().waitFor();
  }

  private static void openFirstOrder(Page page) {
    page.locator("a[href*='/operator/orders/']").first().click();
    page.locator(".story li").first().waitFor();
    page.getByText(Pattern.compile("为什么这样派|Why was it placed so")).first().click();
    page.locator(".routing li").first().waitFor();
  }

  /** Opens it and waits until it stands still. */
  static void show(Window window, Screen screen) {
    if (RESIDENT.equals(screen.login())) {
      window.logInAsResident(residentPhone());
    } else if (screen.login() != null) {
      window.logInAs(screen.login());
    }
    window.goTo(screen.path());
    Page page = window.page();
    page.locator("h1, .failed").first().waitFor();
    assertThat(page.locator(".ant-spin-spinning")).hasCount(0);
    screen.prepare().accept(page);
  }
}
