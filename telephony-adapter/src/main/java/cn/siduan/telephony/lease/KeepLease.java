package cn.siduan.telephony.lease;

import cn.siduan.contract.call.LeaseReply;
import cn.siduan.contract.call.LeaseRequest;
import cn.siduan.telephony.link.CoreAwayException;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the core for an Asterisk until it is granted, and goes on asking.
 *
 * <p>While the core is away nobody else can be granted it either, so the owner goes on listening
 * and lets callers wait; but it may not command until the core has confirmed it again, because it
 * cannot know how long the core has been away from it alone.
 */
public final class KeepLease implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KeepLease.class);
  private static final Duration ASK_EVERY = Duration.ofSeconds(1);

  private final String asterisk;
  private final String owner;
  private final Function<LeaseRequest, LeaseReply> core;
  private final Duty duty;
  private final Thread thread;
  private volatile long fence;
  private volatile long validUntil;
  private boolean saidWaiting;
  private volatile boolean closed;

  /**
   * @param owner another one for every run of an adapter
   * @param core blocks until it answers; throws {@link CoreAwayException}
   */
  public KeepLease(
      String asterisk, String owner, Function<LeaseRequest, LeaseReply> core, Duty duty) {
    this.asterisk = asterisk;
    this.owner = owner;
    this.core = core;
    this.duty = duty;
    thread = Thread.ofVirtual().name("lease-" + asterisk).start(this::run);
  }

  /** Whether the Asterisk is certainly ours, by our own clock. */
  public boolean isHeld() {
    return fence != 0 && System.nanoTime() - validUntil < 0;
  }

  private void run() {
    while (!closed) {
      askIfPossible();
      try {
        Thread.sleep(ASK_EVERY);
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  private void askIfPossible() {
    try {
      ask();
    } catch (CoreAwayException e) {
      LOG.debug("the core does not say whose {} is", asterisk, e);
    } catch (RuntimeException e) {
      LOG.error("the lease of {} could not be kept", asterisk, e);
    }
  }

  private void ask() {
    long asked = System.nanoTime();
    LeaseReply reply = core.apply(new LeaseRequest(asterisk, owner, false));
    if (!reply.granted()) {
      sayOnce();
      lose();
      return;
    }
    saidWaiting = false;
    // counted from the asking: the answer may have been long under way
    validUntil = asked + Duration.ofSeconds(reply.seconds()).toNanos();
    if (reply.fence() != fence) {
      lose();
      fence = reply.fence();
      LOG.info("{} is ours, fence {}", asterisk, fence);
      duty.begin(fence);
    }
  }

  private void sayOnce() {
    if (fence == 0 && !saidWaiting) {
      LOG.info("{} has another owner; waiting for it", asterisk);
      saidWaiting = true;
    }
  }

  private void lose() {
    if (fence != 0) {
      LOG.warn("{} is somebody else's now, our fence was {}", asterisk, fence);
      fence = 0;
      duty.end();
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(6));
      if (fence != 0) {
        fence = 0;
        duty.end();
        var _ = core.apply(new LeaseRequest(asterisk, owner, true));
      }
    } catch (CoreAwayException e) {
      LOG.info("the lease of {} runs out by itself: the core is away", asterisk);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
