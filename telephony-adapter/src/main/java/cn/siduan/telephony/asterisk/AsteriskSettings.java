package cn.siduan.telephony.asterisk;

import java.nio.file.Path;
import java.util.List;

/**
 * One Asterisk and what it serves: an entry of {@code config/telephony.yaml} with its secrets from
 * the environment.
 *
 * @param name in front of every call's id; letters, digits and dashes
 * @param folder the generated configuration goes here
 * @param state sounds, recordings, messages and Asterisk's own data
 * @param sip where trunks and desk phones reach it
 * @param http where browser phones reach it (WebSocket)
 * @param ami where the adapter reaches it
 * @param agi where it reaches the adapter
 * @param rtpFirst first UDP port of the conversations
 * @param mostCalls at once; beyond that the trunk hears "busy"
 */
public record AsteriskSettings(
    String name,
    Path folder,
    Path state,
    Address sip,
    Address http,
    Address ami,
    Address agi,
    String amiUser,
    String amiSecret,
    int rtpFirst,
    int rtpLast,
    int mostCalls,
    Waiting waiting,
    List<Hotline> hotlines,
    List<Trunk> trunks,
    List<Phone> phones) {

  /** An IP address (or a name that resolves to one) and a port. */
  public record Address(String host, int port) {}

  /**
   * How long callers wait for what, in seconds.
   *
   * @param tickSeconds between two looks at a waiting caller
   * @param misses looks without an answer of ours before a caller goes to the desk phones
   * @param fallbackSeconds how long the desk phones ring before the caller may leave a message
   * @param longestCallSeconds after which any call is ended
   */
  public record Waiting(
      int tickSeconds,
      int misses,
      int keySeconds,
      int fallbackSeconds,
      int longestMessageSeconds,
      int longestCallSeconds) {

    public static Waiting defaults() {
      return new Waiting(15, 2, 6, 60, 180, 4 * 3600);
    }
  }

  /**
   * @param line which service line the number belongs to
   */
  public record Hotline(String number, String line) {}

  /**
   * A connection to the telephone network.
   *
   * @param addresses from which its calls come
   * @param user empty if the trunk knows us by our address
   */
  public record Trunk(
      String name, String host, int port, List<String> addresses, String user, String secret) {}

  /**
   * An operator's telephone.
   *
   * @param browser true for the browser phone, false for a desk phone
   */
  public record Phone(String extension, String label, String secret, boolean browser) {}

  public Path spool() {
    return state.resolve("spool");
  }

  public Path recordings() {
    return spool().resolve("recordings");
  }

  public Path sounds() {
    return state.resolve("sounds");
  }
}
