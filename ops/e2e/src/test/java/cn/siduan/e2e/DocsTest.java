package cn.siduan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The documentation the product serves of itself; {@link Window} hears what breaks a policy. */
@Tag("browser")
class DocsTest {

  private static final Pattern OPERATION = Pattern.compile("operationId: (\\w+)");

  @Test
  void every_operation_of_the_contract_is_shown_to_who_reads_down_the_page() {
    try (Window window = Window.desk().goTo("/docs")) {
      Page page = window.page();
      page.locator(".opblock").first().waitFor();
      assertThat(shown(page)).isEqualTo(inContract(page));
    }
  }

  private static Set<String> inContract(Page page) {
    String contract =
        page.request().get(page.url().replaceFirst("/docs.*", "/docs/dispatch-api.yaml")).text();
    return OPERATION
        .matcher(contract)
        .results()
        .map(m -> m.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The reader draws what is in sight, so the page is read from top to bottom. */
  private static Set<String> shown(Page page) {
    Set<String> ids = new TreeSet<>();
    boolean end = false;
    while (!end) {
      page.evaluate(
          "() => new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn, 50)))");
      Object seen =
          page.locator(".opblock").evaluateAll("all => all.map(o => o.id.replace(/.*-/, ''))");
      ((List<?>) seen).forEach(id -> ids.add(String.valueOf(id)));
      end =
          (Boolean)
              page.evaluate(
                  """
                  () => {
                    const before = scrollY;
                    scrollBy(0, innerHeight / 2);
                    return scrollY === before;
                  }\
                  """);
    }
    return ids;
  }
}
