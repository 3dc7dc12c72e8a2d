package cn.siduan.bench.intake;

import cn.siduan.bench.load.Product;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the product really sends, from PostgreSQL's log. */
final class SentSql {

  /**
   * @param values as PostgreSQL logs them: quoted, or NULL
   */
  record Sent(String sql, List<String> values) {}

  /** The statements between begin and commit. */
  record Transaction(List<Sent> statements) {
    boolean has(String start) {
      return statements.stream().anyMatch(s -> s.sql().startsWith(start));
    }
  }

  private static final Pattern ENTRY = Pattern.compile("(?s)(\\d+) ([A-Z]+):  (.*)");
  private static final Pattern EXECUTED =
      Pattern.compile("(?s)duration: [0-9.]+ ms  (?:execute [^:]+|statement): (.*)");
  private static final Pattern VALUE =
      Pattern.compile("\\$\\d+ = (NULL|'(?:[^']++|'')*+')(?:, |\\s*$)");

  private SentSql() {}

  /** Runs {@code work} and reads what was sent meanwhile. */
  static List<Transaction> during(Product product, Runnable work) throws SQLException {
    long from = product.postgresLog().toFile().length();
    try (Connection database = product.connect()) {
      set(database, "log_line_prefix = '@@ %p '", "log_min_duration_statement = 0");
      // every connection hears of it before its next statement
      pause();
      work.run();
      pause();
      reset(database, "log_line_prefix", "log_min_duration_statement");
    }
    return parse(read(product, from));
  }

  private static void set(Connection database, String... settings) throws SQLException {
    try (Statement statement = database.createStatement()) {
      for (String setting : settings) {
        statement.execute("alter system set " + setting);
      }
      statement.execute("select pg_reload_conf()");
    }
  }

  private static void reset(Connection database, String... settings) throws SQLException {
    try (Statement statement = database.createStatement()) {
      for (String setting : settings) {
        statement.execute("alter system reset " + setting);
      }
      statement.execute("select pg_reload_conf()");
    }
  }

  private static void pause() {
    java.util.concurrent.locks.LockSupport.parkNanos(1_000_000_000);
  }

  private static String read(Product product, long from) {
    try (RandomAccessFile log = new RandomAccessFile(product.postgresLog().toFile(), "r")) {
      byte[] bytes = new byte[(int) (log.length() - from)];
      log.seek(from);
      log.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Transaction> parse(String log) {
    List<Transaction> done = new ArrayList<>();
    Map<String, List<Sent>> open = new HashMap<>();
    Map<String, String> pending = new HashMap<>();
    for (String line : log.split("(?m)^@@ ")) {
      Matcher entries = ENTRY.matcher(line);
      if (!entries.matches()) {
        continue;
      }
      String process = entries.group(1);
      String text = entries.group(3).strip();
      if (entries.group(2).equals("DETAIL")) {
        String sql = pending.remove(process);
        if (sql != null && open.containsKey(process)) {
          open.get(process).add(new Sent(sql, values(text)));
        }
        continue;
      }
      flush(open, pending, process);
      Matcher executed = EXECUTED.matcher(text);
      if (!executed.matches()) {
        continue;
      }
      String sql = executed.group(1).strip();
      if (sql.startsWith("BEGIN")) {
        open.put(process, new ArrayList<>());
      } else if (sql.equals("COMMIT")) {
        List<Sent> statements = open.remove(process);
        if (statements != null) {
          done.add(new Transaction(statements));
        }
      } else {
        // its values follow in a line of their own
        pending.put(process, sql);
      }
    }
    return done;
  }

  /** One without values has no further line. */
  private static void flush(
      Map<String, List<Sent>> open, Map<String, String> pending, String process) {
    String sql = pending.remove(process);
    if (sql != null && open.containsKey(process)) {
      open.get(process).add(new Sent(sql, List.of()));
    }
  }

  private static List<String> values(String detail) {
    List<String> values = new ArrayList<>();
    Matcher matcher = VALUE.matcher(detail);
    while (matcher.find()) {
      values.add(matcher.group(1));
    }
    return values;
  }
}
