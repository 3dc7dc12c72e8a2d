package cn.siduan.dispatch.calls.outbound;

import cn.siduan.contract.call.CallCommand;
import cn.siduan.dispatch.calls.outbound.OutCallStore.Busy;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.WakeLoop;
import cn.siduan.dispatch.platform.db.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dials what is due, at the pace that lines and operators allow, on one node at a time. A word that
 * got lost costs one attempt: what is dialled for too long was not reached.
 */
public final class PlaceCalls implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PlaceCalls.class);
  private static final long LOCK = 0x51D0_0CA1L;
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final Duration LONGEST_TALK = Duration.ofMinutes(5);

  private final Platform platform;
  private final OutboundCalls calls;
  private final People people;
  private final OutboundSettings settings;
  private final CallHours hours;
  private final Consumer<CallCommand> adapters;
  private final List<Consumer<Tx>> before;
  private final WakeLoop loop;

  /**
   * @param adapters brings a command to one that can place calls
   * @param before what may make calls due; done first
   */
  public PlaceCalls(
      Platform platform,
      OutboundCalls calls,
      People people,
      OutboundSettings settings,
      CallHours hours,
      Consumer<CallCommand> adapters,
      List<Consumer<Tx>> before) {
    this.platform = platform;
    this.calls = calls;
    this.people = people;
    this.settings = settings;
    this.hours = hours;
    this.adapters = adapters;
    this.before = List.copyOf(before);
    loop = new WakeLoop("outbound-calls", LOOK_EVERY, this::look);
  }

  public void wake() {
    loop.wake();
  }

  void look() {
    if (settings.lines() == 0) {
      return;
    }
    before.forEach(this::run);
    List<OutCall> due = platform.database().transaction(this::look);
    // after the commit; the same attempt has the same id, so that Asterisk dials it once
    due.forEach(
        call ->
            adapters.accept(
                new CallCommand.CallOut(
                    call.callId(),
                    Integer.toString(call.attempts()),
                    call.number(),
                    (int) settings.ring().toSeconds())));
  }

  /** What fails here must not keep providers from hearing of their offers. */
  private void run(Consumer<Tx> step) {
    try {
      platform
          .database()
          .transaction(
              tx -> {
                step.accept(tx);
                return step;
              });
    } catch (RuntimeException e) {
      LOG.error("calls that may be due could not be looked for", e);
    }
  }

  private List<OutCall> look(Tx tx) {
    tx.handle().execute("select pg_advisory_xact_lock(?)", LOCK);
    Instant now = calls.now();
    giveUp(tx, now);
    tx.send();
    Busy busy = OutCallStore.busy(tx.handle());
    int[] load = people.load(tx);
    Pacing pacing =
        new Pacing(
            settings.lines(),
            busy.all(),
            load[0],
            settings.perOperator(),
            busy.residents(),
            load[1]);
    List<OutCall> due =
        new ArrayList<>(OutCallStore.takeDue(tx, List.of(Purpose.OFFER), pacing.offers(), now));
    int residents = Math.min(pacing.residents(), pacing.offers() - due.size());
    if (hours.isOpen(now) && residents > 0) {
      due.addAll(
          OutCallStore.takeDue(tx, List.of(Purpose.CHECK_IN, Purpose.FOLLOW_UP), residents, now));
    }
    return due;
  }

  private void giveUp(Tx tx, Instant now) {
    Instant dialled = now.minus(settings.ring()).minus(GRACE);
    for (OutCall call : OutCallStore.listOverdue(tx.handle(), dialled, now.minus(LONGEST_TALK))) {
      calls.notReached(tx, call, "NO_WORD");
    }
    for (OutCall call : OutCallStore.listTooLate(tx.handle(), now)) {
      calls.notReached(tx, call, "TOO_LATE");
    }
  }

  @Override
  public void close() {
    loop.close();
  }
}
