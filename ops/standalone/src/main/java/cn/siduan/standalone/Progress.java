package cn.siduan.standalone;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** Says what is being done, and how long it took. */
final class Progress {

  private final PrintStream out;
  private final long began = System.nanoTime();

  Progress(PrintStream out) {
    this.out = out;
  }

  <T> T step(String what, Supplier<T> work) {
    long start = System.nanoTime();
    out.printf("%-44s", what + " …");
    out.flush();
    T result = work.get();
    out.printf(Locale.ROOT, "%6.1f s%n", seconds(start));
    return result;
  }

  void say(String line) {
    out.println(line);
  }

  Duration sinceStart() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
