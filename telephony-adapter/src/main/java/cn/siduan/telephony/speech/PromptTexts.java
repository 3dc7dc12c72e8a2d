package cn.siduan.telephony.speech;

import cn.siduan.contract.call.Phrase;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is said to callers, by prompt and language: {@code config/prompts.yaml}. */
public final class PromptTexts {

  public static final List<String> LANGUAGES = List.of("zh-CN", "en");

  /** {name}, or {name|digits} for what is to be read out digit by digit. */
  private static final Pattern PLACE = Pattern.compile("\\{([a-z_]+)(\\|digits)?}");

  private final Map<String, Map<String, String>> texts;

  private PromptTexts(Map<String, Map<String, String>> texts) {
    this.texts = texts;
  }

  /**
   * @throws IllegalArgumentException naming every fault of the file
   */
  public static PromptTexts read(Path file) throws IOException {
    Map<String, Map<String, String>> texts =
        new ObjectMapper(new YAMLFactory()).readValue(file.toFile(), new TypeReference<>() {});
    List<String> faults = new ArrayList<>();
    new TreeMap<>(texts)
        .forEach(
            (prompt, byLanguage) -> {
              for (String language : LANGUAGES) {
                if (byLanguage.getOrDefault(language, "").isBlank()) {
                  faults.add(file.getFileName() + ": " + prompt + " has no text in " + language);
                }
              }
              if (!places(byLanguage.getOrDefault("zh-CN", ""))
                  .equals(places(byLanguage.getOrDefault("en", "")))) {
                faults.add(
                    file.getFileName() + ": " + prompt + " has other {places} in zh-CN and in en");
              }
            });
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults));
    }
    return new PromptTexts(texts);
  }

  public List<String> listPrompts() {
    return texts.keySet().stream().sorted().toList();
  }

  /** The sentence in words; a value that was not given is left out rather than read as a name. */
  public String text(Phrase phrase, String language) {
    Map<String, String> byLanguage = texts.get(phrase.prompt());
    if (byLanguage == null) {
      throw new IllegalArgumentException(
          "config/prompts.yaml has no prompt \""
              + phrase.prompt()
              + "\". Maybe it is spelt otherwise; there are "
              + listPrompts());
    }
    String text = byLanguage.getOrDefault(language, byLanguage.getOrDefault("zh-CN", ""));
    return PLACE
        .matcher(text)
        .replaceAll(
            place -> {
              String value = phrase.values().getOrDefault(place.group(1), "");
              return Matcher.quoteReplacement(place.group(2) == null ? value : digits(value));
            });
  }

  boolean isFixed(String prompt) {
    return texts.getOrDefault(prompt, Map.of()).values().stream()
        .noneMatch(t -> PLACE.matcher(t).find());
  }

  private static String digits(String number) {
    return number.chars().mapToObj(c -> String.valueOf((char) c)).collect(Collectors.joining(" "));
  }

  private static java.util.Set<String> places(String text) {
    return PLACE.matcher(text).results().map(r -> r.group(1)).collect(Collectors.toSet());
  }
}
