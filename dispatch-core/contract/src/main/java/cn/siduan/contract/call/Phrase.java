package cn.siduan.contract.call;

import java.util.Map;

/**
 * Something to be said to a caller, by the name of its text in {@code config/prompts.yaml}.
 *
 * @param values fill the text's {braces}; digits are read out one by one where the text says so
 */
public record Phrase(String prompt, Map<String, String> values) {

  public static Phrase of(String prompt) {
    return new Phrase(prompt, Map.of());
  }

  public static Phrase of(String prompt, Map<String, String> values) {
    return new Phrase(prompt, Map.copyOf(values));
  }
}
