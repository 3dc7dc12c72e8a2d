package cn.siduan.dispatch.notify;

import cn.siduan.dispatch.notify.Delivery.Outcome;
import cn.siduan.dispatch.notify.Template.Audience;
import java.time.Duration;
import java.time.Instant;

/** Whether a message that is due goes out, and what follows from an attempt. */
final class SendPolicy {

  /** What to do with a message that is due. */
  sealed interface Ready {
    record Send() implements Ready {}

    record Hold(Instant until) implements Ready {}

    /** Nobody wants it, or it would come too late. */
    record Suppress(String why) implements Ready {}
  }

  /** What to write down after an attempt. */
  sealed interface After {
    record Sent() implements After {}

    record Retry(Instant at, String why) implements After {}

    record GiveUp(String why) implements After {}
  }

  private final NotifySettings settings;
  private final QuietHours quiet;

  SendPolicy(NotifySettings settings, QuietHours quiet) {
    this.settings = settings;
    this.quiet = quiet;
  }

  Ready ready(Outgoing message, Audience audience, Instant now) {
    if (message.expiresAt() != null && !now.isBefore(message.expiresAt())) {
      return new Ready.Suppress("expired");
    }
    if (message.safety() || !audience.isAtHome()) {
      return new Ready.Send();
    }
    if (message.unsubscribed()) {
      return new Ready.Suppress("unsubscribed");
    }
    Instant next = quiet.next(now);
    return next.equals(now) ? new Ready.Send() : new Ready.Hold(next);
  }

  /**
   * @param chance from 0 to 1, so that what failed together is not tried together again
   */
  After after(Outgoing message, Outcome outcome, Instant now, double chance) {
    return switch (outcome) {
      case Outcome.Sent() -> new After.Sent();
      case Outcome.Refused(String why) -> new After.GiveUp(why);
      case Outcome.TryAgain(String why) ->
          message.attempt() >= settings.attempts()
              ? new After.GiveUp(why)
              : new After.Retry(now.plus(pause(message.attempt(), chance)), why);
    };
  }

  /** Doubles with each attempt up to the longest, give or take a fifth. */
  Duration pause(int attempt, double chance) {
    long longest = settings.longestPause().toMillis();
    long doubled = settings.firstPause().toMillis() << Math.min(attempt - 1, 20);
    double millis = Math.min(longest, doubled) * (0.8 + 0.4 * chance);
    return Duration.ofMillis(Math.min(longest, Math.round(millis)));
  }
}
