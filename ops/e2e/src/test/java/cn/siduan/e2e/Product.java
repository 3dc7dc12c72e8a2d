package cn.siduan.e2e;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The standalone product with the demo district, as a process of its own. One for all tests of a
 * run: it takes a quarter of a minute, and what tests leave in it is what a working day leaves.
 */
public final class Product implements AutoCloseable {

  private static final Pattern OPERATOR = Pattern.compile("operator .*op40\\s+(\\S+)");
  private static final Pattern RESIDENT = Pattern.compile("resident\\s+([0-9]{11})");

  /**
   * A demo, or a dev server before one, that runs already: to work on a page. Tests that break
   * things need their own.
   */
  private static final @Nullable String GIVEN = System.getProperty("siduan.url");

  private static @Nullable Product one;

  private final Path folder = temporaryFolder();
  private final int port = freePort();
  private final SmsInbox inbox = SmsInbox.open();
  private @Nullable Process process;
  private String password = "";
  private String residentPhone = "";

  private final boolean telephone;

  private Product(boolean telephone) {
    this.telephone = telephone;
    if (GIVEN != null && !telephone) {
      password = System.getProperty("siduan.password", "");
      residentPhone = System.getProperty("siduan.resident", "");
      return;
    }
    process = launch();
  }

  public static synchronized Product running() {
    Product running = one == null ? new Product(false) : one;
    one = running;
    return running;
  }

  /** Another one, with an Asterisk; the caller closes it. */
  static Product withTelephone() {
    return new Product(true);
  }

  static synchronized void stop() {
    if (one != null && GIVEN == null) {
      one.close();
    }
    one = null;
  }

  private Process launch() {
    List<String> arguments =
        new ArrayList<>(List.of("--folder", folder.toString(), "--port", Integer.toString(port)));
    arguments.addAll(List.of("--config", configFolder().toString()));
    if (!telephone) {
      arguments.add("--no-phone");
    }
    if (!Files.exists(folder.resolve("filled"))) {
      // at night nobody would be offered anything
      arguments.addAll(List.of("--at", "10:00"));
    }
    try {
      Process started = program(arguments).start();
      awaitReady(started);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A resident calls the hotline and speaks; returns at once. */
  Process call(String number, int seconds) {
    try {
      return program(
              List.of(
                  "call",
                  "--folder",
                  folder.toString(),
                  "--number",
                  number,
                  "--seconds",
                  Integer.toString(seconds)))
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The packaged product's jar names all it needs, as it is delivered; our own class path beside it
   * would bring everything twice. A quick build has no jar: then it is our own class path.
   */
  private static String classPath() {
    String ours = System.getProperty("java.class.path");
    return Stream.of(ours.split(File.pathSeparator))
        .filter(entry -> entry.endsWith("siduan-standalone.jar"))
        .findFirst()
        .orElse(ours);
  }

  private ProcessBuilder program(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--"))
        .forEach(command::add);
    command.addAll(List.of("-Xmx900m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(classPath());
    command.add("cn.siduan.standalone.Standalone");
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SIDUAN_NOTIFY_SMS_URL", inbox.url());
    builder.environment().put("SIDUAN_NOTIFY_PUBLIC_URL", url());
    if (telephone) {
      builder.environment().putIfAbsent("DEMO_PHONE", engine());
    }
    return builder;
  }

  /** Asterisk runs in whichever container engine there is. */
  private static String engine() {
    return Files.isExecutable(Path.of("/usr/bin/docker")) ? "docker" : "podman";
  }

  private void awaitReady(Process started) throws IOException {
    BufferedReader said =
        new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
    List<String> all = new ArrayList<>();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      all.add(line);
      Matcher operator = OPERATOR.matcher(line);
      password = operator.find() ? operator.group(1) : password;
      Matcher resident = RESIDENT.matcher(line);
      residentPhone = resident.find() ? resident.group(1) : residentPhone;
      if (line.startsWith("Ctrl-C")) {
        return;
      }
    }
    throw new IllegalStateException("it did not start: " + String.join("\n", all));
  }

  /** What time it is there. */
  Instant now() {
    try {
      URLConnection connection = URI.create(url() + "/api/v1/session").toURL().openConnection();
      connection.setConnectTimeout(10_000);
      connection.setReadTimeout(10_000);
      return Instant.ofEpochMilli(connection.getDate());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url() {
    return GIVEN == null || telephone ? "http://localhost:" + port : GIVEN;
  }

  /** Of all accounts of the demo. */
  public String password() {
    return password;
  }

  /** Of a resident who lives alone. */
  public String residentPhone() {
    return residentPhone;
  }

  /** The six digits last sent to a telephone; waits for them. */
  public String codeSentTo(String phone) {
    return inbox.code(phone);
  }

  /** As a power cut does. */
  public void kill() {
    Process running = Objects.requireNonNull(process, "not ours to kill");
    running.destroyForcibly();
    await(running);
  }

  /** On the same port, with the same data. */
  public void comeBack() {
    process = launch();
  }

  @Override
  public void close() {
    Process running = Objects.requireNonNull(process);
    running.destroy();
    await(running);
    inbox.close();
    deleteAll(folder);
  }

  private static void await(Process process) {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the product does not stop");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path configFolder() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.exists(here.resolve("config/dispatch.yaml"))) {
      here = Objects.requireNonNull(here.getParent(), "no config folder above");
    }
    return here.resolve("config");
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("siduan-e2e");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteAll(Path folder) {
    try (var paths = Files.walk(folder)) {
      paths.sorted(Comparator.reverseOrder()).forEach(p -> p.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
