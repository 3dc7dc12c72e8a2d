package cn.siduan.standalone;

import cn.siduan.demo.config.ConfigFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The demo as a process of its own, which can be killed. */
final class DemoProcess implements AutoCloseable {

  private static final Pattern URL = Pattern.compile("(http://localhost:[0-9]+)/docs/");
  private static final Pattern OPERATOR = Pattern.compile("operator .*op40\\s+(\\S+)");

  private final Process process;
  private String url = "";
  private String password = "";

  private DemoProcess(Process process) {
    this.process = process;
  }

  /** Waits until it says that it is ready. */
  static DemoProcess start(Path folder) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            Standalone.class.getName(),
            "--folder",
            folder.toString(),
            "--config",
            ConfigFolder.find().toString(),
            "--port",
            "0"));
    try {
      DemoProcess demo =
          new DemoProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
      demo.awaitReady();
      return demo;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitReady() throws IOException {
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    List<String> all = new ArrayList<>();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      all.add(line);
      Matcher address = URL.matcher(line);
      Matcher operator = OPERATOR.matcher(line);
      if (address.find()) {
        url = address.group(1);
      }
      if (operator.find()) {
        password = operator.group(1);
      }
      if (line.startsWith("Ctrl-C")) {
        return;
      }
    }
    throw new IllegalStateException("it did not start: " + String.join("\n", all));
  }

  String url() {
    return url;
  }

  String password() {
    return password;
  }

  /** Without a chance to do anything (SIGKILL). */
  void kill() {
    process.destroyForcibly();
    await();
  }

  /** As Ctrl-C does; its exit status. */
  int stop() {
    process.destroy();
    return await();
  }

  private int await() {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the demo does not stop");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      stop();
    }
  }
}
