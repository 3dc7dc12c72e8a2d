package cn.siduan.telephony.speech;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Sound as it travels on the telephone: A-law of 8 kHz (ITU-T G.711), without a header. */
public final class TelephoneSound {

  private static final int RATE = 8000;

  /** Of a WAV file as the JDK writes it. */
  private static final int HEADER = 44;

  private static final AudioFormat ALAW =
      new AudioFormat(AudioFormat.Encoding.ALAW, RATE, 8, 1, 1, RATE, false);
  private static final AudioFormat LINEAR = new AudioFormat(RATE, 16, 1, true, false);

  private TelephoneSound() {}

  /**
   * @param pcm 8 kHz, 16 bit, one channel, little endian
   */
  public static void write(byte[] pcm, Path file) throws IOException {
    try (AudioInputStream stream =
        AudioSystem.getAudioInputStream(
            ALAW, new AudioInputStream(new ByteArrayInputStream(pcm), LINEAR, pcm.length / 2))) {
      Files.write(file, stream.readAllBytes());
    }
  }

  /** A sentence spoken, with a pause behind it for whoever hears it again and again. */
  public static void speak(
      SpeechSynthesizer synthesizer, String text, String language, double pauseSeconds, Path file)
      throws IOException {
    Path wav = Files.createTempFile("spoken", ".wav");
    try {
      synthesizer.speak(text, language, false, wav);
      byte[] whole = Files.readAllBytes(wav);
      byte[] pcm = new byte[whole.length - HEADER + 2 * (int) (pauseSeconds * RATE)];
      System.arraycopy(whole, HEADER, pcm, 0, whole.length - HEADER);
      write(pcm, file);
    } finally {
      Files.delete(wav);
    }
  }
}
