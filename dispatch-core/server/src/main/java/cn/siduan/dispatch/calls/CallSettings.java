package cn.siduan.dispatch.calls;

import cn.siduan.dispatch.calls.outbound.OutboundSettings;
import cn.siduan.dispatch.platform.config.ConfigReader;
import java.time.Duration;

/**
 * How the hotline treats callers and operators.
 *
 * @param number what residents dial; shown to them, and blank where there is none
 * @param ring how long an operator's telephone rings for one call
 * @param missesToPause calls in a row not picked up, after which an operator is paused
 * @param wrapUp how long an operator has after a call before the next one comes
 * @param sticky how long a caller is kept for the operator they spoke with last
 * @param lost a waiting caller not heard of for so long is taken to be gone
 * @param record whether conversations are recorded
 * @param mostCallBacks how often somebody is tried who asked to be called back
 * @param remindEvery looks between two announcements of the caller's place
 * @param survey whether callers are asked two questions after the operator has hung up
 * @param keepRecordings after which recordings are removed
 * @param messageItem the catalogue's code of what a message is taken down as
 * @param rules outside hours, on overload, in an emergency
 * @param outbound calls the centre makes
 */
public record CallSettings(
    String number,
    Duration ring,
    int missesToPause,
    Duration wrapUp,
    Duration sticky,
    Duration lost,
    boolean record,
    int mostCallBacks,
    int remindEvery,
    boolean survey,
    Duration keepRecordings,
    String messageItem,
    HotlineRules rules,
    OutboundSettings outbound) {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  public static CallSettings defaults() {
    return read(ConfigReader.defaults());
  }

  public static CallSettings read(ConfigReader in) {
    return new CallSettings(
        in.text("number", "12349", "What residents dial, as their pages show it."),
        in.duration("ring", SECOND.multipliedBy(20), SECOND, HOUR, "How long a telephone rings."),
        in.number("misses_to_pause", 2, 1, 20, "Calls not picked up, then an operator is paused."),
        in.duration("wrap_up", SECOND.multipliedBy(30), SECOND, HOUR, "Time to file a call."),
        in.duration(
            "sticky",
            Duration.ZERO,
            Duration.ZERO,
            HOUR,
            "How long a caller is kept for the operator they spoke with last."),
        in.duration(
            "lost",
            SECOND.multipliedBy(90),
            SECOND.multipliedBy(20),
            HOUR,
            "A waiting caller not heard of for so long is taken to be gone."),
        in.flag("record", true, "Whether conversations are recorded."),
        in.number("most_call_backs", 3, 1, 20, "How often a call-back is tried."),
        in.number("remind_every", 2, 1, 20, "Looks at a caller between two announcements."),
        in.flag("survey", true, "Whether callers are asked how it was, by key."),
        in.duration(
            "keep_recordings",
            DAY.multipliedBy(180),
            HOUR,
            DAY.multipliedBy(3650),
            "After so long recordings are removed."),
        in.text("message_item", "1210", "Catalogue code that messages are taken down as."),
        HotlineRules.read(in.section("rules", "Hours, overload, emergencies.")),
        OutboundSettings.read(in.section("outbound", "Calls the centre makes.")));
  }
}
