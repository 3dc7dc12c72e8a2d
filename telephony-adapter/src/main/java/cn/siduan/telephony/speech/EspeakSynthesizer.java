package cn.siduan.telephony.speech;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** Speaks with espeak-ng: small, everywhere, and understood; a recorded voice is kinder. */
public final class EspeakSynthesizer implements SpeechSynthesizer {

  private static final AudioFormat TELEPHONE = new AudioFormat(8000, 16, 1, true, false);
  private static final int SECONDS = 20;

  /** Words a minute. Slow: those who call are old and hear it once. */
  private static final String SPEED = "135";

  private static final String NORMAL = "120";
  private static final String LOUD = "200";

  @Override
  public void speak(String text, String language, boolean loud, Path target) throws IOException {
    byte[] wav =
        run(
            List.of(
                "espeak-ng",
                "-v",
                voice(language),
                "-s",
                SPEED,
                "-a",
                loud ? LOUD : NORMAL,
                "--stdin",
                "--stdout"),
            text);
    try (AudioInputStream spoken = AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav));
        AudioInputStream telephone = AudioSystem.getAudioInputStream(TELEPHONE, spoken)) {
      byte[] samples = telephone.readAllBytes();
      AudioSystem.write(
          new AudioInputStream(
              new ByteArrayInputStream(samples),
              TELEPHONE,
              samples.length / TELEPHONE.getFrameSize()),
          AudioFileFormat.Type.WAVE,
          target.toFile());
    } catch (UnsupportedAudioFileException e) {
      throw new IOException("espeak-ng made no sound of \"" + text + "\"", e);
    }
  }

  private static String voice(String language) {
    return language.startsWith("en") ? "en" : "cmn";
  }

  /** The text goes in by standard input: on a command line it could be taken for an option. */
  private static byte[] run(List<String> command, String text) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try {
      try (var in = process.getOutputStream()) {
        in.write(text.getBytes(StandardCharsets.UTF_8));
      }
      byte[] wav = process.getInputStream().readAllBytes();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("espeak-ng did not speak \"" + text + "\"");
      }
      return wav;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      process.destroyForcibly();
    }
  }
}
