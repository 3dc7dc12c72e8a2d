package cn.siduan.dispatch.calls.prompt;

import cn.siduan.dispatch.platform.config.ConfigFiles;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The sentences of {@code prompts.yaml}; adapters speak them. */
public final class PromptTexts {

  static final List<String> LANGUAGES = List.of("zh-CN", "en");

  private static final String FILE = "prompts.yaml";
  private static final Pattern PLACE = Pattern.compile("\\{([a-z_]+)(\\|digits)?}");

  private final Map<String, Map<String, String>> texts;

  private PromptTexts(Map<String, Map<String, String>> texts) {
    this.texts = texts;
  }

  /** Those of a folder; if it has no such file, as when this was built. */
  public static PromptTexts read(Path folder) {
    ConfigFiles files = new ConfigFiles(folder);
    Map<String, Map<String, String>> texts = new TreeMap<>();
    for (Map.Entry<String, JsonNode> prompt : files.read(FILE).properties()) {
      texts.put(
          prompt.getKey(),
          LANGUAGES.stream()
              .collect(Collectors.toMap(l -> l, l -> prompt.getValue().path(l).asText())));
    }
    files.faults().throwIfAny();
    return new PromptTexts(texts);
  }

  Set<String> prompts() {
    return texts.keySet();
  }

  Optional<Map<String, String>> find(String prompt) {
    return Optional.ofNullable(texts.get(prompt));
  }

  /** What is filled in for each caller; a sentence with such places cannot be recorded once. */
  List<String> places(String prompt) {
    return PLACE
        .matcher(find(prompt).orElse(Map.of()).getOrDefault("zh-CN", ""))
        .results()
        .map((MatchResult m) -> m.group(1))
        .distinct()
        .toList();
  }
}
