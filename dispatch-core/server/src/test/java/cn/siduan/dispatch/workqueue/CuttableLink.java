package cn.siduan.dispatch.workqueue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntPredicate;

/** A wire to a server that can be cut for some of those who use it. */
final class CuttableLink implements AutoCloseable {

  private final int target;
  private final ServerSocket server;
  private final List<IntPredicate> refused = new CopyOnWriteArrayList<>();

  /** Open sockets, both ends, by the port that opened the connection. */
  private final Map<Socket, Integer> open = new ConcurrentHashMap<>();

  CuttableLink(int target) {
    this.target = target;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("link-" + target).start(this::accept);
  }

  String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** The port behind the link. */
  int target() {
    return target;
  }

  /**
   * @param from ports of those who are cut off
   */
  void refuse(IntPredicate from) {
    refused.add(from);
    open.forEach(
        (socket, opener) -> {
          if (from.test(opener)) {
            close(socket);
          }
        });
  }

  void heal() {
    refused.clear();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        join(server.accept());
      } catch (IOException e) {
        // the link is closed
        return;
      }
    }
  }

  private void join(Socket outside) {
    int from = outside.getPort();
    Socket inside = new Socket();
    open.put(outside, from);
    open.put(inside, from);
    if (refused.stream().anyMatch(r -> r.test(from))) {
      close(outside);
      return;
    }
    try {
      inside.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 1000);
    } catch (IOException e) {
      // nobody behind the link yet
      close(outside);
      return;
    }
    Thread.ofVirtual().start(() -> pump(outside, inside));
    Thread.ofVirtual().start(() -> pump(inside, outside));
  }

  private void pump(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // cut
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    open.keySet().forEach(CuttableLink::close);
  }
}
