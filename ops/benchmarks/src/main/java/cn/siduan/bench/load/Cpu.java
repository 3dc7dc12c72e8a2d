package cn.siduan.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What processes have used of the cores, from Linux: that of a run is what its work costs, however
 * busy the machine is with others.
 */
public final class Cpu {

  /** Linux counts in hundredths of a second. */
  private static final double TICKS = 100;

  /** Fields of /proc/PID/stat behind the name, from 0 on: user, system, and of ended children. */
  private static final int FIRST = 11;

  private static final int PARENT = 1;

  private Cpu() {}

  /** Seconds a process has used. */
  public static double of(long pid) {
    String[] fields = stat(Path.of("/proc", Long.toString(pid), "stat"));
    return sum(fields, 2);
  }

  /** Seconds PostgreSQL has used: its first process, those it has, and those that have ended. */
  public static double ofFamily(long pid) {
    double all = sum(stat(Path.of("/proc", Long.toString(pid), "stat")), 4);
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      for (Path process :
          processes.filter(p -> p.getFileName().toString().matches("[0-9]+")).toList()) {
        String[] fields = stat(process.resolve("stat"));
        if (fields.length > PARENT && fields[PARENT].equals(Long.toString(pid))) {
          all += sum(fields, 2);
        }
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double sum(String[] fields, int count) {
    double ticks = 0;
    for (int i = FIRST; i < FIRST + count && i < fields.length; i++) {
      ticks += Double.parseDouble(fields[i]);
    }
    return ticks / TICKS;
  }

  /** Without number and name, which may hold spaces; empty if the process has just ended. */
  private static String[] stat(Path file) {
    try {
      String text = Files.readString(file);
      return text.substring(text.lastIndexOf(')') + 2).split(" ");
    } catch (IOException _) {
      return new String[0];
    }
  }
}
