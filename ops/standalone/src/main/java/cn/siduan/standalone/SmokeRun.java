package cn.siduan.standalone;

import cn.siduan.standalone.smoke.DispatchSmoke;
import cn.siduan.standalone.smoke.Smoke;
import cn.siduan.standalone.smoke.SmokeFailed;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalTime;
import java.util.Map;
import java.util.stream.Stream;

/** The main job in a fresh folder on free ports; nothing is left behind. */
final class SmokeRun {

  private static final String QUICK_LEVEL =
      """

        - code: %s
          name: 秒级
          name_en: Seconds
          escalation: {after: PT5S, calendar: 24H}
          clocks:
            accept: {within: PT5S, calendar: 24H, warn_at: 0.5}
            first_contact: {within: P2D, calendar: 24H, warn_at: 0.75}
            arrive: {within: P4D, calendar: 24H, warn_at: 0.75}
            resolve: {within: P5D, calendar: 24H, warn_at: 0.8}
            feedback: {within: P15D, calendar: 24H, warn_at: 0.8}
      """
          .formatted(DispatchSmoke.QUICK_LEVEL);

  /** At night nobody would be offered anything. */
  private static final LocalTime MORNING = LocalTime.of(10, 0);

  private SmokeRun() {}

  static int run(Options options, PrintStream out) {
    Path folder = temporaryFolder();
    Standalone.logTo(folder.resolve("siduan.log"));
    Options here =
        options
            .in(folder, 0)
            .withConfig(quickConfig(options.config(), folder))
            .beginningAt(MORNING);
    Demo demo = Demo.open(here);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> cleanUp(demo, folder), "clean up"));
    try {
      demo.start(here, Clock.systemUTC(), new Progress(out));
      new Smoke(
              "http://127.0.0.1:" + demo.port(),
              demo.demoPassword(),
              demo.residentPhone(),
              demo::lastCode,
              out)
          .run();
      new DispatchSmoke("http://127.0.0.1:" + demo.port(), demo.demoPassword(), out).run();
      RunSipp sipp = demo.sipp();
      if (sipp == null) {
        out.println("  no telephone here: the calls are left out");
      } else {
        new PhoneSmoke(
                "http://127.0.0.1:" + demo.port(),
                demo.demoPassword(),
                demo.residentPhone(),
                sipp,
                out)
            .run();
      }
    } catch (SmokeFailed e) {
      out.println("smoke: failed: " + e.getMessage());
      return Standalone.FAILED;
    } finally {
      cleanUp(demo, folder);
    }
    out.println("smoke: ok");
    return 0;
  }

  /** Everybody is called at once and at any hour, and nobody is given long to answer. */
  static void hurry(Map<String, String> environment) {
    Map.of(
            "SIDUAN_CALLS_OUTBOUND_BEGINS", "00:00",
            "SIDUAN_CALLS_OUTBOUND_ENDS", "23:59",
            // offers to providers by telephone are many in the morning, and go first
            "SIDUAN_CALLS_OUTBOUND_LINES", "40",
            "SIDUAN_CALLS_OUTBOUND_RING", "PT4S",
            "SIDUAN_CALLS_OUTBOUND_RETRY", "PT5S",
            "SIDUAN_CALLS_OUTBOUND_ATTEMPTS", "6",
            "SIDUAN_CALLS_OUTBOUND_FOLLOW_UP_AFTER", "PT0S",
            "SIDUAN_CALLS_OUTBOUND_FOLLOW_UP_CHANNELS", "PHONE",
            "SIDUAN_FOLLOW_UP_SHARE", "1")
        .forEach(environment::putIfAbsent);
  }

  /** The configuration as it is, with a service level of seconds: a broken promise is seen soon. */
  private static Path quickConfig(Path config, Path folder) {
    Path copy = folder.resolve("config");
    try (Stream<Path> files = Files.walk(config)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path to = copy.resolve(config.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to);
        }
      }
      Files.writeString(
          copy.resolve("service-levels.yaml"), QUICK_LEVEL, StandardOpenOption.APPEND);
      return copy;
    } catch (IOException e) {
      throw new CannotStart("The configuration cannot be copied: " + e.getMessage(), e);
    }
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("siduan-smoke");
    } catch (IOException e) {
      throw new CannotStart("No temporary folder can be made: " + e.getMessage(), e);
    }
  }

  private static void cleanUp(Demo demo, Path folder) {
    demo.close();
    try {
      if (Files.exists(folder)) {
        DataFolder.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
