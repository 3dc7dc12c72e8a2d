package cn.siduan.dispatch.calls;

import cn.siduan.contract.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides which operator gets which call. Pure.
 *
 * <p>Calls: emergencies, then flagged elders, then who has waited longest; somebody to be called
 * back keeps the place they had. Operators: whoever spoke with the caller last, for a while; else
 * who has been idle longest.
 */
public final class CallDistributor {

  /**
   * @param lastOperatorId who spoke with this number last; null if nobody did
   */
  public record Queued(
      String callId, Priority priority, Instant queuedAt, @Nullable Long lastOperatorId) {}

  public record Free(long operatorId, Instant idleSince) {}

  public record Match(String callId, long operatorId) {}

  private static final Comparator<Queued> FIRST =
      Comparator.comparing(Queued::priority)
          .reversed()
          .thenComparing(Queued::queuedAt)
          .thenComparing(Queued::callId);

  private static final Comparator<Free> LONGEST_IDLE =
      Comparator.comparing(Free::idleSince).thenComparing(Free::operatorId);

  private CallDistributor() {}

  /**
   * @param sticky how long a caller is kept for the operator they spoke with last, if that one is
   *     busy; nobody waits for anybody when it is an emergency
   */
  public static List<Match> match(
      List<Queued> calls, List<Free> operators, Duration sticky, Instant now) {
    List<Free> free = new ArrayList<>(operators);
    free.sort(LONGEST_IDLE);
    List<Match> matches = new ArrayList<>();
    for (Queued call : calls.stream().sorted(FIRST).toList()) {
      choose(call, free, sticky, now)
          .ifPresent(
              chosen -> {
                free.remove(chosen);
                matches.add(new Match(call.callId(), chosen.operatorId()));
              });
    }
    return matches;
  }

  private static Optional<Free> choose(Queued call, List<Free> free, Duration sticky, Instant now) {
    Long last = call.lastOperatorId();
    if (last == null) {
      return free.stream().findFirst();
    }
    Optional<Free> known = free.stream().filter(f -> f.operatorId() == last).findFirst();
    boolean keep =
        call.priority() != Priority.EMERGENCY && call.queuedAt().plus(sticky).isAfter(now);
    return known.isPresent() || keep ? known : free.stream().findFirst();
  }
}
