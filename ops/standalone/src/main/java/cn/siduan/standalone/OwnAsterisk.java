package cn.siduan.standalone;

import cn.siduan.telephony.TelephonyAdapter;
import cn.siduan.telephony.asterisk.AsteriskSettings;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An Asterisk of our own with the adapter beside it: the one installed here, or one in a container.
 */
final class OwnAsterisk implements AutoCloseable {

  private static final String IMAGE = "localhost/siduan/asterisk:22";

  /** User and group of the image's package. */
  private static final int PACKAGE_USER = 101;

  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration STOP = Duration.ofSeconds(15);

  private final Engine engine;
  private final AsteriskSettings settings;
  private final Process asterisk;
  private final TelephonyAdapter adapter;

  private OwnAsterisk(
      Engine engine, AsteriskSettings settings, Process asterisk, TelephonyAdapter adapter) {
    this.engine = engine;
    this.settings = settings;
    this.asterisk = asterisk;
    this.adapter = adapter;
  }

  /** How Asterisk is run here. {@code ops/demo} finds out and says it in DEMO_PHONE. */
  record Engine(String name, String container) {

    /** The same folder has the same container, so that one left by a killed demo is found. */
    static Engine of(String name, Path folder) {
      return new Engine(
          name,
          "siduan-demo-" + Integer.toHexString(folder.toAbsolutePath().toString().hashCode()));
    }

    boolean isContainer() {
      return !name.equals("installed");
    }

    /** A command beside Asterisk, as root: SIPp sends keys as raw packets. */
    List<String> beside(List<String> command) {
      if (!isContainer()) {
        return command;
      }
      List<String> whole = new ArrayList<>(List.of(name, "exec", "-u", "0", container));
      whole.addAll(command);
      return whole;
    }
  }

  static OwnAsterisk start(
      Engine engine, AsteriskSettings settings, Path config, Vertx vertx, Clock clock) {
    Path log = settings.state().resolveSibling("asterisk.log");
    try {
      stopOrphan(engine, settings);
      TelephonyAdapter.prepare(settings, config);
      giveToAsterisk(engine, settings);
      Process asterisk =
          new ProcessBuilder(command(engine, settings))
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(log.toFile()))
              .start();
      TelephonyAdapter adapter =
          TelephonyAdapter.start(
              vertx, settings, config, settings.state().resolveSibling("journal"), clock);
      OwnAsterisk own = new OwnAsterisk(engine, settings, asterisk, adapter);
      own.awaitUp();
      return own;
    } catch (IOException e) {
      throw new CannotStart(
          "Asterisk did not start (%s). Its log is %s. Without telephone: ops/demo --no-phone."
              .formatted(e.getMessage(), log),
          e);
    }
  }

  /** A killed demo leaves its Asterisk running, and the folder is one Asterisk's at a time. */
  private static void stopOrphan(Engine engine, AsteriskSettings settings) throws IOException {
    Path configuration = settings.folder().resolve("asterisk.conf");
    if (!Files.exists(configuration)) {
      return;
    }
    quietly(
        engine.isContainer()
            ? List.of(engine.name(), "rm", "-f", engine.container())
            : List.of("asterisk", "-C", configuration.toString(), "-rx", "core stop now"));
  }

  /** What is not there to be stopped is no fault. */
  private static void quietly(List<String> command) throws IOException {
    try {
      var _ =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start()
              .waitFor(STOP.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static List<String> command(Engine engine, AsteriskSettings settings) {
    String configuration = settings.folder().resolve("asterisk.conf").toString();
    if (!engine.isContainer()) {
      return List.of("asterisk", "-f", "-n", "-C", configuration);
    }
    String folder = folder(settings).toString();
    List<String> command =
        new ArrayList<>(
            List.of(
                engine.name(),
                "run",
                "--rm",
                "--name",
                engine.container(),
                "--network=host",
                "--cap-add=NET_RAW",
                "-v",
                folder + ":" + folder));
    if (!isRoot()) {
      // without root the container's root is this user, and the folder is this user's
      command.add("--user=0:0");
    }
    command.addAll(List.of(IMAGE, "-C", configuration));
    return command;
  }

  private static void giveToAsterisk(Engine engine, AsteriskSettings settings) throws IOException {
    if (!engine.isContainer() || !isRoot()) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder(settings))) {
      for (Path path : all.toList()) {
        Files.setAttribute(path, "unix:uid", PACKAGE_USER);
        Files.setAttribute(path, "unix:gid", PACKAGE_USER);
      }
    }
  }

  /** Around all Asterisks' configurations and states, and what SIPp is given. */
  private static Path folder(AsteriskSettings settings) {
    Path own = Objects.requireNonNull(settings.folder().getParent());
    return Objects.requireNonNull(own.getParent());
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private void awaitUp() throws IOException {
    long end = System.nanoTime() + START.toNanos();
    while (!adapter.isUp()) {
      if (!asterisk.isAlive() || System.nanoTime() > end) {
        boolean silent = asterisk.isAlive();
        close();
        throw new IOException(silent ? "it does not answer" : "it ended at once");
      }
      try {
        var _ = asterisk.waitFor(100, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
  }

  AsteriskSettings settings() {
    return settings;
  }

  Engine engine() {
    return engine;
  }

  @Override
  public void close() {
    adapter.close();
    try {
      if (engine.isContainer()) {
        quietly(List.of(engine.name(), "stop", "-t", "3", engine.container()));
      }
      asterisk.destroy();
      if (!asterisk.waitFor(5, TimeUnit.SECONDS)) {
        asterisk.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
