package cn.siduan.e2e;

import cn.siduan.e2e.Screens.Screen;
import cn.siduan.e2e.Window.Language;
import cn.siduan.e2e.Window.Size;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** ops/screenshots: every page, in both languages and both widths. */
@Tag("screenshots")
class ScreenshotsTest {

  private static final Path FOLDER =
      Path.of(System.getProperty("screenshots", "target/screenshots"));
  private static final String WANTED = System.getProperty("screens", "");

  static List<Screen> screens() {
    return Screens.all().stream().filter(s -> s.name().contains(WANTED)).toList();
  }

  @ParameterizedTest
  @MethodSource("screens")
  void has_its_picture(Screen screen) {
    for (Language language : Language.values()) {
      for (Size size : Size.values()) {
        try (Window window = Window.open(size, language)) {
          Screens.show(window, screen);
          window.screenshot(FOLDER.resolve(file(screen, language, size)));
        }
      }
    }
  }

  private static String file(Screen screen, Language language, Size size) {
    return "%s.%s.%d.png"
        .formatted(screen.name(), language.name().toLowerCase(Locale.ROOT), size.width);
  }
}
