package cn.siduan.bench.backlog;

import cn.siduan.bench.intake.Wishes;
import cn.siduan.bench.load.Api;
import cn.siduan.bench.load.Browser;
import cn.siduan.dispatch.platform.Json;
import io.vertx.core.buffer.Buffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Orders from the first call to the last: taken, placed by the router, done, followed up. */
public final class Lives {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Buffer NOTHING = Buffer.buffer("{}");

  /**
   * @param millis between taking it and closing it
   * @param placed whether the router found somebody by itself
   */
  public record Life(double millis, boolean placed) {}

  private record Offered(int no, String providerCode) {}

  private final Api api;
  private final Connection database;
  private final Browser operator;
  private final Wishes wishes;
  private final Map<String, Browser> providers = new HashMap<>();
  private final AtomicInteger next;

  /**
   * @param database asked for the offer that was made, as a screen would be told of it
   * @param next number of the next wish, for all who ask
   * @param dispatchers of all providers: to log one in costs more than an order
   */
  public Lives(
      Api api,
      Connection database,
      Browser operator,
      List<Browser> dispatchers,
      Wishes wishes,
      AtomicInteger next) {
    this.api = api;
    this.database = database;
    this.operator = operator;
    this.wishes = wishes;
    this.next = next;
    dispatchers.forEach(d -> providers.put(d.login(), d));
  }

  public Life live() throws SQLException {
    long began = System.nanoTime();
    String number =
        Json.tree(post(operator, "/orders", wishes.body(next.getAndIncrement())).toString())
            .path("number")
            .asText();
    Offered offered = awaitOffer(number);
    if (offered == null) {
      return new Life(0, false);
    }
    String task = "/orders/" + number + "/tasks/1";
    Browser provider =
        Objects.requireNonNull(providers.get(offered.providerCode().toLowerCase(Locale.ROOT)));
    post(provider, task + "/offers/" + offered.no() + "/accept", NOTHING);
    post(
        provider,
        task + "/worker",
        Buffer.buffer("{\"worker_id\":" + worker(offered.providerCode()) + "}"));
    for (String step : List.of("depart", "arrive", "start")) {
      post(provider, task + "/" + step, NOTHING);
    }
    post(provider, task + "/resolve", Buffer.buffer("{\"result\":\"已办好\"}"));
    post(
        operator,
        "/orders/" + number + "/follow-up",
        Buffer.buffer("{\"resolved\":true,\"satisfaction\":\"SATISFIED\"}"));
    return new Life((System.nanoTime() - began) / 1e6, true);
  }

  private Buffer post(Browser by, String path, Buffer body) {
    Api.Answer answer = api.post(by, path, body).await();
    if (!answer.ok()) {
      throw new IllegalStateException(path + ": " + answer.status() + " " + answer.body());
    }
    return answer.body();
  }

  /** Null if nobody can do it, and people have to place it. */
  private Offered awaitOffer(String number) throws SQLException {
    long order = Long.parseLong(number.substring(0, number.length() - 1));
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      try (PreparedStatement query =
          database.prepareStatement(
              """
              select f.no, p.code, null from offer f join provider p on p.id = f.provider_id
              where f.order_id = ? and f.state = 'PENDING'
              union all
              select null, null, outcome from routing_decision where order_id = ? and chosen = '[]'\
              """)) {
        query.setLong(1, order);
        query.setLong(2, order);
        try (ResultSet row = query.executeQuery()) {
          if (row.next()) {
            return row.getString(2) == null ? null : new Offered(row.getInt(1), row.getString(2));
          }
        }
      }
      LockSupport.parkNanos(10_000_000);
    }
    return null;
  }

  private long worker(String providerCode) throws SQLException {
    try (PreparedStatement query =
        database.prepareStatement(
            """
            select min(w.id) from worker w join provider p on p.id = w.provider_id
            where p.code = ? and w.retired_at is null\
            """)) {
      query.setString(1, providerCode);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
