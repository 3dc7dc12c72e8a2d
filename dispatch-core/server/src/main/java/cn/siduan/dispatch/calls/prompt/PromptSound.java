package cn.siduan.dispatch.calls.prompt;

import cn.siduan.dispatch.platform.http.Problem;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * A sentence as telephones have it.
 *
 * @param wav 8 kHz, 16 bit, one channel
 */
record PromptSound(byte[] wav, int millis) {

  /** Callers are told by decision 0088 that no sentence is much longer. */
  static final int MOST_SECONDS = 30;

  private static final int LEAST_MILLIS = 300;
  private static final AudioFormat TELEPHONE = new AudioFormat(8000, 16, 1, true, false);

  /**
   * Any WAV a telephone, a computer or a studio makes; what the client says of its file is not
   * believed.
   */
  static PromptSound of(byte[] bytes) {
    try (AudioInputStream in = AudioSystem.getAudioInputStream(new ByteArrayInputStream(bytes))) {
      if (!isWave(bytes)) {
        throw refused("prompt-not-wav", Map.of());
      }
      refuseLength(in);
      try (AudioInputStream telephone = AudioSystem.getAudioInputStream(TELEPHONE, in)) {
        return of(telephone.readAllBytes(), TELEPHONE);
      }
    } catch (UnsupportedAudioFileException | IllegalArgumentException e) {
      throw refused("prompt-not-wav", Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PromptSound of(byte[] samples, AudioFormat format) throws IOException {
    int frames = samples.length / format.getFrameSize();
    ByteArrayOutputStream wav = new ByteArrayOutputStream();
    AudioSystem.write(
        new AudioInputStream(new ByteArrayInputStream(samples), format, frames),
        AudioFileFormat.Type.WAVE,
        wav);
    return new PromptSound(wav.toByteArray(), (int) (frames * 1000L / format.getSampleRate()));
  }

  private static boolean isWave(byte[] bytes) {
    return bytes.length > 12 && bytes[0] == 'R' && bytes[1] == 'I' && bytes[8] == 'W';
  }

  /** By its header, before anything is unpacked. */
  private static void refuseLength(AudioInputStream in) {
    double millis = in.getFrameLength() * 1000.0 / in.getFormat().getFrameRate();
    if (millis > MOST_SECONDS * 1000) {
      throw refused(
          "prompt-long", Map.of("seconds", Math.round(millis / 1000), "limit", MOST_SECONDS));
    }
    if (!(millis >= LEAST_MILLIS)) {
      throw refused("prompt-empty", Map.of());
    }
  }

  private static RuntimeException refused(String rule, Map<String, Object> values) {
    return Problem.input(FieldError.of("sound", "", rule, values)).exception();
  }

  String digest() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(wav));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
