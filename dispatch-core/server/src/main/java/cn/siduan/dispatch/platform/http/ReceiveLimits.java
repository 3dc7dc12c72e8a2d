package cn.siduan.dispatch.platform.http;

import cn.siduan.dispatch.platform.config.ConfigReader;
import java.time.Duration;

/**
 * How long a connection may take, however it dribbles.
 *
 * @param header from the connection to the end of the first request's header
 * @param body from the header to the end of the body, and {@code slowest} for its bytes
 * @param between from the end of an answer to the end of the next request's header, and {@code
 *     slowest} for reading the answer
 * @param slowest bytes a second that every body and every answer has to make
 */
public record ReceiveLimits(Duration header, Duration body, Duration between, int slowest) {

  public static ReceiveLimits defaults() {
    return new ReceiveLimits(
        Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(60), 2048);
  }

  static ReceiveLimits read(ConfigReader in) {
    ReceiveLimits usual = defaults();
    Duration least = Duration.ofSeconds(1);
    Duration most = Duration.ofMinutes(10);
    return new ReceiveLimits(
        in.duration(
            "header_time", usual.header(), least, most, "for the header of the first request"),
        in.duration(
            "body_time", usual.body(), least, most, "for a body, beside the time for its bytes"),
        in.duration(
            "between_requests",
            usual.between(),
            least,
            most,
            "from an answer to the end of the next request's header"),
        in.number(
            "slowest",
            usual.slowest(),
            64,
            1_000_000_000,
            "bytes a second that every body has to make; a photo of 5 MiB at 2048 takes 43 minutes"
                + " at most"));
  }

  /** Whether a body of which so much has come is too late. */
  boolean bodyLate(Duration since, long bytes) {
    return late(since, body, bytes);
  }

  boolean nextLate(Duration since, long answered) {
    return late(since, between, answered);
  }

  private boolean late(Duration since, Duration base, long bytes) {
    return since.compareTo(base.plusMillis(bytes * 1000 / slowest)) > 0;
  }
}
