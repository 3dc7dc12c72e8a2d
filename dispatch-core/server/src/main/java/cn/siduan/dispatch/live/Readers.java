package cn.siduan.dispatch.live;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who reads, by audience, so that an event finds its readers at once. Not thread-safe. */
final class Readers {

  private final Set<LiveStream> all = new LinkedHashSet<>();
  private final Map<String, Integer> byPrincipal = new HashMap<>();
  private final Map<String, Set<LiveStream>> byAudience = new HashMap<>();

  int count() {
    return all.size();
  }

  int countOf(String principal) {
    return byPrincipal.getOrDefault(principal, 0);
  }

  List<LiveStream> list() {
    return List.copyOf(all);
  }

  /** Counts a reader who is not to be told of events yet. */
  void admit(LiveStream stream) {
    all.add(stream);
    byPrincipal.merge(stream.principal(), 1, Integer::sum);
  }

  /** From here on the reader is told of events; nothing happens if it has left. */
  void join(LiveStream stream) {
    if (all.contains(stream)) {
      stream.join();
      stream
          .audiences()
          .forEach(a -> byAudience.computeIfAbsent(a, _ -> new HashSet<>()).add(stream));
    }
  }

  void remove(LiveStream stream) {
    if (!all.remove(stream)) {
      return;
    }
    byPrincipal.computeIfPresent(stream.principal(), (_, n) -> n == 1 ? null : n - 1);
    for (String audience : stream.audiences()) {
      byAudience.computeIfPresent(
          audience,
          (_, streams) -> {
            streams.remove(stream);
            return streams.isEmpty() ? null : streams;
          });
    }
  }

  Set<LiveStream> of(String audience) {
    return byAudience.getOrDefault(audience, Set.of());
  }
}
