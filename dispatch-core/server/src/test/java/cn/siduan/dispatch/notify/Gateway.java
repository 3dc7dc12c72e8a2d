package cn.siduan.dispatch.notify;

import cn.siduan.dispatch.platform.Json;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A gateway, or a provider's system, in all its moods. */
final class Gateway implements AutoCloseable {

  enum Mood {
    TAKES,
    FAILS,
    REFUSES,
    /** Takes it and never answers. */
    HANGS,
    /** Takes it and breaks the connection before it has answered. */
    CUTS
  }

  /** A request as it came. */
  record Got(Map<String, String> headers, String body) {
    JsonNode json() {
      return Json.tree(body);
    }

    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final List<Got> got = new CopyOnWriteArrayList<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger mostUnderWay = new AtomicInteger();
  volatile Mood mood = Mood.TAKES;

  Gateway() {
    server = vertx.createHttpServer().requestHandler(this::take).listen(0, "127.0.0.1").await();
  }

  private void take(HttpServerRequest request) {
    mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    request.connection().closeHandler(_ -> underWay.decrementAndGet());
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    request.headers().forEach(headers::put);
    request
        .body()
        .onSuccess(
            body -> {
              got.add(new Got(headers, body.toString()));
              answer(request);
            });
  }

  private void answer(HttpServerRequest request) {
    switch (mood) {
      case TAKES -> request.response().setStatusCode(200).end();
      case FAILS -> request.response().setStatusCode(500).end();
      case REFUSES -> request.response().setStatusCode(400).end();
      case HANGS -> {}
      case CUTS -> request.connection().close();
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort() + "/sms";
  }

  List<Got> got() {
    return List.copyOf(got);
  }

  int mostUnderWay() {
    return mostUnderWay.get();
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
