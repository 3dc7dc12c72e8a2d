package cn.siduan.dispatch.platform.config;

import cn.siduan.dispatch.platform.ConfigFaults;
import cn.siduan.dispatch.platform.DefaultConfig;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files of a folder config, each read once, and what is wrong with any of them. */
public final class ConfigFiles {

  private final Path folder;
  private final ConfigFaults faults = new ConfigFaults();
  private final Map<String, YamlFile> read = new LinkedHashMap<>();

  public ConfigFiles(Path folder) {
    this.folder = folder;
  }

  /** For whoever finds something wrong in what is read from here. */
  public ConfigFaults faults() {
    return faults;
  }

  /** As it was when this was built, if the folder has no such file or it cannot be read. */
  public JsonNode read(String file) {
    if (!Files.exists(folder.resolve(file))) {
      return DefaultConfig.read(file);
    }
    YamlFile given = read.computeIfAbsent(file, f -> YamlFile.read(folder.resolve(f), faults));
    return given.isRead() ? given.content() : DefaultConfig.read(file);
  }

  /** Hands everything that is wrong to the reader of the settings, to be told with their faults. */
  public void tell(ConfigReader settings) {
    for (String fault : faults.list()) {
      String located = fault;
      for (YamlFile file : read.values()) {
        located = file.located(located);
      }
      settings.refuse(folder, located);
    }
  }
}
