package cn.siduan.bench.intake;

import cn.siduan.bench.load.Product;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's own load generator. */
final class Pgbench {

  private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
  private static final Pattern FAILED = Pattern.compile("number of failed transactions: (\\d+)");

  private final Product product;
  private final List<Path> scripts = new ArrayList<>();

  Pgbench(Product product, List<String> texts) {
    this.product = product;
    try {
      Path folder = Files.createTempDirectory("siduan-pgbench");
      for (String text : texts) {
        scripts.add(Files.writeString(folder.resolve("order-" + scripts.size() + ".sql"), text));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Transactions a second, each connection sending the next as soon as the last is answered. */
  double run(int connections, Duration duration) {
    List<String> command = new ArrayList<>(List.of("pgbench", "-n", "-M", "prepared"));
    command.addAll(List.of("-h", "localhost", "-p", Integer.toString(product.databasePort())));
    command.addAll(List.of("-U", "postgres", "-c", Integer.toString(connections), "-j", "1"));
    command.addAll(List.of("-T", Long.toString(duration.toSeconds())));
    scripts.forEach(s -> command.addAll(List.of("-f", s.toString())));
    command.add("postgres");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PGPASSWORD", product.databasePassword());
    try {
      Process process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher rate = RATE.matcher(said);
      Matcher failed = FAILED.matcher(said);
      if (process.waitFor() != 0
          || !rate.find()
          || said.contains("aborted")
          || failed.find() && !failed.group(1).equals("0")) {
        throw new IllegalStateException("pgbench failed: " + said + " with " + scripts);
      }
      return Double.parseDouble(rate.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
