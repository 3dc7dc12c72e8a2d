package cn.siduan.telephony.resync;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.asteriskjava.manager.event.CoreShowChannelEvent;
import org.asteriskjava.manager.event.ResponseEvent;

/**
 * Callers whose script does not answer: Asterisk waits for a FastAGI server for ever, and a caller
 * would hear nothing until they hang up. Seen in the same script in so many pictures, a caller is
 * to be taken out of it.
 */
final class StuckScripts {

  private static final int PICTURES = 2;

  private final Map<String, Integer> seen = new HashMap<>();

  /**
   * @return channels to be sent back to waiting
   */
  List<String> look(Collection<ResponseEvent> channels) {
    Map<String, Integer> now = new HashMap<>();
    Map<String, String> names = new HashMap<>();
    for (ResponseEvent event : channels) {
      if (event instanceof CoreShowChannelEvent c && "AGI".equals(c.getApplication())) {
        String script = c.getUniqueid() + " " + Objects.toString(c.getApplicationdata(), "");
        now.put(script, seen.getOrDefault(script, 0) + 1);
        names.put(script, c.getChannel());
      }
    }
    seen.clear();
    seen.putAll(now);
    return now.entrySet().stream()
        .filter(e -> e.getValue() >= PICTURES)
        .map(e -> Objects.requireNonNull(names.get(e.getKey())))
        .toList();
  }
}
