package cn.siduan.e2e;

import com.microsoft.playwright.Page;
import java.util.Map;

/** What the telephone that a page is hears and says. */
final class Headset {

  /** Remembers the page's connections, for what they heard and said. */
  private static final String REMEMBER_CONNECTIONS =
      """
      const Real = RTCPeerConnection;
      window.connections = [];
      window.RTCPeerConnection = function (...given) {
        const made = new Real(...given);
        window.connections.push(made);
        return made;
      };
      window.RTCPeerConnection.prototype = Real.prototype;
      """;

  private static final String SOUND =
      """
      async () => {
        const sound = { heard: 0, said: 0 };
        for (const connection of window.connections) {
          (await connection.getStats()).forEach((s) => {
            if (s.type === 'inbound-rtp') sound.heard += s.totalAudioEnergy > 0 ? s.bytesReceived : 0;
            if (s.type === 'outbound-rtp') sound.said += s.bytesSent;
          });
        }
        return sound;
      }
      """;

  private static final int ENOUGH = 5_000;
  private static final double PATIENCE_MILLIS = 60_000;

  private Headset() {}

  /** Before the page is opened. */
  static void on(Window window) {
    window.context().addInitScript(REMEMBER_CONNECTIONS);
  }

  /** Sound comes in that is not silence, and the microphone's goes out. */
  static void awaitSound(Page page) {
    page.waitForCondition(
        () ->
            page.evaluate(SOUND) instanceof Map<?, ?> bytes
                && bytes.get("heard") instanceof Number heard
                && bytes.get("said") instanceof Number said
                && heard.intValue() > ENOUGH
                && said.intValue() > ENOUGH,
        new Page.WaitForConditionOptions().setTimeout(PATIENCE_MILLIS));
  }
}
