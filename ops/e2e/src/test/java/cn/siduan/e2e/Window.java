package cn.siduan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * A browser window of somebody of their own: nothing is shared with other windows. Closing it fails
 * if the page complained, be it of a policy broken, a script failed or a text missing.
 */
public final class Window implements AutoCloseable {

  /** What the two sizes of the screenshots are. */
  public enum Size {
    DESK(1440, 900),
    PHONE(390, 844);

    final int width;
    final int height;

    Size(int width, int height) {
      this.width = width;
      this.height = height;
    }
  }

  public enum Language {
    ZH("zh-CN"),
    EN("en");

    final String tag;

    Language(String tag) {
      this.tag = tag;
    }
  }

  private static final double PATIENCE_MILLIS = 20_000;
  private static final Set<String> SERIOUS = Set.of("serious", "critical");

  /** Who is logged in already, by telephone. */
  private static final Map<String, List<Cookie>> RESIDENTS = new HashMap<>();

  private final Product product;
  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  private Window(Product product, BrowserContext context) {
    this.product = product;
    this.context = context;
    context.setDefaultTimeout(PATIENCE_MILLIS);
    // Assertions have a patience of their own: five seconds, which a busy machine needs itself.
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    this.page = context.newPage();
    page.onConsoleMessage(this::heard);
    page.onPageError(complaints::add);
  }

  public static Window open(Size size, Language language) {
    return open(Product.running(), size, language);
  }

  /** On another product than the one all tests share. */
  static Window open(Product product, Size size, Language language) {
    BrowserContext context =
        Chromium.running()
            .newContext(
                new Browser.NewContextOptions()
                    .setViewportSize(size.width, size.height)
                    .setHasTouch(size == Size.PHONE)
                    .setIsMobile(size == Size.PHONE)
                    .setLocale(language.tag)
                    // not the district's: what leans on the computer's own zone fails
                    .setTimezoneId("America/St_Johns")
                    .setReducedMotion(ReducedMotion.REDUCE)
                    .setPermissions(List.of("microphone", "geolocation"))
                    .setGeolocation(31.2, 121.4));
    context.addInitScript(
        "try { localStorage.getItem('siduan.language') ?? localStorage.setItem('siduan.language', '%s') } catch {}"
            .formatted(language.tag));
    return new Window(product, context);
  }

  /** At a desk, in Chinese. */
  public static Window desk() {
    return open(Size.DESK, Language.ZH);
  }

  /** On a telephone, in Chinese. */
  public static Window phone() {
    return open(Size.PHONE, Language.ZH);
  }

  private void heard(ConsoleMessage message) {
    boolean network = message.text().startsWith("Failed to load resource");
    if (message.type().equals("error") && !network) {
      complaints.add(message.text());
    }
  }

  public Page page() {
    return page;
  }

  Product product() {
    return product;
  }

  public BrowserContext context() {
    return context;
  }

  public Window goTo(String path) {
    page.navigate(product.url() + path);
    return this;
  }

  /** Without the log-in page, which has tests of its own. */
  public Window logInAs(String login) {
    APIResponse answer =
        context
            .request()
            .post(
                product.url() + "/api/v1/login",
                RequestOptions.create()
                    .setData(Map.of("login", login, "password", product.password())));
    assertThat(answer.status()).as("log-in of " + login).isEqualTo(200);
    return this;
  }

  /**
   * With the code that was sent to a resident's telephone; once a run, since codes are not sent to
   * one again and again.
   */
  public Window logInAsResident(String phone) {
    synchronized (RESIDENTS) {
      List<Cookie> known = RESIDENTS.get(phone);
      if (known != null) {
        context.addCookies(known);
        return this;
      }
      logInByCode(phone);
      RESIDENTS.put(phone, context.cookies());
      return this;
    }
  }

  private void logInByCode(String phone) {
    APIResponse asked =
        context
            .request()
            .post(
                product.url() + "/api/v1/login/code",
                RequestOptions.create().setData(Map.of("phone", phone)));
    assertThat(asked.status()).as("code for " + phone).isEqualTo(202);
    String request = asked.text().replaceAll(".*\"request\":\"([^\"]+)\".*", "$1");
    APIResponse answer =
        context
            .request()
            .post(
                product.url() + "/api/v1/login/code/verify",
                RequestOptions.create()
                    .setData(
                        Map.of(
                            "phone",
                            phone,
                            "code",
                            product.codeSentTo(phone),
                            "request",
                            request)));
    assertThat(answer.status()).as("log-in of " + phone).isEqualTo(200);
  }

  /** Nothing that axe-core calls serious or critical. */
  public Window assertAccessible() {
    assertThat(seriousFindings()).as("axe on " + page.url()).isEmpty();
    return this;
  }

  List<String> seriousFindings() {
    return new AxeBuilder(page)
        .analyze().getViolations().stream()
            .filter(rule -> SERIOUS.contains(rule.getImpact()))
            .map(Window::sentence)
            .toList();
  }

  private static String sentence(Rule rule) {
    return rule.getId()
        + ": "
        + rule.getHelp()
        + rule.getNodes().stream()
            .map(n -> "\n    " + n.getHtml())
            .limit(5)
            .collect(Collectors.joining());
  }

  /** No key of a text where its words should be. */
  public Window assertNoMissingTexts() {
    assertThat(page.locator("body").innerText())
        .as("texts of " + page.url())
        .doesNotContainPattern("\\b[a-z]+(\\.[a-zA-Z_]+)+\\b(?<!\\.cn|\\.com|\\.json)");
    return this;
  }

  public void screenshot(Path file) {
    page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
  }

  /** What the page said was wrong may be expected in a test that breaks something. */
  public Window forgetComplaints() {
    complaints.clear();
    return this;
  }

  @Override
  public void close() {
    context.close();
    assertThat(complaints).as("what the page complained of").isEmpty();
  }
}
