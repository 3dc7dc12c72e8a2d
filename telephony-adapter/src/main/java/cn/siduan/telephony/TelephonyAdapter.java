package cn.siduan.telephony;

import cn.siduan.telephony.ami.AmiLink;
import cn.siduan.telephony.asterisk.AsteriskSettings;
import cn.siduan.telephony.asterisk.HoldMusic;
import cn.siduan.telephony.asterisk.WriteAsteriskFiles;
import cn.siduan.telephony.callflow.CarryOutCommands;
import cn.siduan.telephony.callflow.ReportWhatWasMissed;
import cn.siduan.telephony.ivr.AgiServer;
import cn.siduan.telephony.ivr.IvrScripts;
import cn.siduan.telephony.link.EventBusLink;
import cn.siduan.telephony.speech.EspeakSynthesizer;
import cn.siduan.telephony.speech.PromptTexts;
import cn.siduan.telephony.speech.Prompts;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** All that stands between one Asterisk and the core, made and joined by hand. */
public final class TelephonyAdapter implements AutoCloseable {

  /** How long a caller may be kept for the core's answer before Asterisk carries on without it. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final EventBusLink link;
  private final AgiServer agi;
  private final AmiLink ami;
  private final ReportWhatWasMissed missed;

  private TelephonyAdapter(
      Vertx vertx, AsteriskSettings settings, Path config, Path journal, Clock clock)
      throws IOException {
    Prompts prompts = prompts(settings, config);
    link = new EventBusLink(vertx, PATIENCE, journal);
    agi =
        new AgiServer(
            settings.agi().host(),
            settings.agi().port(),
            new IvrScripts(settings.name(), link, prompts, settings.recordings(), clock));
    CarryOutCommands commands =
        new CarryOutCommands(settings.trunks().getFirst().name(), link, clock);
    missed = new ReportWhatWasMissed(settings, link, clock);
    ami = new AmiLink(settings, commands::onEvent, missed::look);
    link.onCommand(settings.name(), command -> commands.carryOut(ami, command));
  }

  /**
   * Writes what Asterisk needs to start: its configuration, music, and the few sentences it says
   * when nobody of ours answers it.
   *
   * @param config the folder with {@code asterisk/}, {@code prompts.yaml} and {@code recordings/}
   * @return files of Asterisk's configuration that changed
   */
  public static List<String> prepare(AsteriskSettings settings, Path config) throws IOException {
    List<String> written = WriteAsteriskFiles.write(config.resolve("asterisk"), settings);
    HoldMusic.writeIfMissing(settings.state().resolve("music").resolve("hold.wav"));
    Prompts prompts = prompts(settings, config);
    for (String prompt : List.of("please-hold", "leave-message", "thank-you")) {
      prompts.prepare(prompt, settings.sounds().resolve(prompt + ".wav"));
    }
    return written;
  }

  /**
   * @param journal folder for what could not be told to the core yet
   */
  public static TelephonyAdapter start(
      Vertx vertx, AsteriskSettings settings, Path config, Path journal, Clock clock)
      throws IOException {
    return new TelephonyAdapter(vertx, settings, config, journal, clock);
  }

  private static Prompts prompts(AsteriskSettings settings, Path config) throws IOException {
    return new Prompts(
        PromptTexts.read(config.resolve("prompts.yaml")),
        new EspeakSynthesizer(),
        config.resolve("recordings"),
        settings.sounds().resolve("kept"));
  }

  /** Whether Asterisk answers. */
  public boolean isUp() {
    return ami.isUp();
  }

  @Override
  public void close() {
    ami.close();
    missed.close();
    agi.close();
    link.close();
  }
}
