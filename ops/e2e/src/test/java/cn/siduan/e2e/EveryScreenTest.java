package cn.siduan.e2e;

import cn.siduan.e2e.Screens.Screen;
import cn.siduan.e2e.Window.Language;
import cn.siduan.e2e.Window.Size;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("browser")
class EveryScreenTest {

  static List<Screen> screens() {
    return Screens.all();
  }

  @ParameterizedTest
  @MethodSource("screens")
  void is_accessible_complains_of_nothing_and_speaks_chinese(Screen screen) {
    try (Window window = Window.open(Size.DESK, Language.ZH)) {
      Screens.show(window, screen);
      window.assertNoMissingTexts().assertAccessible();
    }
  }

  @ParameterizedTest
  @MethodSource("screens")
  void is_accessible_on_a_telephone_and_in_english(Screen screen) {
    try (Window window = Window.open(Size.PHONE, Language.EN)) {
      Screens.show(window, screen);
      window.assertNoMissingTexts().assertAccessible();
    }
  }
}
