package cn.siduan.telephony;

import cn.siduan.telephony.asterisk.AsteriskSettings;
import cn.siduan.telephony.asterisk.TelephonyFile;
import cn.siduan.telephony.link.ClusterSettings;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What an adapter needs to run as a process of its own, from a file like {@code
 * config/adapter.yaml}.
 *
 * @param config folder with telephony.yaml, prompts, recordings and Asterisk's templates
 * @param journal folder for what could not be told to the core yet; the same for all adapters
 *     beside one Asterisk, so that the next one delivers what the last one could not
 * @param asterisk the one beside which it runs
 */
public record AdapterSettings(
    Path config, Path journal, ClusterSettings cluster, AsteriskSettings asterisk) {

  /**
   * @param asterisk the name of one in telephony.yaml, or all about it
   */
  private record Written(Path config, Path journal, ClusterSettings cluster, JsonNode asterisk) {}

  private static final YAMLMapper MAPPER =
      YAMLMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  /**
   * @param environment holds the secrets that telephony.yaml names
   * @throws IllegalArgumentException naming what is missing, unknown or wrong
   */
  public static AdapterSettings read(Path file, Map<String, String> environment)
      throws IOException {
    try {
      Written written = MAPPER.readValue(file.toFile(), Written.class);
      AsteriskSettings asterisk =
          written.asterisk().isTextual()
              ? named(written.config(), written.asterisk().asText(), environment)
              : MAPPER.treeToValue(written.asterisk(), AsteriskSettings.class);
      return new AdapterSettings(written.config(), written.journal(), written.cluster(), asterisk);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private static AsteriskSettings named(Path config, String name, Map<String, String> environment)
      throws IOException {
    Path file = config.resolve("telephony.yaml");
    List<AsteriskSettings> all = TelephonyFile.read(file, environment);
    return all.stream()
        .filter(a -> a.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "asterisk \"%s\" is not in %s. Maybe one of %s."
                        .formatted(name, file, all.stream().map(AsteriskSettings::name).toList())));
  }
}
