package cn.siduan.standalone;

import cn.siduan.dispatch.platform.config.ConfigException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Starts Siduan as one program, with everything it needs. */
public final class Standalone {

  static final int FAILED = 1;
  static final int WRONG_OPTION = 2;
  static final int IN_THE_WAY = 3;

  private static final AtomicBoolean STOPPING = new AtomicBoolean();

  private Standalone() {}

  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Options options;
    try {
      options = Options.parse(List.of(arguments));
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
    logTo(options.folder().resolve("siduan.log"));
    int status = guarded(options, out);
    if (status != 0) {
      System.exit(status);
    }
  }

  /** Before anything that logs is loaded. */
  private static void logTo(Path file) {
    System.setProperty("siduan.log", file.toString());
    if (System.getProperty("logback.configurationFile") == null) {
      System.setProperty("logback.configurationFile", "log-demo.xml");
    }
  }

  /** A sentence instead of a stack trace wherever somebody can do something about it. */
  private static int guarded(Options options, PrintStream out) {
    try {
      return run(options, out);
    } catch (CannotStart | ConfigException e) {
      out.println();
      out.println(e.getMessage());
      return IN_THE_WAY;
    } catch (RuntimeException e) {
      if (STOPPING.get()) {
        return 0;
      }
      out.println();
      return Failures.isDiskFull(e) ? Failures.tellDiskFull(out) : Failures.tell(out, e);
    }
  }

  private static int run(Options options, PrintStream out) {
    Progress progress = new Progress(out);
    Demo demo = Demo.open(options);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(demo, out, stopped), "stop"));
    demo.start(options, Clock.systemUTC(), progress);
    out.print(LogIns.table(demo, progress.sinceStart()));
    await(stopped);
    return 0;
  }

  private static void stop(Demo demo, PrintStream out, CountDownLatch stopped) {
    STOPPING.set(true);
    demo.close();
    out.println("stopped");
    stopped.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
