package cn.siduan.contract;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the live stream tells a screen: that something changed, and just enough to decide whether to
 * read it again. {@code live-events.yaml} describes the same, and a test holds the two together.
 */
public sealed interface LiveEvent {

  /** Every type there is, by its name on the wire. */
  Map<String, Class<? extends LiveEvent>> TYPES =
      Map.ofEntries(
          Map.entry("order.changed", OrderChanged.class),
          Map.entry("task.changed", TaskChanged.class),
          Map.entry("offer.made", OfferMade.class),
          Map.entry("offer.closed", OfferClosed.class),
          Map.entry("message.changed", MessageChanged.class),
          Map.entry("clock.alarm", ClockAlarm.class),
          Map.entry("call.changed", CallChanged.class),
          Map.entry("presence.changed", PresenceChanged.class),
          Map.entry("work.changed", WorkChanged.class),
          Map.entry("hello", Hello.class),
          Map.entry("reset", Reset.class));

  /** The event's name on the wire. */
  String type();

  /**
   * An order was opened or went on.
   *
   * @param number with its check digit, as everywhere outside
   * @param version the order's, also its ETag
   */
  record OrderChanged(
      String number,
      int version,
      String state,
      Priority priority,
      long itemId,
      long centreId,
      Instant at)
      implements LiveEvent {
    @Override
    public String type() {
      return "order.changed";
    }
  }

  /**
   * @param providerId whose task it is; null while it is nobody's
   */
  record TaskChanged(
      String number, int taskNo, int version, String state, @Nullable Long providerId, Instant at)
      implements LiveEvent {
    @Override
    public String type() {
      return "task.changed";
    }
  }

  /**
   * A task was put to a provider.
   *
   * @param expiresAt until when the provider may accept
   * @param area names the place as closely as one may know before accepting
   */
  record OfferMade(
      String number,
      int taskNo,
      int offerNo,
      long providerId,
      long itemId,
      String mode,
      Instant expiresAt,
      String area,
      String summary,
      Instant at)
      implements LiveEvent {
    @Override
    public String type() {
      return "offer.made";
    }
  }

  /** An offer was accepted or declined, has expired, or was taken back. */
  record OfferClosed(String number, int taskNo, int offerNo, String state, Instant at)
      implements LiveEvent {
    @Override
    public String type() {
      return "offer.closed";
    }
  }

  /**
   * A promise is about to be broken, is broken, or was broken so long ago that the next tier has
   * it.
   *
   * @param clock ACCEPT, FIRST_CONTACT, ARRIVE, RESOLVE or FEEDBACK
   * @param state WARNED, BREACHED or ESCALATED
   * @param tier that has it now; null for a warning
   * @param late noticed only after a downtime
   */
  record ClockAlarm(
      String number,
      String clock,
      int round,
      String state,
      Instant dueAt,
      @Nullable Tier tier,
      boolean late,
      Instant at)
      implements LiveEvent {
    @Override
    public String type() {
      return "clock.alarm";
    }
  }

  /** A message went on: sent, failed, given up. */
  record MessageChanged(long id, String state, Instant at) implements LiveEvent {
    @Override
    public String type() {
      return "message.changed";
    }
  }

  /**
   * A call went on: it arrived, rings at an operator's telephone, is talked, has ended.
   *
   * @param operatorId whose telephone rings or who talks; null while it waits
   */
  record CallChanged(String callId, String state, @Nullable Long operatorId, Instant at)
      implements LiveEvent {
    @Override
    public String type() {
      return "call.changed";
    }
  }

  /** An operator came, went, is busy or free. */
  record PresenceChanged(long operatorId, Instant at) implements LiveEvent {
    @Override
    public String type() {
      return "presence.changed";
    }
  }

  /**
   * Something in a people's queue was put, taken, given back or done.
   *
   * @param subject what the work is about
   * @param state of the work now
   */
  record WorkChanged(String queue, String subject, String state, Instant at) implements LiveEvent {
    @Override
    public String type() {
      return "work.changed";
    }
  }

  /**
   * First on a stream that does not resume: what happens from here on follows.
   *
   * @param position of the newest event there is
   */
  record Hello(long position) implements LiveEvent {
    @Override
    public String type() {
      return "hello";
    }
  }

  /**
   * What the reader missed is no longer kept: load everything anew.
   *
   * @param position of the newest event there is
   */
  record Reset(long position) implements LiveEvent {
    @Override
    public String type() {
      return "reset";
    }
  }
}
