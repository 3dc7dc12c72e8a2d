package cn.siduan.calls;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What an operator's screen is told of calls, and when. */
final class Screen implements AutoCloseable {

  private final Stream<String> lines;
  private final Map<String, Instant> rang = new ConcurrentHashMap<>();

  Screen(OperatorClient operator) throws IOException, InterruptedException {
    lines = operator.live();
    Thread.ofPlatform().daemon().name("screen").start(this::read);
  }

  private void read() {
    try {
      lines
          .filter(l -> l.startsWith("data:") && l.contains("\"RINGING\""))
          .forEach(l -> rang.putIfAbsent(l, Instant.now()));
    } catch (RuntimeException _) {
      // closed
    }
  }

  /** When it was first told that a telephone rings for this call. */
  Optional<Instant> rang(String callId) {
    return rang.entrySet().stream()
        .filter(e -> e.getKey().contains(callId))
        .map(Map.Entry::getValue)
        .min(Instant::compareTo);
  }

  @Override
  public void close() {
    lines.close();
  }
}
