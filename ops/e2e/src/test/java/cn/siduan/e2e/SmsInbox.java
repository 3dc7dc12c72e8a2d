package cn.siduan.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands in for the SMS gateway, and remembers the last text sent to each telephone. */
final class SmsInbox implements AutoCloseable {

  private static final Pattern CODE = Pattern.compile("\\b([0-9]{6})\\b");
  private static final long PATIENCE_MILLIS = 15_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final Map<String, String> texts = new HashMap<>();

  private SmsInbox(HttpServer server) {
    this.server = server;
  }

  static SmsInbox open() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      SmsInbox inbox = new SmsInbox(server);
      server.createContext("/sms", inbox::take);
      server.start();
      return inbox;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/sms";
  }

  private void take(HttpExchange exchange) throws IOException {
    JsonNode message = JSON.readTree(exchange.getRequestBody());
    synchronized (texts) {
      texts.put(message.path("to").asText(), message.path("text").asText());
      texts.notifyAll();
    }
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  /** Takes the code out, so that the next one is a new one. */
  String code(String phone) {
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    synchronized (texts) {
      while (true) {
        Matcher code = CODE.matcher(texts.getOrDefault(phone, ""));
        if (code.find()) {
          texts.remove(phone);
          return code.group(1);
        }
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          throw new IllegalStateException("no code was sent to " + phone);
        }
        await(left);
      }
    }
  }

  private void await(long millis) {
    try {
      texts.wait(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
