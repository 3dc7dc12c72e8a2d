package cn.siduan.dispatch.platform.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** Speaks HTTP as badly as a test likes. */
final class RawClient implements AutoCloseable {

  private final Socket socket;

  RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
  }

  RawClient send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
    socket.getOutputStream().flush();
    return this;
  }

  /** What the server says until it closes; a reset by its closing ends it as well. */
  String untilClosed() throws IOException {
    StringBuilder said = new StringBuilder();
    byte[] some = new byte[4096];
    try {
      for (int n = read(some); n >= 0; n = read(some)) {
        said.append(new String(some, 0, n, UTF_8));
      }
    } catch (java.net.SocketException e) {
      said.append("(reset)");
    }
    return said.toString();
  }

  private int read(byte[] some) throws IOException {
    return socket.getInputStream().read(some);
  }

  /** Whether one more byte could be sent and nothing was closed so far. */
  boolean dribble(String sign) {
    try {
      send(sign);
      return socket.getInputStream().available() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
