package cn.siduan.telephony.resync;

import cn.siduan.contract.call.AsteriskSnapshot;
import cn.siduan.contract.call.AsteriskSnapshot.Caller;
import cn.siduan.contract.call.AsteriskSnapshot.Leg;
import cn.siduan.contract.call.AsteriskSnapshot.Phone;
import cn.siduan.contract.call.AsteriskSnapshot.Where;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.asteriskjava.manager.event.ContactList;
import org.asteriskjava.manager.event.CoreShowChannelEvent;
import org.asteriskjava.manager.event.ResponseEvent;
import org.jspecify.annotations.Nullable;

/**
 * What Asterisk's lists of channels and contacts say, in the words of the contract. A channel's
 * unique id tells what it is: legs we placed carry an id of our making, a caller's own channel is
 * the one its whole call is named after.
 */
final class TakeSnapshot {

  private static final String UP = "Up";

  /** The caller of such a call is at another Asterisk. */
  private static final String FROM_PEER = "from-peer";

  private static final Set<String> LOOP = Set.of("from-trunk", "call", "wait");

  private TakeSnapshot() {}

  static AsteriskSnapshot of(
      String asterisk,
      long fence,
      Instant at,
      boolean restarted,
      Collection<ResponseEvent> channels,
      Collection<ResponseEvent> contacts,
      List<String> extensions) {
    List<Caller> callers = new ArrayList<>();
    List<Leg> legs = new ArrayList<>();
    for (ResponseEvent event : channels) {
      if (event instanceof CoreShowChannelEvent channel) {
        sort(channel, callers, legs);
      }
    }
    return new AsteriskSnapshot(
        asterisk, fence, at, restarted, callers, legs, phones(contacts, extensions));
  }

  private static void sort(CoreShowChannelEvent channel, List<Caller> callers, List<Leg> legs) {
    String id = channel.getUniqueid();
    String[] parts = id.split("_", -1);
    switch (parts[0]) {
      case "op" -> {
        if (parts.length == 4 && parts[2].matches("[0-9]{1,9}")) {
          boolean up = UP.equals(channel.getChannelStateDesc());
          legs.add(new Leg(parts[1], Integer.parseInt(parts[2]), parts[3], up));
        }
      }
      case "out" -> {
        if (parts.length == 3) {
          callers.add(caller(parts[1], channel, false));
        }
      }
      default -> {
        // the telephone of a transfer or of the desk queue is named after the caller it rings for
        if (parts.length == 1
            && id.equals(channel.getLinkedid())
            && !FROM_PEER.equals(channel.getContext())) {
          callers.add(caller(id, channel, true));
        }
      }
    }
  }

  private static Caller caller(String callId, CoreShowChannelEvent channel, boolean inbound) {
    return new Caller(
        callId,
        channel.getChannel(),
        // the dialplan writes the hotline there
        Objects.requireNonNullElse(channel.getAccountcode(), ""),
        digits(channel.getCallerIdNum()),
        inbound,
        where(channel));
  }

  private static Where where(CoreShowChannelEvent channel) {
    String context = Objects.requireNonNullElse(channel.getContext(), "");
    if (context.equals("fallback")) {
      return Where.FALLBACK;
    }
    boolean alone = channel.getBridgeid() == null || channel.getBridgeid().isEmpty();
    return alone && LOOP.contains(context) ? Where.LOOP : Where.ELSEWHERE;
  }

  /** Digits only: what a trunk puts into a number is anybody's. */
  private static String digits(@Nullable String number) {
    String digits = number == null ? "" : number.replaceAll("[^0-9+]", "");
    return digits.length() > 20 ? digits.substring(0, 20) : digits;
  }

  private static List<Phone> phones(Collection<ResponseEvent> contacts, List<String> extensions) {
    Set<String> registered =
        contacts.stream()
            .filter(ContactList.class::isInstance)
            .map(e -> ((ContactList) e).getEndpoint())
            .collect(Collectors.toSet());
    return extensions.stream().map(e -> new Phone(e, registered.contains(e))).toList();
  }
}
