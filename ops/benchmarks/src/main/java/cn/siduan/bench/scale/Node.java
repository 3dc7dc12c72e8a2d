package cn.siduan.bench.scale;

import cn.siduan.bench.load.Cpu;
import cn.siduan.bench.load.Product;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** A node of the core as a district runs it: a process of its own on the same database. */
final class Node implements AutoCloseable {

  private static final long START_SECONDS = 120;

  private final Process process;
  private final int port;

  private Node(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** All nodes of a cluster; ready when this returns. */
  static List<Node> cluster(Product product, int count) {
    List<Integer> members = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      members.add(freePort());
    }
    List<Node> nodes = new ArrayList<>();
    try {
      for (int member : members) {
        nodes.add(start(product, members, member));
      }
      nodes.forEach(Node::awaitReady);
      return nodes;
    } catch (RuntimeException e) {
      nodes.forEach(Node::close);
      throw e;
    }
  }

  private static Node start(Product product, List<Integer> members, int member) {
    int port = freePort();
    Path jar = Path.of(System.getProperty("siduan.jar"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("siduan.flags", "").strip().split("\\s+")));
    command.addAll(List.of("-cp", jar.toString(), "cn.siduan.dispatch.DispatchMain"));
    command.add(Path.of(System.getProperty("siduan.home", "")).resolve("config").toString());
    Path log = product.postgresLog().resolveSibling("node-" + member + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment(product, members, member, port));
    try {
      return new Node(builder.start(), port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> environment(
      Product product, List<Integer> members, int member, int port) {
    Map<String, String> environment =
        new java.util.HashMap<>(
            Map.of(
                "SIDUAN_DATABASE_URL",
                "jdbc:postgresql://localhost:" + product.databasePort() + "/postgres",
                "SIDUAN_DATABASE_USER",
                "postgres",
                "SIDUAN_DATABASE_PASSWORD",
                product.databasePassword(),
                "SIDUAN_FIELD_KEYS",
                product.secret("field_keys"),
                "SIDUAN_DIGEST_KEY",
                product.secret("digest_key"),
                "SIDUAN_HTTP_PORT",
                Integer.toString(port),
                "SIDUAN_HTTP_HOST",
                "127.0.0.1",
                "SIDUAN_MANAGEMENT_PORT",
                "0",
                "SIDUAN_SECURITY_TRUSTED_PROXIES",
                "1",
                "SIDUAN_WORK_QUEUES_ROUTERS",
                "0"));
    environment.put("SIDUAN_CALLS_OUTBOUND_LINES", "0");
    environment.put(
        "SIDUAN_ATTACHMENTS_FOLDER",
        product.postgresLog().resolveSibling("attachments").toString());
    if (members.size() > 1) {
      environment.put(
          "SIDUAN_CLUSTER_MEMBERS",
          members.stream().map(m -> "127.0.0.1:" + m).collect(Collectors.joining(",")));
      environment.put("SIDUAN_CLUSTER_PORT", Integer.toString(member));
    }
    return environment;
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Seconds of the cores it has used. */
  double cpu() {
    return Cpu.of(process.pid());
  }

  private void awaitReady() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (System.nanoTime() < end) {
      if (!process.isAlive()) {
        throw new IllegalStateException("a node ended at once; its log is beside PostgreSQL's");
      }
      if (isReady()) {
        return;
      }
      LockSupport.parkNanos(200_000_000);
    }
    throw new IllegalStateException("a node did not become ready");
  }

  private boolean isReady() {
    try {
      HttpURLConnection asked =
          (HttpURLConnection) URI.create(url() + "/health/ready").toURL().openConnection();
      asked.setConnectTimeout(1000);
      asked.setReadTimeout(5000);
      return asked.getResponseCode() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
