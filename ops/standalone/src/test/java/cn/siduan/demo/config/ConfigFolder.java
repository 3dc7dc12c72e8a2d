package cn.siduan.demo.config;

import java.nio.file.Files;
import java.nio.file.Path;

/** The project's folder config, from wherever in the project the tests run. */
public final class ConfigFolder {

  private ConfigFolder() {}

  public static Path find() {
    Path start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("config/catalogue.yaml"))) {
        return folder.resolve("config");
      }
    }
    throw new IllegalStateException("no config/catalogue.yaml above " + start);
  }
}
