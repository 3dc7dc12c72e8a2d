package cn.siduan.telephony;

import cn.siduan.telephony.asterisk.AsteriskSettings;
import cn.siduan.telephony.asterisk.HoldMusic;
import cn.siduan.telephony.asterisk.WriteAsteriskFiles;
import cn.siduan.telephony.lease.KeepLease;
import cn.siduan.telephony.link.EventBusLink;
import cn.siduan.telephony.speech.EspeakSynthesizer;
import cn.siduan.telephony.speech.FetchPrompts;
import cn.siduan.telephony.speech.PromptTexts;
import cn.siduan.telephony.speech.Prompts;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All that stands between one Asterisk and the core, made and joined by hand. It does nothing until
 * the core has said that the Asterisk is its to look after.
 */
public final class TelephonyAdapter implements AutoCloseable {

  /** How long a caller may be kept for the core's answer before Asterisk carries on without it. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final EventBusLink link;
  private final LookAfterAsterisk duty;
  private final KeepLease lease;
  private final FetchPrompts fetched;

  private TelephonyAdapter(
      Supplier<Vertx> bus, AsteriskSettings settings, Path config, Path journal, Clock clock)
      throws IOException {
    link = new EventBusLink(bus, PATIENCE, journal);
    fetched = new FetchPrompts(settings.sounds().resolve("recorded"), request -> link.ask(request));
    Prompts prompts = prompts(settings, config, fetched);
    fetched.start(() -> prepareDialplan(prompts, settings));
    // a caller should not have to wait in silence for a sentence to be spoken for the first time
    var _ = Thread.ofPlatform().daemon().name("prompts").start(prompts::prepare);
    duty = new LookAfterAsterisk(settings, link, prompts, clock, this::mayCommand);
    lease =
        new KeepLease(
            settings.name(), UUID.randomUUID().toString(), request -> link.ask(request), duty);
  }

  private boolean mayCommand() {
    return lease.isHeld();
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
    prepareDialplan(prompts(settings, config, null), settings);
    return written;
  }

  /** What the dialplan says without us stands under names of its own. */
  private static void prepareDialplan(Prompts prompts, AsteriskSettings settings) {
    try {
      for (String prompt : List.of("please-hold", "leave-message", "thank-you")) {
        prompts.prepare(prompt, settings.sounds().resolve(prompt + ".wav"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param journal folder for what could not be told to the core yet
   */
  public static TelephonyAdapter start(
      Vertx vertx, AsteriskSettings settings, Path config, Path journal, Clock clock)
      throws IOException {
    return new TelephonyAdapter(() -> vertx, settings, config, journal, clock);
  }

  /**
   * @param bus the one to speak on now; it may be another one later
   */
  public static TelephonyAdapter start(
      Supplier<Vertx> bus, AsteriskSettings settings, Path config, Path journal, Clock clock)
      throws IOException {
    return new TelephonyAdapter(bus, settings, config, journal, clock);
  }

  private static Prompts prompts(
      AsteriskSettings settings, Path config, @Nullable FetchPrompts fetched) throws IOException {
    return new Prompts(
        PromptTexts.read(config.resolve("prompts.yaml")),
        new EspeakSynthesizer(),
        config.resolve("recordings"),
        settings.sounds().resolve("kept"),
        fetched);
  }

  /** Whether the Asterisk is ours and answers. */
  public boolean isUp() {
    return duty.isUp();
  }

  /** How long nothing was heard of the core. */
  public Duration silence() {
    return link.silence();
  }

  /** The bus is another one now: listen there. */
  void joinedAfresh() {
    link.listenAgain();
  }

  @Override
  public void close() {
    fetched.close();
    lease.close();
    link.close();
  }
}
