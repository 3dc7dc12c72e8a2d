package cn.siduan.dispatch.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The files of the folder config as they were when this was built: what holds where none is given.
 */
public final class DefaultConfig {

  private DefaultConfig() {}

  /**
   * @param file for example {@code calendars.yaml}
   */
  public static JsonNode read(String file) {
    try (InputStream in = DefaultConfig.class.getResourceAsStream("/config-defaults/" + file)) {
      if (in == null) {
        throw new IllegalStateException("this build has no default for " + file);
      }
      return new YAMLMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
