package cn.siduan.dispatch.routing;

import cn.siduan.dispatch.routing.Field.Elsewhere;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who offers what where, found by item and area without looking at anybody else. Immutable.
 *
 * <p>For each item the providers are numbered; an area knows the numbers of those who serve all of
 * it, and of those who serve something within it.
 */
public final class ProviderIndex {

  /** Of the many who offer an item elsewhere so many are named. */
  static final int MOST_ELSEWHERE = 20;

  /**
   * @param areaPaths by area served: the ids from it up to the root, itself first
   */
  public record Listing(ProviderCard card, List<Long> itemIds, Map<Long, List<Long>> areaPaths) {}

  private record OfItem(
      List<ProviderCard> cards, Map<Long, BitSet> serving, Map<Long, BitSet> within) {

    void add(Listing listing) {
      int no = cards.size();
      cards.add(listing.card());
      listing
          .areaPaths()
          .forEach(
              (area, path) -> {
                serving.computeIfAbsent(area, _ -> new BitSet()).set(no);
                path.forEach(above -> within.computeIfAbsent(above, _ -> new BitSet()).set(no));
              });
    }
  }

  private final Map<Long, OfItem> byItem = new HashMap<>();
  private final Map<Long, Listing> byId = new HashMap<>();

  public ProviderIndex(Collection<Listing> listings) {
    for (Listing listing : listings) {
      byId.put(listing.card().id(), listing);
      for (long item : listing.itemIds()) {
        byItem
            .computeIfAbsent(
                item, _ -> new OfItem(new ArrayList<>(), new HashMap<>(), new HashMap<>()))
            .add(listing);
      }
    }
  }

  public Optional<ProviderCard> find(long providerId) {
    return Optional.ofNullable(byId.get(providerId)).map(Listing::card);
  }

  public int size() {
    return byId.size();
  }

  /**
   * @param path ids of the place's area and those above it, itself first
   * @param reach an area of the path: whoever serves something within it will do; null for those
   *     who serve the place itself
   */
  public Field find(long itemId, List<Long> path, @Nullable Long reach) {
    OfItem item = byItem.get(itemId);
    if (item == null) {
      return Field.EMPTY;
    }
    BitSet in = new BitSet(item.cards().size());
    path.forEach(area -> or(in, item.serving().get(area)));
    if (reach != null) {
      or(in, item.within().get(reach));
    }
    List<ProviderCard> serving = new ArrayList<>(in.cardinality());
    for (int no = in.nextSetBit(0); no >= 0; no = in.nextSetBit(no + 1)) {
      serving.add(item.cards().get(no));
    }
    return new Field(serving, elsewhere(item, in, path), item.cards().size());
  }

  /** The nearest first: whoever serves something else within the next larger area. */
  private List<Elsewhere> elsewhere(OfItem item, BitSet in, List<Long> path) {
    List<Elsewhere> found = new ArrayList<>();
    BitSet seen = (BitSet) in.clone();
    for (int level = 0; level < path.size() && found.size() < MOST_ELSEWHERE; level++) {
      BitSet near = item.within().getOrDefault(path.get(level), NONE);
      for (int no = near.nextSetBit(0);
          no >= 0 && found.size() < MOST_ELSEWHERE;
          no = near.nextSetBit(no + 1)) {
        if (!seen.get(no)) {
          seen.set(no);
          found.add(elsewhere(item.cards().get(no), path.get(level), level < path.size() - 1));
        }
      }
    }
    return found;
  }

  private static final BitSet NONE = new BitSet();

  private Elsewhere elsewhere(ProviderCard card, long common, boolean neighbour) {
    Map<Long, List<Long>> areas =
        Optional.ofNullable(byId.get(card.id()))
            .map(Listing::areaPaths)
            .orElse(Collections.emptyMap());
    long area =
        card.areas().stream()
            .filter(a -> areas.getOrDefault(a, List.of()).contains(common))
            .findFirst()
            .orElse(common);
    return new Elsewhere(card, area, neighbour);
  }

  private static void or(BitSet in, @Nullable BitSet more) {
    if (more != null) {
      in.or(more);
    }
  }
}
