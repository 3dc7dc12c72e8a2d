package cn.siduan.telephony.asterisk;

import cn.siduan.telephony.asterisk.AsteriskSettings.Peer;
import cn.siduan.telephony.asterisk.AsteriskSettings.Phone;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Joins the Asterisks of one file, so that an operator may be at another one than the caller. */
public final class Peers {

  private static final String ANYWHERE = "0.0.0.0";

  private Peers() {}

  /** Each with those others that have an address of their own to be reached at. */
  public static List<AsteriskSettings> join(List<AsteriskSettings> asterisks) {
    return asterisks.stream()
        .map(
            one ->
                one.withPeers(
                    asterisks.stream()
                        .filter(
                            other ->
                                !other.name().equals(one.name())
                                    && !other.sip().host().equals(ANYWHERE))
                        .map(other -> peer(one, other))
                        .toList()))
        .toList();
  }

  private static Peer peer(AsteriskSettings one, AsteriskSettings other) {
    return new Peer(
        other.name(),
        other.sip(),
        secret(one, other),
        other.phones().stream().map(Phone::extension).toList());
  }

  /** The same on both sides, and made from what only they know. */
  private static String secret(AsteriskSettings one, AsteriskSettings other) {
    String both =
        Stream.of(one, other)
            .map(a -> a.name() + " " + a.amiSecret())
            .sorted()
            .collect(Collectors.joining("\n"));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(both.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
