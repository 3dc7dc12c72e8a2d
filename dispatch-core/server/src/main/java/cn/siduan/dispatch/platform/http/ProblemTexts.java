package cn.siduan.dispatch.platform.http;

import cn.siduan.dispatch.platform.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/** Problem documents in the caller's language. */
public final class ProblemTexts {

  public static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;

  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private ProblemTexts() {}

  /** The first language of Accept-Language we speak; Chinese if there is none. */
  public static Locale language(String acceptLanguage) {
    try {
      return Locale.LanguageRange.parse(acceptLanguage).stream()
          .map(r -> r.getRange().split("-", 2)[0])
          .filter(l -> l.equals("zh") || l.equals("en"))
          .findFirst()
          .map(l -> l.equals("en") ? Locale.ENGLISH : CHINESE)
          .orElse(CHINESE);
    } catch (IllegalArgumentException e) {
      return CHINESE;
    }
  }

  /**
   * @param question nothing would have been changed anyway
   */
  static ObjectNode render(Problem problem, Locale language, String requestId, boolean question) {
    ObjectNode node = Json.object();
    node.put("type", "urn:siduan:problem:" + problem.slug());
    node.put("title", text(language, problem.slug() + ".title", problem.values()));
    node.put("status", problem.status());
    node.put("detail", text(language, detail(problem, question), problem.values()));
    node.put("instance", "urn:siduan:request:" + requestId);
    if (!problem.errors().isEmpty()) {
      ArrayNode errors = node.putArray("errors");
      for (Problem.FieldError error : problem.errors()) {
        errors
            .addObject()
            .put("field", error.field())
            .put("value", error.value())
            .put("rule", error.rule())
            .put("message", text(language, "rule." + error.rule(), error.values()));
      }
    }
    problem.extensions().forEach((name, value) -> node.set(name, Json.tree(value)));
    return node;
  }

  private static String detail(Problem problem, boolean question) {
    return question && problem.slug().equals("input") ? "input.asked" : problem.slug() + ".detail";
  }

  /**
   * The text under a key, its {braces} filled; a value that has a text of its own ("word.VALUE") is
   * put in words.
   */
  public static String text(Locale language, String key, Map<String, Object> values) {
    ResourceBundle bundle = ResourceBundle.getBundle("problems", language, NO_FALLBACK);
    String text = bundle.getString(key);
    for (Map.Entry<String, Object> value : values.entrySet()) {
      text = text.replace("{" + value.getKey() + "}", words(bundle, value.getValue()));
    }
    return text;
  }

  private static String words(ResourceBundle bundle, Object value) {
    if (value instanceof Collection<?> c) {
      return c.stream()
          .map(v -> words(bundle, v))
          .collect(Collectors.joining(bundle.getString("list.separator")));
    }
    try {
      return bundle.getString("word." + value);
    } catch (MissingResourceException e) {
      return String.valueOf(value);
    }
  }
}
