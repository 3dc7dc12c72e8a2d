package cn.siduan.telephony.asterisk;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * Music to wait by, made by ourselves so that it is nobody's: plucked notes of the pentatonic
 * scale, slow and low enough for a telephone and an old ear. A file put in its place stays.
 */
public final class HoldMusic {

  private static final int RATE = 8000;
  private static final double BEAT_SECONDS = 0.55;

  /** Degrees of the scale, five to an octave; a rest is -1. */
  private static final int[] MELODY = {
    0, 2, 4, 5, 4, 2, 3, -1, 2, 4, 5, 7, 5, 4, 5, -1, 7, 5, 4, 2, 4, 2, 0, -1, 2, 0, 2, 4, 2, 0, 0,
    -1
  };

  private static final double[] PENTATONIC = {1.0, 9.0 / 8, 5.0 / 4, 3.0 / 2, 5.0 / 3};
  private static final double LOWEST_HZ = 294;

  private HoldMusic() {}

  public static void writeIfMissing(Path file) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    Files.createDirectories(file.getParent());
    byte[] samples = samples();
    AudioFormat telephone = new AudioFormat(RATE, 16, 1, true, false);
    Path fresh = file.resolveSibling("new-" + file.getFileName());
    AudioSystem.write(
        new AudioInputStream(new ByteArrayInputStream(samples), telephone, samples.length / 2),
        AudioFileFormat.Type.WAVE,
        fresh.toFile());
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
    Files.move(fresh, file);
  }

  private static byte[] samples() {
    int beat = (int) (RATE * BEAT_SECONDS);
    double[] sound = new double[beat * (MELODY.length + 4)];
    for (int i = 0; i < MELODY.length; i++) {
      if (MELODY[i] >= 0) {
        pluck(sound, i * beat, hertz(MELODY[i]));
      }
    }
    byte[] samples = new byte[sound.length * 2];
    for (int i = 0; i < sound.length; i++) {
      int value = (int) Math.clamp(sound[i] * 7000, Short.MIN_VALUE, Short.MAX_VALUE);
      samples[2 * i] = (byte) value;
      samples[2 * i + 1] = (byte) (value >> 8);
    }
    return samples;
  }

  private static double hertz(int degree) {
    return LOWEST_HZ * PENTATONIC[degree % 5] * (1 << (degree / 5));
  }

  /** Rises at once and dies away over two beats. */
  private static void pluck(double[] sound, int at, double hertz) {
    for (int i = 0; i < 3 * RATE && at + i < sound.length; i++) {
      double t = i / (double) RATE;
      double fade = Math.min(1, t * 60) * Math.exp(-2.2 * t);
      double wave =
          Math.sin(2 * Math.PI * hertz * t)
              + 0.35 * Math.sin(4 * Math.PI * hertz * t)
              + 0.12 * Math.sin(6 * Math.PI * hertz * t);
      sound[at + i] += fade * wave;
    }
  }
}
