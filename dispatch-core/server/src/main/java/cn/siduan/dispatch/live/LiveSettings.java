package cn.siduan.dispatch.live;

import cn.siduan.dispatch.platform.config.ConfigReader;
import java.time.Duration;

/**
 * @param heartbeat how often an idle stream is written to; below what proxies take for dead
 * @param recheck how often it is asked whether the reader is still logged in
 * @param mostStreams on this node
 * @param mostPerReader of one account, resident or machine
 * @param mostMissed positions a reader may be behind and still resume; beyond that loading anew is
 *     cheaper for everybody
 * @param queueBytes that may wait for a slow reader; more, and its stream is closed, to be resumed
 * @param patience how long a reader that resumes may take to read one page of what it missed
 */
public record LiveSettings(
    Duration heartbeat,
    Duration recheck,
    int mostStreams,
    int mostPerReader,
    int mostMissed,
    int queueBytes,
    Duration patience) {

  public static LiveSettings defaults() {
    return new LiveSettings(
        Duration.ofSeconds(15),
        Duration.ofSeconds(30),
        5000,
        12,
        20_000,
        512 * 1024,
        Duration.ofSeconds(10));
  }

  public static LiveSettings read(ConfigReader in) {
    LiveSettings d = defaults();
    Duration second = Duration.ofSeconds(1);
    return new LiveSettings(
        in.duration(
            "heartbeat",
            d.heartbeat,
            second,
            Duration.ofSeconds(50),
            "how often an idle stream is written to; below what proxies take for dead"),
        in.duration(
            "recheck",
            d.recheck,
            second,
            Duration.ofMinutes(10),
            "how often it is asked whether a reader is still logged in"),
        in.number("most_streams", d.mostStreams, 1, 100_000, "streams on this node"),
        in.number("most_per_reader", d.mostPerReader, 1, 1000, "streams of one account"),
        in.number(
            "most_missed",
            d.mostMissed,
            0,
            1_000_000,
            "events a reader may be behind and still resume; beyond, it loads everything anew"),
        in.number(
            "queue_bytes",
            d.queueBytes,
            16 * 1024,
            64 * 1024 * 1024,
            "what may wait for a slow reader; more, and its stream is closed, to be resumed"),
        in.duration(
            "patience",
            d.patience,
            second,
            Duration.ofMinutes(1),
            "how long a reader may take for each page of what it missed"));
  }
}
