package cn.siduan.demo.place;

import static cn.siduan.demo.Districts.DISTRICT;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.demo.people.Household;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlacesTest {

  private final Places places = DISTRICT.places();
  private final Map<String, Area> byCode = places.all().collect(toMap(Area::code, a -> a));

  @Test
  void every_household_has_an_address_in_a_community() {
    assertThat(DISTRICT.households())
        .allSatisfy(
            household -> {
              Area community = places.findCommunityAt(household.position()).orElseThrow();
              assertThat(community.code()).isEqualTo(household.communityCode());
              assertThat(household.address()).contains(community.name());
            });
  }

  @Test
  void every_household_lives_within_its_grid_cell() {
    assertThat(DISTRICT.households())
        .allMatch(h -> byCode.get(h.gridCode()).outline().contains(h.position()));
  }

  @Test
  void no_two_households_have_one_address() {
    assertThat(DISTRICT.households()).extracting(Household::address).doesNotHaveDuplicates();
  }

  @Test
  void a_community_has_four_to_ten_grid_cells() {
    assertThat(places.gridCells().stream().collect(groupingBy(Area::parentCode, counting())))
        .hasSize(64)
        .allSatisfy((_, cells) -> assertThat(cells).isBetween(4L, 10L));
  }

  @Test
  void communities_tile_the_district() {
    SplittableRandom random = new SplittableRandom(7);
    Stream.generate(() -> anywhere(random))
        .limit(5_000)
        .forEach(
            point ->
                assertThat(places.communities())
                    .filteredOn(c -> c.outline().contains(point))
                    .hasSize(places.district().outline().contains(point) ? 1 : 0));
  }

  @Test
  void a_point_in_a_community_is_in_its_sub_district_too() {
    assertThat(places.communities())
        .allMatch(c -> byCode.get(c.parentCode()).outline().contains(c.position()));
  }

  @Test
  void every_centre_stands_in_its_own_area() {
    assertThat(places.all()).allMatch(area -> area.outline().contains(area.position()));
  }

  @Test
  void communities_are_some_hundred_metres_across() {
    assertThat(places.communities())
        .allSatisfy(
            c ->
                assertThat(c.outline().corners().get(0).metresTo(c.outline().corners().get(2)))
                    .isBetween(400.0, 1_500.0));
  }

  /** Or else an address without its community would be taken for one in another. */
  @Test
  void no_community_is_called_like_a_road_or_an_estate_elsewhere() {
    assertThat(places.communities())
        .allSatisfy(
            community ->
                assertThat(places.estates())
                    .noneMatch(e -> e.road().contains(community.aliases().getFirst()))
                    .noneMatch(e -> e.name().contains(community.aliases().getFirst())));
  }

  @Test
  void no_two_places_have_one_name() {
    assertThat(places.all()).extracting(Area::name).doesNotHaveDuplicates();
    assertThat(places.all()).extracting(Area::nameEn).doesNotHaveDuplicates();
    assertThat(places.estates()).extracting(Estate::name).doesNotHaveDuplicates();
  }

  private static Position anywhere(SplittableRandom random) {
    return new Position(random.nextDouble(30.195, 30.250), random.nextDouble(123.995, 124.065));
  }
}
