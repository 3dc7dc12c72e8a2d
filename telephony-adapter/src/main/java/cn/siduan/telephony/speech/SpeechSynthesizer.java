package cn.siduan.telephony.speech;

import java.io.IOException;
import java.nio.file.Path;

/** Makes a text audible. */
public interface SpeechSynthesizer {

  /**
   * @param language zh-CN or en
   * @param loud for the hard of hearing
   * @param target a WAV file, 8 kHz, 16 bit, one channel, as telephones have it
   */
  void speak(String text, String language, boolean loud, Path target) throws IOException;
}
