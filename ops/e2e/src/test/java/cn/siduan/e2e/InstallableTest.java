package cn.siduan.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages of residents, visitors and workers can be put on a telephone's first screen. */
@Tag("browser")
class InstallableTest {

  @ParameterizedTest
  @CsvSource({"/, 社区服务", "/visit, 上门服务"})
  void the_browser_finds_nothing_against_installing_it_and_it_opens_without_network(
      String path, String name) throws IOException {
    try (Window window = Window.phone().goTo(path)) {
      Page page = window.page();
      page.locator("h1").first().waitFor();
      page.waitForFunction("() => navigator.serviceWorker.controller !== null");
      CDPSession cdp = window.context().newCDPSession(page);
      // the windows of tests are private ones, in which nothing is ever installed
      assertThat(cdp.send("Page.getInstallabilityErrors").getAsJsonArray("installabilityErrors"))
          .extracting(fault -> fault.getAsJsonObject().get("errorId").getAsString())
          .isSubsetOf("in-incognito");
      JsonObject told = cdp.send("Page.getAppManifest");
      assertThat(told.getAsJsonArray("errors")).isEmpty();
      JsonNode manifest = new ObjectMapper().readTree(told.get("data").getAsString());
      assertThat(manifest.get("short_name").asText()).isEqualTo(name);
      assertThat(manifest.get("start_url").asText()).isEqualTo(path);
      for (JsonNode icon : manifest.get("icons")) {
        assertThat(page.request().get(Product.running().url() + icon.get("src").asText()).ok())
            .as(icon.get("src").asText())
            .isTrue();
      }
      window.context().setOffline(true);
      page.reload();
      assertThat(page.locator(".sheet, .page, main, .failed").first()).isVisible();
      window.forgetComplaints();
    }
  }
}
