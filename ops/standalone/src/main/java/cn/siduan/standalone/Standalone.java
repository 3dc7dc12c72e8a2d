package cn.siduan.standalone;

import cn.siduan.dispatch.platform.config.ConfigException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Starts Siduan as one program, with everything it needs. */
public final class Standalone {

  static final int FAILED = 1;
  static final int WRONG_OPTION = 2;
  static final int IN_THE_WAY = 3;

  private static final AtomicBoolean STOPPING = new AtomicBoolean();
  private static final AtomicInteger STATUS = new AtomicInteger();

  private Standalone() {}

  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    List<String> given = List.of(arguments);
    if (!given.isEmpty() && given.getFirst().equals("asterisk-config")) {
      Path config = Path.of(System.getProperty("siduan.home", "")).resolve("config");
      System.exit(ConfigureAsterisk.run(config, System.getenv(), out));
    }
    if (!given.isEmpty() && given.getFirst().equals("call")) {
      System.exit(call(given.subList(1, given.size()), out));
    }
    Options options;
    try {
      options = Options.parse(given);
    } catch (IllegalArgumentException e) {
      out.println(e.getMessage());
      out.print(Options.HELP);
      System.exit(WRONG_OPTION);
      return;
    }
    if (options.help()) {
      out.print(Options.HELP);
      return;
    }
    int status = guarded(options, out);
    STATUS.set(status);
    System.exit(status);
  }

  private static int call(List<String> arguments, PrintStream out) {
    try {
      return PlaceCall.run(Options.parseCall(arguments), out);
    } catch (IllegalArgumentException e) {
      out.println(e.getMessage());
      return WRONG_OPTION;
    } catch (CannotStart e) {
      out.println(e.getMessage());
      return IN_THE_WAY;
    }
  }

  /** A sentence instead of a stack trace wherever somebody can do something about it. */
  private static int guarded(Options options, PrintStream out) {
    try {
      return options.smoke() ? SmokeRun.run(options, out) : run(options, out);
    } catch (CannotStart | ConfigException e) {
      out.println();
      out.println(e.getMessage());
      return IN_THE_WAY;
    } catch (RuntimeException e) {
      if (STOPPING.get()) {
        return 0;
      }
      out.println();
      if (Failures.isDiskFull(e)) {
        out.println(Failures.DISK_FULL);
        return IN_THE_WAY;
      }
      return Failures.tell(out, e);
    }
  }

  private static int run(Options options, PrintStream out) {
    logTo(options.folder().resolve("siduan.log"));
    Progress progress = new Progress(out);
    Demo demo = Demo.open(options);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(demo, out), "stop"));
    demo.start(options, Clock.systemUTC(), progress);
    out.print(LogIns.table(demo, progress.sinceStart()));
    waitForEver();
    return 0;
  }

  /** Before anything that logs is loaded. */
  static void logTo(Path file) {
    System.setProperty("siduan.log", file.toString());
    if (System.getProperty("logback.configurationFile") == null) {
      System.setProperty("logback.configurationFile", "log-demo.xml");
    }
  }

  /** Asked to stop, by Ctrl-C or otherwise; that it was asked is no failure. */
  private static void stop(Demo demo, PrintStream out) {
    STOPPING.set(true);
    demo.close();
    if (STATUS.get() == 0) {
      out.println("stopped");
    }
    Runtime.getRuntime().halt(STATUS.get());
  }

  private static void waitForEver() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
