package cn.siduan.dispatch;

import cn.siduan.dispatch.platform.config.ConfigException;
import cn.siduan.dispatch.platform.config.FixedLayer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node of the core as a process of its own. Its only argument is the folder of the
 * configuration, {@code config} if there is none; settings come from there and from the
 * environment. Ends with 3 where these are wrong, with 1 where it could not start for another
 * reason, the database being away for example: whoever looks after it starts it again.
 */
public final class DispatchMain {

  private static final Logger LOG = LoggerFactory.getLogger(DispatchMain.class);
  private static final int CANNOT_START = 1;
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
    try {
      DispatchServer server = DispatchServer.start(settings, Clock.systemUTC());
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
    } catch (RuntimeException e) {
      // threads that have begun would keep half a node alive, and nobody would start it again
      LOG.error("this node could not start", e);
      System.exit(CANNOT_START);
    }
  }
}
