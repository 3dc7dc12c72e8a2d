package cn.siduan.dispatch.order.command;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Channel;
import cn.siduan.contract.OrderNumber;
import cn.siduan.dispatch.order.By;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What a request says of who, how, when and on which order. */
public final class RequestFacts {

  /** A device's clock may be a little ahead of ours. */
  private static final Duration AHEAD = Duration.ofMinutes(5);

  /** Work done offline reaches us within this time, or its date is a mistake. */
  private static final Duration BEHIND = Duration.ofDays(30);

  private RequestFacts() {}

  public static By by(ApiRequest request, Clock clock) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return new By(
        request.actor(),
        channel(request),
        request.actor().tier(),
        occurredAt(request.body(), now),
        now);
  }

  /**
   * Residents come by WEB or APP, visitors by VISIT; staff say how they were reached, by telephone
   * if they do not.
   */
  private static Channel channel(ApiRequest request) {
    Actor actor = request.actor();
    Channel said =
        request.body() != null && request.body().has("channel")
            ? Channel.valueOf(request.body().get("channel").textValue())
            : null;
    boolean app = "APP".equals(request.findHeader("X-Siduan-Channel"));
    return switch (actor.role()) {
      case RESIDENT -> app || said == Channel.APP ? Channel.APP : Channel.WEB;
      case VISITOR -> Channel.VISIT;
      case MACHINE -> Channel.OPEN_API;
      case OPERATOR, SUPERVISOR -> said == null ? Channel.PHONE : said;
      case WORKER, PROVIDER_DISPATCHER, ADMINISTRATOR -> app ? Channel.APP : Channel.WEB;
      case SYSTEM -> Channel.SYSTEM;
    };
  }

  private static Instant occurredAt(@Nullable JsonNode body, Instant now) {
    if (body == null || !body.has("occurred_at")) {
      return now;
    }
    String text = body.get("occurred_at").textValue();
    Instant said = instant("occurred_at", text);
    if (said.isAfter(now.plus(AHEAD))) {
      throw Problem.input(FieldError.of("occurred_at", text, "not-future")).exception();
    }
    if (said.isBefore(now.minus(BEHIND))) {
      throw Problem.input(FieldError.of("occurred_at", text, "too-old")).exception();
    }
    return said.isAfter(now) ? now : said;
  }

  /** PostgreSQL keeps microseconds, so we do. */
  public static Instant instant(String field, String text) {
    try {
      return java.time.OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
    } catch (java.time.DateTimeException e) {
      throw Problem.input(
              FieldError.of(field, text, "format", java.util.Map.of("limit", "date-time")))
          .exception();
    }
  }

  public static OrderNumber number(ApiRequest request) {
    return number("number", request.text("number"));
  }

  public static OrderNumber number(String field, String digits) {
    return OrderNumber.parse(digits)
        .orElseThrow(() -> Problem.input(FieldError.of(field, digits, "order-number")).exception());
  }
}
