package cn.siduan.dispatch.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** District 1, sub-districts 10 and 20, communities 11, 12 and 21, 22. */
class ProviderIndexTest {

  private static final Map<Long, List<Long>> PATHS =
      Map.of(
          1L, List.of(1L),
          10L, List.of(10L, 1L),
          20L, List.of(20L, 1L),
          11L, List.of(11L, 10L, 1L),
          12L, List.of(12L, 10L, 1L),
          21L, List.of(21L, 20L, 1L),
          22L, List.of(22L, 20L, 1L));

  private static ProviderIndex.Listing listing(long id, List<Long> items, List<Long> areas) {
    return new ProviderIndex.Listing(
        new ProviderCard(
            id, "P" + id, "ORGANISATION", null, null, 3, 5, areas, Map.of(), Opening.ALWAYS),
        items,
        areas.stream().collect(Collectors.toMap(a -> a, PATHS::get)));
  }

  private static List<Long> ids(List<ProviderCard> cards) {
    return cards.stream().map(ProviderCard::id).toList();
  }

  @Test
  void who_serves_an_area_serves_everything_below_it_and_only_the_item_asked_for() {
    ProviderIndex index =
        new ProviderIndex(
            List.of(
                listing(1, List.of(7L), List.of(1L)),
                listing(2, List.of(7L), List.of(10L)),
                listing(3, List.of(7L), List.of(11L)),
                listing(4, List.of(7L), List.of(12L)),
                listing(5, List.of(8L), List.of(11L))));
    Field field = index.find(7, PATHS.get(11L), null);
    assertThat(ids(field.serving())).containsExactly(1L, 2L, 3L);
    assertThat(field.offering()).isEqualTo(4);
    assertThat(index.find(9, PATHS.get(11L), null)).isEqualTo(Field.EMPTY);
  }

  @Test
  void the_neighbours_come_before_those_far_away_and_a_wider_reach_takes_them_in() {
    ProviderIndex index =
        new ProviderIndex(
            List.of(
                listing(1, List.of(7L), List.of(22L)),
                listing(2, List.of(7L), List.of(12L)),
                listing(3, List.of(7L), List.of(11L))));
    Field field = index.find(7, PATHS.get(11L), null);
    assertThat(field.elsewhere())
        .extracting(e -> e.card().id(), Field.Elsewhere::areaId, Field.Elsewhere::neighbour)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(2L, 12L, true),
            org.assertj.core.groups.Tuple.tuple(1L, 22L, false));
    assertThat(ids(index.find(7, PATHS.get(11L), 10L).serving())).containsExactly(2L, 3L);
    assertThat(ids(index.find(7, PATHS.get(11L), 1L).serving())).containsExactly(1L, 2L, 3L);
  }

  @Property(tries = 200)
  void the_index_finds_what_a_scan_of_everybody_finds(@ForAll long seed) {
    Random random = new Random(seed);
    List<Long> areas = List.copyOf(PATHS.keySet());
    List<ProviderIndex.Listing> all = new ArrayList<>();
    for (long id = 1; id <= 30; id++) {
      all.add(
          listing(
              id,
              random.longs(3, 1, 6).distinct().boxed().toList(),
              random.ints(2, 0, areas.size()).distinct().mapToObj(areas::get).toList()));
    }
    long item = random.nextInt(1, 6);
    List<Long> path = PATHS.get(areas.get(random.nextInt(areas.size())));
    List<Long> scanned =
        all.stream()
            .filter(l -> l.itemIds().contains(item))
            .filter(l -> l.card().areas().stream().anyMatch(path::contains))
            .map(l -> l.card().id())
            .toList();
    Field field = new ProviderIndex(all).find(item, path, null);
    assertThat(ids(field.serving())).isEqualTo(scanned);
    assertThat(field.elsewhere()).noneMatch(e -> scanned.contains(e.card().id()));
  }
}
