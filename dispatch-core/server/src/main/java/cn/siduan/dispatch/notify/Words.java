package cn.siduan.dispatch.notify;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What stands in a message's braces, in both languages. */
final class Words {

  private static final DateTimeFormatter CHINESE_TIME =
      DateTimeFormatter.ofPattern("M月d日HH:mm", Locale.CHINA);
  private static final DateTimeFormatter ENGLISH_TIME =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

  private final Map<String, String> chinese = new HashMap<>();
  private final Map<String, String> english = new HashMap<>();

  Words put(String name, String value) {
    return put(name, value, value);
  }

  /** Chinese stands in where there is no English. */
  Words put(String name, String inChinese, String inEnglish) {
    chinese.put(name, inChinese);
    english.put(name, inEnglish.isEmpty() ? inChinese : inEnglish);
    return this;
  }

  Words time(String name, Instant time, ZoneId zone) {
    var local = time.atZone(zone);
    return put(name, CHINESE_TIME.format(local), ENGLISH_TIME.format(local));
  }

  Map<String, String> chinese() {
    return Map.copyOf(chinese);
  }

  Map<String, String> english() {
    return Map.copyOf(english);
  }
}
