package cn.siduan.telephony.callflow;

import cn.siduan.contract.call.CallEvent;
import cn.siduan.telephony.asterisk.AsteriskSettings;
import cn.siduan.telephony.link.CoreLink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the core of callers whom Asterisk sent to the desk phones or its voice mail because nobody
 * of ours answered. Asterisk leaves a note of each ({@code spool/missed}: second, line, number) and
 * the message beside it; a note is removed once it is in the journal.
 */
public final class ReportWhatWasMissed implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ReportWhatWasMissed.class);

  /** A message may still be being spoken. */
  private static final Duration SETTLED = Duration.ofSeconds(30);

  private static final int WAV_HEADER = 44;
  private static final int BYTES_A_SECOND = 16_000;

  private final AsteriskSettings settings;
  private final CoreLink core;
  private final Clock clock;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("missed-calls").factory());

  public ReportWhatWasMissed(AsteriskSettings settings, CoreLink core, Clock clock) {
    this.settings = settings;
    this.core = core;
    this.clock = clock;
    var _ = looks.scheduleWithFixedDelay(this::look, 5, 10, TimeUnit.SECONDS);
  }

  /** Reports every note that is old enough. */
  public synchronized void look() {
    try (Stream<Path> notes = Files.list(settings.spool().resolve("missed"))) {
      for (Path note : notes.sorted().toList()) {
        report(note);
      }
    } catch (IOException e) {
      LOG.warn("the notes of missed calls cannot be read", e);
    }
  }

  private void report(Path note) throws IOException {
    Instant written = Files.getLastModifiedTime(note).toInstant();
    Path message = settings.spool().resolve("voicemail").resolve(note.getFileName() + ".wav");
    if (clock.instant().isBefore(latest(written, message).plus(SETTLED))) {
      return;
    }
    String[] parts = Files.readString(note).strip().split(" ", 3);
    if (parts.length < 2 || !parts[0].matches("[0-9]{1,12}")) {
      LOG.error("the note of a missed call {} cannot be read and is put aside", note);
      Files.move(note, note.resolveSibling("unreadable-" + note.getFileName()));
      return;
    }
    core.tell(event(note.getFileName().toString(), parts, message));
    Files.delete(note);
  }

  private CallEvent event(String callId, String[] note, Path message) throws IOException {
    Instant at = Instant.ofEpochSecond(Long.parseLong(note[0]));
    String number = note.length > 2 ? note[2] : "";
    Optional<Integer> seconds = seconds(message);
    return seconds.isEmpty()
        ? new CallEvent.MissedWhileAway(callId, at, settings.name(), note[1], number)
        : new CallEvent.VoicemailLeft(
            callId,
            at,
            settings.name(),
            note[1],
            number,
            message.getFileName().toString(),
            seconds.get());
  }

  /** Empty where nothing was said. */
  private static Optional<Integer> seconds(Path message) throws IOException {
    if (!Files.exists(message)) {
      return Optional.empty();
    }
    long bytes = Files.size(message) - WAV_HEADER;
    return bytes <= 0 ? Optional.empty() : Optional.of((int) (bytes / BYTES_A_SECOND));
  }

  private static Instant latest(Instant written, Path message) throws IOException {
    if (!Files.exists(message)) {
      return written;
    }
    Instant spoken = Files.getLastModifiedTime(message).toInstant();
    return spoken.isAfter(written) ? spoken : written;
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
