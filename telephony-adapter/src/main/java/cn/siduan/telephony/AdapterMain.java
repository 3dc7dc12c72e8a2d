package cn.siduan.telephony;

import cn.siduan.telephony.link.ClusterBus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;

/**
 * The adapter as a process of its own, beside its Asterisk: joins the core's cluster. Its only
 * argument is the file of its settings, {@code config/adapter.yaml} if there is none.
 */
public final class AdapterMain {

  private static final int WRONG_SETTINGS = 3;

  private AdapterMain() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path file = Path.of(arguments.length == 0 ? "config/adapter.yaml" : arguments[0]);
    AdapterSettings settings;
    try {
      settings = AdapterSettings.read(file, System.getenv());
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(WRONG_SETTINGS);
      return;
    }
    var _ = TelephonyAdapter.prepare(settings.asterisk(), settings.config());
    ClusterBus bus = ClusterBus.join(settings.cluster());
    TelephonyAdapter adapter =
        TelephonyAdapter.start(
            bus, settings.asterisk(), settings.config(), settings.journal(), Clock.systemUTC());
    bus.watch(adapter::silence, adapter::joinedAfresh);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  adapter.close();
                  bus.close();
                },
                "stop"));
    // while one bus is left and no other is joined yet, nothing else keeps the process alive
    new CountDownLatch(1).await();
  }
}
