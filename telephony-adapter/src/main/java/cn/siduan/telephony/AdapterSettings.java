package cn.siduan.telephony;

import cn.siduan.telephony.asterisk.AsteriskSettings;
import cn.siduan.telephony.link.ClusterSettings;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What an adapter needs to run as a process of its own, from a file like {@code
 * config/adapter.yaml}.
 *
 * @param config folder with prompts, recordings and Asterisk's templates
 * @param journal folder for what could not be told to the core yet
 * @param asterisk the one beside which it runs
 */
public record AdapterSettings(
    Path config, Path journal, ClusterSettings cluster, AsteriskSettings asterisk) {

  private static final YAMLMapper MAPPER =
      YAMLMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  /**
   * A secret is written as {@code ${NAME}} and taken from the environment.
   *
   * @throws IllegalArgumentException naming what is missing, unknown or wrong
   */
  public static AdapterSettings read(Path file, Map<String, String> environment)
      throws IOException {
    String text = Files.readString(file);
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      text = text.replace("${" + variable.getKey() + "}", variable.getValue());
    }
    try {
      return MAPPER.readValue(text, AdapterSettings.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }
}
