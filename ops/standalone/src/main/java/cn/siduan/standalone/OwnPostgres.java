package cn.siduan.standalone;

import cn.siduan.dispatch.platform.db.DatabaseSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A PostgreSQL of our own, as durable as any: what it has confirmed is on the disk. */
final class OwnPostgres implements AutoCloseable {

  private static final String USER = "postgres";
  private static final String MAJOR_VERSION = "18";
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(30);

  private final EmbeddedPostgres server;
  private final String password;

  private OwnPostgres(EmbeddedPostgres server, String password) {
    this.server = server;
    this.password = password;
  }

  static OwnPostgres start(DataFolder folder, String password) {
    Path data = folder.postgres();
    Path log = folder.path().resolve("postgres.log");
    try {
      removeHalfMade(data);
      requireOurVersion(data);
      stopOrphan(data);
      Path passwordFile = folder.path().resolve("postgres.password");
      Files.deleteIfExists(passwordFile);
      SecretsFile.ownFile(passwordFile);
      Files.writeString(passwordFile, password);
      try {
        return new OwnPostgres(builder(data, log, passwordFile, password).start(), password);
      } finally {
        Files.deleteIfExists(passwordFile);
      }
    } catch (CannotStart e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      if (Failures.isDiskFull(e)) {
        throw new CannotStart(Failures.DISK_FULL, e);
      }
      throw new CannotStart(
          "PostgreSQL did not start" + lastWords(log) + " Its log is " + log + ".", e);
    }
  }

  private static EmbeddedPostgres.Builder builder(
      Path data, Path log, Path passwordFile, String password) {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setOverrideWorkingDirectory(programs().toFile())
        .setPGStartupWait(START)
        .setOutputRedirector(Redirect.appendTo(log.toFile()))
        .setErrorRedirector(Redirect.appendTo(log.toFile()))
        // of initdb, which reads them as --name=value
        .setLocaleConfig("locale", "C")
        .setLocaleConfig("locale-provider", "builtin")
        .setLocaleConfig("builtin-locale", "C.UTF-8")
        .setLocaleConfig("auth", "scram-sha-256")
        .setLocaleConfig("pwfile", passwordFile.toString())
        .setConnectConfig("password", password)
        // the library turns these off, for tests
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("listen_addresses", "localhost")
        .setServerConfig("unix_socket_directories", "")
        .setServerConfig("max_connections", "120")
        .setServerConfig("shared_buffers", "256MB");
  }

  /** Unpacked once for all demos of this user. */
  private static Path programs() {
    return Path.of(
        System.getProperty("java.io.tmpdir"), "siduan-postgres-" + System.getProperty("user.name"));
  }

  /** A first start that was interrupted before the cluster was whole. */
  private static void removeHalfMade(Path data) throws IOException {
    if (Files.exists(data) && !Files.exists(data.resolve("global/pg_control"))) {
      DataFolder.delete(data);
    }
  }

  /** PostgreSQL reads no other major version's data; told at once, not after waiting for it. */
  private static void requireOurVersion(Path data) throws IOException {
    Path file = data.resolve("PG_VERSION");
    if (Files.exists(file) && !Files.readString(file).strip().equals(MAJOR_VERSION)) {
      throw new CannotStart(
          data
              + " was made by PostgreSQL "
              + Files.readString(file).strip()
              + ", this is "
              + MAJOR_VERSION
              + ". Choose another folder with --folder, or begin anew with --reset.");
    }
  }

  /**
   * A killed Siduan leaves its PostgreSQL running: that one is asked to stop, and what it has
   * confirmed stays. A computer that was switched off leaves a number that may meanwhile be another
   * program's, for which PostgreSQL would refuse to start.
   */
  private static void stopOrphan(Path data) throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    Optional<ProcessHandle> holder = holder(pidFile);
    if (holder.isEmpty()) {
      Files.deleteIfExists(pidFile);
    } else if (isPostgresOf(holder.get(), data)) {
      stop(holder.get(), data);
    } else if (holder.get().info().command().isPresent()) {
      Files.deleteIfExists(pidFile);
    }
  }

  private static Optional<ProcessHandle> holder(Path pidFile) throws IOException {
    List<String> lines = Files.readAllLines(pidFile);
    return lines.isEmpty() || !lines.getFirst().matches("[0-9]{1,10}")
        ? Optional.empty()
        : ProcessHandle.of(Long.parseLong(lines.getFirst())).filter(ProcessHandle::isAlive);
  }

  private static boolean isPostgresOf(ProcessHandle process, Path data) {
    boolean postgres = process.info().command().filter(c -> c.endsWith("postgres")).isPresent();
    return postgres
        && process.info().arguments().filter(a -> List.of(a).contains(data.toString())).isPresent();
  }

  private static void stop(ProcessHandle orphan, Path data) throws IOException {
    signal("-INT", orphan);
    if (!ended(orphan)) {
      signal("-QUIT", orphan);
      if (!ended(orphan)) {
        throw new CannotStart(
            "An older PostgreSQL (process %d) still holds %s and does not stop. End that process."
                .formatted(orphan.pid(), data));
      }
    }
  }

  private static void signal(String signal, ProcessHandle process) throws IOException {
    try {
      new ProcessBuilder("kill", signal, Long.toString(process.pid()))
          .redirectErrorStream(true)
          .redirectOutput(Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean ended(ProcessHandle process) {
    try {
      process.onExit().get(STOP.toSeconds(), TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException | ExecutionException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String lastWords(Path log) {
    try {
      return Files.readAllLines(log).reversed().stream()
          .limit(50)
          .filter(line -> line.contains("FATAL") || line.contains("error:"))
          .findFirst()
          .map(line -> " (" + line.strip() + ").")
          .orElse(".");
    } catch (IOException _) {
      return ".";
    }
  }

  DatabaseSettings settings() {
    String url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
    return DatabaseSettings.of(url, USER, password);
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
