package cn.siduan.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The standalone product as a process of its own: one JVM, its own PostgreSQL, the demo district.
 * ops/bench says in system properties where its jar is and with which flags it runs.
 */
final class Product implements AutoCloseable {

  private static final Pattern URL = Pattern.compile("(http://localhost:[0-9]+)/docs/");
  private static final Path HOME = Path.of(System.getProperty("siduan.home", ""));

  private final Path folder;
  private final Map<String, String> environment;
  private final Process process;
  private String url = "";

  private Product(Path folder, Map<String, String> environment, Process process) {
    this.folder = folder;
    this.environment = environment;
    this.process = process;
  }

  /** In a folder that is thrown away first. */
  static Product fresh(String name, Map<String, String> environment) {
    Path folder = HOME.resolve("ops/benchmarks/target/data").resolve(name);
    return start(folder, environment, List.of("--reset"));
  }

  private static Product start(Path folder, Map<String, String> environment, List<String> more) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("siduan.flags", "").strip().split("\\s+")));
    command.add("-Dsiduan.home=" + HOME);
    command.add("-jar");
    command.add(System.getProperty("siduan.jar"));
    command.addAll(List.of("--no-phone", "--folder", folder.toString(), "--port", "0"));
    command.addAll(more);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      Product product = new Product(folder, environment, builder.start());
      product.awaitReady();
      return product;
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
      if (address.find()) {
        url = address.group(1);
      }
      if (line.startsWith("Ctrl-C")) {
        return;
      }
    }
    throw new IllegalStateException("the product did not start: " + String.join("\n", all));
  }

  /** Stopped in order and started again, with what it holds. */
  Product restarted() {
    close();
    return start(folder, environment, List.of());
  }

  String url() {
    return url;
  }

  long pid() {
    return process.pid();
  }

  /** That all of the demo's accounts have. */
  String password() {
    return secrets().getProperty("demo_password");
  }

  String databasePassword() {
    return secrets().getProperty("database_password");
  }

  private Properties secrets() {
    Properties secrets = new Properties();
    try (InputStream file = Files.newInputStream(folder.resolve("secrets.properties"))) {
      secrets.load(file);
      return secrets;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path postgresFolder() {
    return folder.resolve("postgres");
  }

  /** As PostgreSQL itself says in the fourth line of its pid file. */
  int databasePort() {
    try {
      return Integer.parseInt(
          Files.readAllLines(postgresFolder().resolve("postmaster.pid")).get(3).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:" + databasePort() + "/postgres",
        "postgres",
        databasePassword());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
