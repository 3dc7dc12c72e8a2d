package cn.siduan.telephony.resync;

import cn.siduan.contract.call.AsteriskSnapshot;
import cn.siduan.telephony.ami.AmiLink;
import cn.siduan.telephony.asterisk.AsteriskSettings;
import cn.siduan.telephony.link.CoreAwayException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.asteriskjava.manager.action.CoreShowChannelsAction;
import org.asteriskjava.manager.action.CoreStatusAction;
import org.asteriskjava.manager.action.PJSipShowContactsAction;
import org.asteriskjava.manager.action.RedirectAction;
import org.asteriskjava.manager.event.ResponseEvent;
import org.asteriskjava.manager.response.CoreStatusResponse;
import org.asteriskjava.manager.response.ManagerResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the whole of an Asterisk and shows it to the core: after every connection, before the
 * events that came meanwhile, and every ten seconds, since anything may be missed.
 */
public final class Watch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final int EVERY_SECONDS = 10;

  /** Where in the dialplan somebody is told to go on waiting. */
  private static final String WAITING = "wait";

  private static final String GO_ON = "begin";

  private final AsteriskSettings settings;
  private final long fence;
  private final Predicate<AsteriskSnapshot> core;
  private final Clock clock;
  private final StuckScripts stuck = new StuckScripts();
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("watch").factory());
  private @Nullable String startedAt;

  /**
   * @param fence of the lease
   * @param core says whether we are the owner; throws {@link CoreAwayException}
   */
  public Watch(
      AsteriskSettings settings, long fence, Predicate<AsteriskSnapshot> core, Clock clock) {
    this.settings = settings;
    this.fence = fence;
    this.core = core;
    this.clock = clock;
  }

  public void begin(AmiLink ami) {
    var _ =
        looks.scheduleWithFixedDelay(
            () -> lookIfUp(ami), EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  /** At once, beside the usual looks: something hints that much has changed. */
  public void hint(AmiLink ami) {
    looks.execute(() -> lookIfUp(ami));
  }

  private void lookIfUp(AmiLink ami) {
    try {
      if (ami.isUp()) {
        look(ami);
      }
    } catch (IOException e) {
      LOG.warn("{} could not be looked at: {}", settings.name(), e.toString());
    } catch (RuntimeException e) {
      LOG.error("{} could not be looked at", settings.name(), e);
    }
  }

  /**
   * @throws IOException if Asterisk does not answer; that the core does not is made up for later
   */
  public synchronized void look(AmiLink ami) throws IOException {
    Instant at = clock.instant();
    boolean restarted = isRestarted(ami);
    Collection<ResponseEvent> channels = ami.list(new CoreShowChannelsAction());
    Collection<ResponseEvent> contacts = ami.list(new PJSipShowContactsAction());
    for (String channel : stuck.look(channels)) {
      LOG.warn("{} is taken out of a script that does not answer", channel);
      ManagerResponse answer = ami.send(new RedirectAction(channel, WAITING, GO_ON, 1));
      LOG.debug("{}", answer);
    }
    List<String> extensions =
        settings.phones().stream().map(AsteriskSettings.Phone::extension).toList();
    AsteriskSnapshot snapshot =
        TakeSnapshot.of(settings.name(), fence, at, restarted, channels, contacts, extensions);
    try {
      if (!core.test(snapshot)) {
        LOG.warn("the core takes another adapter for the owner of {}", settings.name());
      }
    } catch (CoreAwayException e) {
      LOG.warn("the core could not be shown what is in {}", settings.name());
    }
  }

  private boolean isRestarted(AmiLink ami) throws IOException {
    if (!(ami.send(new CoreStatusAction()) instanceof CoreStatusResponse status)) {
      return false;
    }
    String started = status.getCoreStartupDate() + " " + status.getCoreStartupTime();
    boolean restarted = startedAt != null && !Objects.equals(startedAt, started);
    startedAt = started;
    if (restarted) {
      LOG.warn("{} was started anew at {}", settings.name(), started);
    }
    return restarted;
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
