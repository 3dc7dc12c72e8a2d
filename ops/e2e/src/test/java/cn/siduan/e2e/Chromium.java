package cn.siduan.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The machine's own Chromium, one for all tests of a run. It has a microphone that hums. */
final class Chromium {

  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--use-fake-device-for-media-stream",
          "--use-fake-ui-for-media-stream",
          "--autoplay-policy=no-user-gesture-required");

  private static @Nullable Playwright playwright;
  private static @Nullable Browser browser;

  private Chromium() {}

  static synchronized Browser running() {
    Browser running = browser == null ? launch() : browser;
    browser = running;
    return running;
  }

  private static Browser launch() {
    Playwright made =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    playwright = made;
    return made.chromium()
        .launch(new BrowserType.LaunchOptions().setExecutablePath(executable()).setArgs(FLAGS));
  }

  static synchronized void stop() {
    if (playwright != null) {
      playwright.close();
    }
    playwright = null;
    browser = null;
  }

  /** The path in CHROMIUM, as ops/verify found it, or one of the usual places. */
  private static Path executable() {
    return Stream.of(
            System.getenv("CHROMIUM"),
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome")
        .filter(p -> p != null && Files.isExecutable(Path.of(p)))
        .map(Path::of)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No Chromium here; ops/verify installs it."));
  }
}
