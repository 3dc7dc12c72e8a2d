package cn.siduan.telephony;

import cn.siduan.contract.call.PhoneSecret;
import cn.siduan.telephony.ami.AmiLink;
import cn.siduan.telephony.asterisk.AsteriskSettings;
import cn.siduan.telephony.callflow.CarryOutCommands;
import cn.siduan.telephony.callflow.ReportWhatWasMissed;
import cn.siduan.telephony.callflow.SetPhoneSecrets;
import cn.siduan.telephony.ivr.AgiServer;
import cn.siduan.telephony.ivr.IvrScripts;
import cn.siduan.telephony.lease.Duty;
import cn.siduan.telephony.link.EventBusLink;
import cn.siduan.telephony.link.HandOutRecordings;
import cn.siduan.telephony.resync.Watch;
import cn.siduan.telephony.speech.Prompts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import org.asteriskjava.manager.event.FullyBootedEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens to an Asterisk, answers its scripts and carries out commands, while it is ours. */
final class LookAfterAsterisk implements Duty {

  private static final Logger LOG = LoggerFactory.getLogger(LookAfterAsterisk.class);

  private final AsteriskSettings settings;
  private final EventBusLink link;
  private final Prompts prompts;
  private final Clock clock;
  private final BooleanSupplier isOurs;
  private volatile @Nullable Running running;

  /** All that begins and ends with the lease. */
  private record Running(AgiServer agi, AmiLink ami, Watch watch, ReportWhatWasMissed missed) {

    void close() {
      watch.close();
      ami.close();
      missed.close();
      agi.close();
    }
  }

  /**
   * @param isOurs whether the lease certainly holds
   */
  LookAfterAsterisk(
      AsteriskSettings settings,
      EventBusLink link,
      Prompts prompts,
      Clock clock,
      BooleanSupplier isOurs) {
    this.settings = settings;
    this.link = link;
    this.prompts = prompts;
    this.clock = clock;
    this.isOurs = isOurs;
  }

  @Override
  public void begin(long fence) {
    AgiServer agi =
        new AgiServer(
            settings.agi().host(),
            settings.agi().port(),
            new IvrScripts(settings.name(), link, prompts, settings.recordings(), clock));
    CarryOutCommands commands = new CarryOutCommands(settings, link, clock);
    ReportWhatWasMissed missed = new ReportWhatWasMissed(settings, link, clock);
    Watch watch = new Watch(settings, fence, link::show, clock);
    AmiLink ami =
        new AmiLink(
            settings,
            event -> {
              if (event instanceof FullyBootedEvent) {
                lookAgain(watch);
              }
              commands.onEvent(event);
            },
            fresh -> {
              missed.look();
              watch.look(fresh);
            });
    watch.begin(ami);
    link.onCommand(
        settings.name(),
        fence,
        command -> {
          if (isOurs.getAsBoolean()) {
            commands.carryOut(ami, command);
          } else {
            LOG.warn("{} is refused: {} may be somebody else's", command, settings.name());
          }
        });
    link.onPhoneSecret(
        settings.name(), fence, phone -> isOurs.getAsBoolean() && setSecret(ami, phone));
    link.onRecording(
        settings.name(),
        new HandOutRecordings(settings.recordings(), settings.spool().resolve("voicemail")));
    running = new Running(agi, ami, watch, missed);
  }

  private static boolean setSecret(AmiLink ami, PhoneSecret phone) {
    try {
      return SetPhoneSecrets.set(ami, phone);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Logged in while Asterisk was still starting, we saw only what was there by then. */
  private void lookAgain(Watch watch) {
    Running now = running;
    if (now != null) {
      watch.hint(now.ami());
    }
  }

  @Override
  public void end() {
    link.stopListening();
    Running now = running;
    running = null;
    if (now != null) {
      now.close();
    }
  }

  boolean isUp() {
    Running now = running;
    return now != null && now.ami().isUp();
  }
}
