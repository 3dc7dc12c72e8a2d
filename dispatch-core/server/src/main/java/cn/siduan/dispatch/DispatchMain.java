package cn.siduan.dispatch;

import cn.siduan.dispatch.platform.config.ConfigException;
import cn.siduan.dispatch.platform.config.FixedLayer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * One node of the core as a process of its own. Its only argument is the folder of the
 * configuration, {@code config} if there is none; settings come from there and from the
 * environment.
 */
public final class DispatchMain {

  private static final int WRONG_SETTINGS = 3;

  private DispatchMain() {}

  public static void main(String[] arguments) {
    Path folder = Path.of(arguments.length == 0 ? "config" : arguments[0]);
    ServerSettings settings;
    try {
      settings =
          ServerSettings.load(folder, System.getenv(), new FixedLayer("the program", Map.of()));
    } catch (ConfigException e) {
      System.err.println(e.getMessage());
      System.exit(WRONG_SETTINGS);
      return;
    }
    DispatchServer server = DispatchServer.start(settings, Clock.systemUTC());
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
  }
}
