package cn.siduan.telephony.asterisk;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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
 * @param peers other Asterisks whose telephones ring for this one's callers
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
    List<Phone> phones,
    List<Peer> peers) {

  /** One that reaches no other Asterisk's telephones. */
  public AsteriskSettings(
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
    this(
        name, folder, state, sip, http, ami, agi, amiUser, amiSecret, rtpFirst, rtpLast, mostCalls,
        waiting, hotlines, trunks, phones, List.of());
  }

  public AsteriskSettings withPeers(List<Peer> others) {
    return new AsteriskSettings(
        name, folder, state, sip, http, ami, agi, amiUser, amiSecret, rtpFirst, rtpLast, mostCalls,
        waiting, hotlines, trunks, phones, others);
  }

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

  /**
   * Another Asterisk of ours, whose telephones ring for callers of this one.
   *
   * @param secret that both know and nobody else
   * @param extensions of its telephones
   */
  public record Peer(String name, Address sip, String secret, List<String> extensions) {

    /** What Asterisk's files call it; the other one calls itself so when it rings here. */
    public String endpoint() {
      return endpoint(name);
    }

    static String endpoint(String name) {
      return "peer-" + name;
    }
  }

  /**
   * By extension, the other Asterisk's endpoint through which a telephone that is not here rings.
   */
  public Map<String, String> elsewhere() {
    Set<String> here = phones.stream().map(Phone::extension).collect(Collectors.toSet());
    Map<String, String> elsewhere = new HashMap<>();
    for (Peer peer : peers) {
      peer.extensions().stream()
          .filter(e -> !here.contains(e))
          .forEach(e -> elsewhere.putIfAbsent(e, peer.endpoint()));
    }
    return Map.copyOf(elsewhere);
  }

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
