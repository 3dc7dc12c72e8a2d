package cn.siduan.dispatch.calls;

import cn.siduan.contract.call.AsteriskSnapshot;
import cn.siduan.contract.call.AsteriskSnapshot.Caller;
import cn.siduan.contract.call.AsteriskSnapshot.Leg;
import cn.siduan.contract.call.AsteriskSnapshot.Where;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is in the rows against what is in the Asterisk: where they differ, something was missed, and
 * the Asterisk is right.
 */
final class Comparison {

  /**
   * A call that is not over.
   *
   * @param operator reserved for it or talking to it
   * @param changed when anything last happened to it
   */
  record Row(String callId, CallState state, @Nullable Operator operator, Instant changed) {}

  record Operator(String extension, int fence, PresenceState state) {}

  /** What is to be put right. */
  sealed interface Mend {

    String callId();

    /** Waits in our loop, and we know nothing of it. */
    record Adopt(String callId, Caller caller) implements Mend {}

    /** Is no more. */
    record End(String callId) implements Mend {}

    /** Asterisk looks after it by itself: a desk phone must not have its caller taken away. */
    record LookedAfter(String callId) implements Mend {}

    /** Caller and operator do not talk any more. */
    record Part(String callId, String extension, int fence) implements Mend {}

    /** No telephone rings for it, or the operator who picked up was not joined: waits again. */
    record PutBack(String callId) implements Mend {}
  }

  /** What changed so shortly before the picture may not be in it yet. */
  private static final Duration SETTLED = Duration.ofSeconds(5);

  private Comparison() {}

  static List<Mend> of(List<Row> rows, AsteriskSnapshot snapshot) {
    Map<String, Caller> callers = new HashMap<>();
    snapshot.callers().forEach(c -> callers.put(c.callId(), c));
    List<Mend> mends = new ArrayList<>();
    for (Row row : rows) {
      Caller caller = callers.get(row.callId());
      if (!row.changed().plus(SETTLED).isAfter(snapshot.at())) {
        compare(row, caller, snapshot.legs(), mends);
      }
    }
    Set<String> known = rows.stream().map(Row::callId).collect(Collectors.toSet());
    for (Caller caller : snapshot.callers()) {
      if (caller.where() == Where.LOOP && caller.inbound() && !known.contains(caller.callId())) {
        mends.add(new Mend.Adopt(caller.callId(), caller));
      }
    }
    return mends;
  }

  private static void compare(Row row, @Nullable Caller caller, List<Leg> legs, List<Mend> mends) {
    switch (row.state()) {
      case WAITING -> {
        if (caller == null) {
          mends.add(new Mend.End(row.callId()));
        } else if (caller.where() == Where.FALLBACK) {
          mends.add(new Mend.LookedAfter(row.callId()));
        }
      }
      case RINGING -> ringing(row, caller, legs, mends);
      case TALKING -> talking(row, caller, legs, mends);
      case ANSWERED -> {
        if (caller == null) {
          mends.add(new Mend.End(row.callId()));
        }
      }
      // without a caller in Asterisk, or not yet; the clock looks after those
      case CALL_BACK, DIALLING, ABANDONED, ENDED -> {}
    }
  }

  private static void ringing(Row row, @Nullable Caller caller, List<Leg> legs, List<Mend> mends) {
    if (caller == null) {
      mends.add(new Mend.End(row.callId()));
    } else if (caller.where() == Where.FALLBACK) {
      mends.add(new Mend.LookedAfter(row.callId()));
    } else if (!hasLeg(row, legs)) {
      mends.add(new Mend.PutBack(row.callId()));
    }
  }

  private static void talking(Row row, @Nullable Caller caller, List<Leg> legs, List<Mend> mends) {
    Operator operator = row.operator();
    if (caller == null) {
      mends.add(new Mend.End(row.callId()));
    } else if (operator != null && !hasLeg(row, legs)) {
      mends.add(
          caller.where() == Where.LOOP
              ? new Mend.PutBack(row.callId())
              : new Mend.Part(row.callId(), operator.extension(), operator.fence()));
    }
  }

  private static boolean hasLeg(Row row, List<Leg> legs) {
    Operator operator = row.operator();
    return operator != null
        && legs.stream()
            .anyMatch(
                l ->
                    l.callId().equals(row.callId())
                        && l.fence() == operator.fence()
                        && l.extension().equals(operator.extension()));
  }
}
