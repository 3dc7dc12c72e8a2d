package cn.siduan.dispatch.centre;

import cn.siduan.contract.Tier;
import cn.siduan.dispatch.centre.AreaAnswer.Candidate;
import cn.siduan.dispatch.centre.AreaAnswer.Rule;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * From an address or a position to the community and grid cell. A position inside an outline
 * decides; otherwise the longest name in the address does. Immutable.
 */
public final class AreaFinder {

  private static final int MOST_CANDIDATES = 5;
  private static final int SHORTEST_NAME = 2;
  private static final double EARTH_METRES = 6_371_000;

  private record Name(String normalised, String registered, Area area) {}

  private final Map<Long, Centre> centres = new HashMap<>();
  private final List<Area> local = new ArrayList<>();
  private final Map<Character, List<Name>> names = new HashMap<>();

  public AreaFinder(List<Area> areas) {
    for (Area area : areas) {
      centres.put(area.centre().id(), area.centre());
      if (isLocal(area.centre())) {
        local.add(area);
        area.names().forEach(name -> addName(name, area));
      }
    }
    names.values().forEach(l -> l.sort(Comparator.comparingInt(n -> -n.normalised().length())));
  }

  private void addName(String name, Area area) {
    String normalised = normalise(name);
    if (normalised.length() >= SHORTEST_NAME) {
      names
          .computeIfAbsent(normalised.charAt(0), _ -> new ArrayList<>())
          .add(new Name(normalised, name, area));
    }
  }

  private static boolean isLocal(Centre centre) {
    return centre.tier() == Tier.COMMUNITY || centre.tier() == Tier.GRID;
  }

  /** Full-width or half-width, capital or small, with blanks or without: written alike. */
  static String normalise(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[\\p{IsWhite_Space}\\p{Cf}]+", "");
  }

  /** Position and address may both be left out; then nothing is found. */
  public AreaAnswer locate(
      @Nullable String address, @Nullable Double latitude, @Nullable Double longitude) {
    if (latitude != null && longitude != null) {
      Optional<Area> around = around(latitude, longitude);
      if (around.isPresent()) {
        return found(Rule.POLYGON, null, around.get());
      }
    }
    String text = normalise(Objects.requireNonNullElse(address, ""));
    List<Name> longest = longest(text);
    if (!longest.isEmpty()) {
      return byName(text, longest);
    }
    return AreaAnswer.notFound(
        Rule.NONE,
        latitude != null && longitude != null ? nearest(latitude, longitude) : alike(text));
  }

  private Optional<Area> around(double latitude, double longitude) {
    return local.stream()
        .filter(a -> a.outline() != null && a.outline().contains(latitude, longitude))
        .min(Comparator.comparingDouble(a -> Objects.requireNonNull(a.outline()).size()));
  }

  /** Every name of the greatest length that occurs in the text, an area once. */
  private List<Name> longest(String text) {
    List<Name> found = new ArrayList<>();
    int length = SHORTEST_NAME;
    for (int i = 0; i + length <= text.length(); i++) {
      for (Name name : names.getOrDefault(text.charAt(i), List.of())) {
        if (name.normalised().length() < length) {
          break;
        }
        if (text.startsWith(name.normalised(), i)) {
          if (name.normalised().length() > length) {
            found.clear();
            length = name.normalised().length();
          }
          if (found.stream().noneMatch(n -> n.area().equals(name.area()))) {
            found.add(name);
          }
        }
      }
    }
    return found;
  }

  /** Of several areas with one name, that whose sub-district or district is in the address too. */
  private AreaAnswer byName(String text, List<Name> longest) {
    int most = longest.stream().mapToInt(n -> ancestorsIn(text, n.area())).max().orElse(0);
    List<Name> best = longest.stream().filter(n -> ancestorsIn(text, n.area()) == most).toList();
    List<Centre> communities =
        best.stream().flatMap(n -> community(n.area()).stream()).distinct().toList();
    if (communities.size() != 1) {
      return AreaAnswer.notFound(
          Rule.AMBIGUOUS,
          communities.stream().limit(MOST_CANDIDATES).map(c -> new Candidate(c, null)).toList());
    }
    Name name = best.getFirst();
    return best.size() == 1
        ? found(Rule.NAME, name.registered(), name.area())
        : AreaAnswer.found(Rule.NAME, name.registered(), communities.getFirst());
  }

  private int ancestorsIn(String text, Area area) {
    int count = 0;
    for (Centre c = parent(area.centre()); c != null; c = parent(c)) {
      count += text.contains(normalise(c.name())) ? 1 : 0;
    }
    return count;
  }

  private @Nullable Centre parent(Centre centre) {
    return centre.parentId() == null ? null : centres.get(centre.parentId());
  }

  private Optional<Centre> community(Area area) {
    Centre centre = area.centre();
    return Optional.ofNullable(centre.tier() == Tier.GRID ? parent(centre) : centre);
  }

  private AreaAnswer found(Rule rule, @Nullable String matched, Area area) {
    Centre grid = area.centre().tier() == Tier.GRID ? area.centre() : null;
    return new AreaAnswer(rule, matched, community(area).orElse(null), grid, List.of());
  }

  private List<Candidate> nearest(double latitude, double longitude) {
    return local.stream()
        .map(Area::centre)
        .filter(c -> c.tier() == Tier.COMMUNITY && c.latitude() != null && c.longitude() != null)
        .map(c -> new Candidate(c, metres(c, latitude, longitude)))
        .sorted(Comparator.comparingLong(c -> Objects.requireNonNull(c.metres())))
        .limit(MOST_CANDIDATES)
        .toList();
  }

  /** Equirectangular, good to a metre or two within a city. */
  private static long metres(Centre centre, double latitude, double longitude) {
    double lat = Objects.requireNonNull(centre.latitude());
    double lon = Objects.requireNonNull(centre.longitude());
    double x = Math.toRadians(longitude - lon) * Math.cos(Math.toRadians((latitude + lat) / 2));
    double y = Math.toRadians(latitude - lat);
    return Math.round(Math.hypot(x, y) * EARTH_METRES);
  }

  /** Communities that share at least two characters in a row with the address. */
  private List<Candidate> alike(String text) {
    Map<Centre, Integer> shared = new HashMap<>();
    for (Area area : local) {
      int most =
          area.names().stream().mapToInt(n -> longestShared(normalise(n), text)).max().orElse(0);
      if (most >= 2) {
        community(area).ifPresent(c -> shared.merge(c, most, Math::max));
      }
    }
    ToDoubleFunction<Centre> likeness = c -> shared.getOrDefault(c, 0);
    return shared.keySet().stream()
        .sorted(Comparator.comparingDouble(likeness).reversed().thenComparingLong(Centre::id))
        .limit(MOST_CANDIDATES)
        .map(c -> new Candidate(c, null))
        .toList();
  }

  private static int longestShared(String a, String b) {
    int[] row = new int[b.length() + 1];
    int most = 0;
    for (int i = 0; i < a.length(); i++) {
      for (int j = b.length() - 1; j >= 0; j--) {
        row[j + 1] = a.charAt(i) == b.charAt(j) ? row[j] + 1 : 0;
        most = Math.max(most, row[j + 1]);
      }
    }
    return most;
  }
}
