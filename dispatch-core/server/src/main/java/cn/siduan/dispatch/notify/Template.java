package cn.siduan.dispatch.notify;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A text with {braces}, in every language there is.
 *
 * @param channels where it may go out
 * @param safety goes out whatever the hour, and although its reader has unsubscribed
 */
record Template(
    String code,
    Audience audience,
    List<Channel> channels,
    boolean safety,
    Set<String> placeholders,
    Map<String, String> texts) {

  static final String CHINESE = "zh-CN";
  static final String ENGLISH = "en";

  enum Audience {
    RESIDENT,
    EMERGENCY_CONTACT,
    PROVIDER,
    WORKER,
    SUPERVISOR;

    /** People at home, who are left in peace at night. */
    boolean isAtHome() {
      return this == RESIDENT || this == EMERGENCY_CONTACT;
    }
  }

  enum Channel {
    SMS,
    WEBHOOK,
    IN_APP
  }

  /** The text in a language; Chinese if it is not written in that one. */
  String text(String language, Map<String, String> values) {
    String text = texts.getOrDefault(language, texts.getOrDefault(CHINESE, ""));
    for (String name : placeholders) {
      text = text.replace("{" + name + "}", values.getOrDefault(name, ""));
    }
    return text;
  }
}
