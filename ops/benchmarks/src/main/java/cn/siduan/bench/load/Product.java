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
import java.sql.Statement;
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
public final class Product implements AutoCloseable {

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

  /**
   * In a folder that is thrown away first: a copy of the demo district as it is on its first day.
   */
  public static Product fresh(String name, Map<String, String> environment) {
    Path data = HOME.resolve("ops/benchmarks/target/data");
    Path district = data.resolve("district");
    if (!Files.exists(district.resolve("filled"))) {
      start(district, Map.of(), List.of("--reset")).close();
    }
    Path folder = data.resolve(name);
    run("rm", "-rf", folder.toString());
    run("cp", "-a", district.toString(), folder.toString());
    return start(folder, environment, List.of());
  }

  private static void run(String... command) {
    try {
      if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
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
  public Product restarted() {
    close();
    return start(folder, environment, List.of());
  }

  public String url() {
    return url;
  }

  public long pid() {
    return process.pid();
  }

  /** That all of the demo's accounts have. */
  public String password() {
    return secrets().getProperty("demo_password");
  }

  public String databasePassword() {
    return secrets().getProperty("database_password");
  }

  /** One that a node needs to read what is stored. */
  public String secret(String name) {
    return secrets().getProperty(name);
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

  public Path postgresFolder() {
    return folder.resolve("postgres");
  }

  /** What its PostgreSQL says. */
  public Path postgresLog() {
    return folder.resolve("postgres.log");
  }

  /**
   * Stands still, with its connections and all, while something else is measured on its database.
   */
  public void pause() {
    signal("-STOP");
  }

  /**
   * Stands still, and its connections are closed, so that others have the database to themselves.
   */
  public void leaveDatabase() throws SQLException {
    pause();
    try (Connection database = connect();
        Statement statement = database.createStatement()) {
      statement.execute(
          """
          select pg_terminate_backend(pid) from pg_stat_activity
          where application_name like 'siduan%' and pid <> pg_backend_pid()\
          """);
    }
  }

  public void resume() {
    signal("-CONT");
  }

  private void signal(String name) {
    run("kill", name, Long.toString(pid()));
  }

  /** Seconds of the cores that Siduan and its PostgreSQL have used. */
  public Cost cost() {
    return new Cost(Cpu.of(pid()), Cpu.ofFamily(postmaster(0)));
  }

  /**
   * @param siduan seconds
   * @param postgres seconds
   */
  public record Cost(double siduan, double postgres) {
    public Cost since(Cost before) {
      return new Cost(siduan - before.siduan, postgres - before.postgres);
    }

    public double both() {
      return siduan + postgres;
    }
  }

  public int databasePort() {
    return postmaster(3);
  }

  /** PostgreSQL writes into its pid file first its process and in the fourth line its port. */
  private int postmaster(int line) {
    try {
      return Integer.parseInt(
          Files.readAllLines(postgresFolder().resolve("postmaster.pid")).get(line).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Connection connect() throws SQLException {
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
