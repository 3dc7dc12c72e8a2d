package cn.siduan.dispatch.centre;

import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.contract.Tier;
import cn.siduan.dispatch.centre.AreaAnswer.Rule;
import cn.siduan.dispatch.platform.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AreaFinderTest {

  private static final Centre DISTRICT = centre(1, Tier.DISTRICT, null, "长河区");
  private static final Centre EAST = centre(2, Tier.SUBDISTRICT, 1L, "东门街道");
  private static final Centre WEST = centre(3, Tier.SUBDISTRICT, 1L, "西门街道");

  private static final AreaFinder TOWN =
      new AreaFinder(
          List.of(
              area(DISTRICT),
              area(EAST),
              area(WEST),
              area(centre(10, Tier.COMMUNITY, 2L, "阳光社区"), "阳光花园", "ABC大厦"),
              area(centre(11, Tier.COMMUNITY, 2L, "阳光花园北社区"), "阳光花园北区"),
              area(centre(12, Tier.COMMUNITY, 2L, "幸福社区")),
              area(centre(13, Tier.COMMUNITY, 3L, "幸福社区")),
              area(centre(20, Tier.GRID, 10L, "阳光第一网格"), "槐树胡同")));

  @Test
  void the_longer_of_two_names_in_an_address_decides() {
    assertThat(TOWN.locate("长河区阳光花园3号楼", null, null).matched()).isEqualTo("阳光花园");
    AreaAnswer longer = TOWN.locate("长河区阳光花园北区3号楼", null, null);
    assertThat(longer.matched()).isEqualTo("阳光花园北区");
    assertThat(longer.community()).extracting(Centre::id).isEqualTo(11L);
  }

  @Test
  void a_name_of_a_grid_cell_finds_the_cell_and_its_community() {
    AreaAnswer answer = TOWN.locate("槐树胡同7号", null, null);
    assertThat(answer.community()).extracting(Centre::id).isEqualTo(10L);
    assertThat(answer.grid()).extracting(Centre::id).isEqualTo(20L);
  }

  @Test
  void of_two_communities_with_one_name_the_subdistrict_in_the_address_decides() {
    AreaAnswer answer = TOWN.locate("西门街道幸福社区5号", null, null);
    assertThat(answer.community()).extracting(Centre::id).isEqualTo(13L);
  }

  @Test
  void two_communities_with_one_name_and_nothing_else_are_both_offered() {
    AreaAnswer answer = TOWN.locate("幸福社区5号", null, null);
    assertThat(answer.rule()).isEqualTo(Rule.AMBIGUOUS);
    assertThat(answer.candidates()).extracting(c -> c.community().id()).containsExactly(12L, 13L);
  }

  @Test
  void an_unknown_address_gets_the_communities_most_like_it() {
    AreaAnswer answer = TOWN.locate("阳光花圆3号楼", null, null);
    assertThat(answer.rule()).isEqualTo(Rule.NONE);
    assertThat(answer.isFound()).isFalse();
    assertThat(answer.candidates()).extracting(c -> c.community().id()).containsExactly(10L, 11L);
  }

  @Test
  void a_position_outside_every_outline_gets_the_nearest_centres_and_how_far_they_are() {
    Centre near = at(centre(30, Tier.COMMUNITY, 2L, "近社区"), 39.90, 116.40);
    Centre far = at(centre(31, Tier.COMMUNITY, 2L, "远社区"), 39.90, 116.50);
    AreaAnswer answer = new AreaFinder(List.of(area(far), area(near))).locate(null, 39.90, 116.41);
    assertThat(answer.candidates()).extracting(c -> c.community().id()).containsExactly(30L, 31L);
    // a hundredth of a degree of longitude at 39.9° north is 853 m
    assertThat(answer.candidates().getFirst().metres()).isBetween(850L, 856L);
  }

  @Test
  void of_two_outlines_around_a_position_the_smaller_decides_whatever_the_address_says() {
    Area large = tile(centre(40, Tier.COMMUNITY, 2L, "大社区"), 0, 0, 4);
    Area small = tile(centre(41, Tier.COMMUNITY, 2L, "小社区"), 1, 1, 1);
    AreaAnswer answer = new AreaFinder(List.of(large, small)).locate("大社区1号", 1.5, 1.5);
    assertThat(answer.rule()).isEqualTo(Rule.POLYGON);
    assertThat(answer.community()).extracting(Centre::id).isEqualTo(41L);
  }

  @Property
  void a_point_inside_exactly_one_tile_finds_it(
      @ForAll @DoubleRange(min = 0, max = 7.99) double latitude,
      @ForAll @DoubleRange(min = 0, max = 7.99) double longitude) {
    List<Area> tiles = new ArrayList<>();
    for (int row = 0; row < 8; row++) {
      for (int column = 0; column < 8; column++) {
        Centre centre =
            centre(100 + row * 8 + column, Tier.COMMUNITY, 2L, "第" + row + "-" + column);
        tiles.add(tile(centre, row, column, 1));
      }
    }
    AreaAnswer answer = new AreaFinder(tiles).locate(null, latitude, longitude);
    assertThat(answer.rule()).isEqualTo(Rule.POLYGON);
    assertThat(answer.community())
        .extracting(Centre::id)
        .isEqualTo(100 + (long) Math.floor(latitude) * 8 + (long) Math.floor(longitude));
  }

  @Property
  void no_name_longer_than_the_one_matched_is_in_the_address(
      @ForAll("words") List<String> names, @ForAll("addresses") String address) {
    List<Area> areas =
        IntStream.range(0, names.size())
            .mapToObj(i -> area(centre(100 + i, Tier.COMMUNITY, 2L, names.get(i))))
            .toList();
    AreaAnswer answer = new AreaFinder(areas).locate(address, null, null);
    int longest = names.stream().filter(address::contains).mapToInt(String::length).max().orElse(0);
    List<Long> holders =
        areas.stream()
            .map(Area::centre)
            .filter(c -> c.name().length() == longest && address.contains(c.name()))
            .map(Centre::id)
            .toList();
    switch (answer.rule()) {
      case NAME ->
          assertThat(holders).containsExactly(java.util.Objects.requireNonNull(answer.area()).id());
      case AMBIGUOUS -> assertThat(holders).hasSizeGreaterThan(1);
      case NONE -> assertThat(holders).isEmpty();
      case POLYGON -> throw new AssertionError("there are no outlines");
    }
  }

  @Property
  void width_of_letters_and_blanks_do_not_matter(@ForAll Random random) {
    for (String address : List.of("阳光花园北区3号楼", "东门街道幸福社区(5号)", "长河区abc大厦B座", "无名路1号")) {
      AreaAnswer plain = TOWN.locate(address, null, null);
      assertThat(TOWN.locate(disguised(address, random), null, null)).isEqualTo(plain);
    }
  }

  private static String disguised(String text, Random random) {
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean wide = c > ' ' && c < 0x7f && random.nextBoolean();
      result.append(wide ? (char) (c + 0xfee0) : c);
      result.append(List.of("", "", " ", "\u3000", "\t").get(random.nextInt(5)));
    }
    return result.toString();
  }

  @Provide
  Arbitrary<List<String>> words() {
    return Arbitraries.strings()
        .withChars("阳光里路")
        .ofMinLength(2)
        .ofMaxLength(4)
        .list()
        .ofMaxSize(8);
  }

  @Provide
  Arbitrary<String> addresses() {
    return Arbitraries.strings().withChars("阳光里路1").ofMaxLength(12);
  }

  private static Centre centre(long id, Tier tier, @Nullable Long parent, String name) {
    return new Centre(
        id, "C" + id, tier, parent, "/" + id + "/", name, "", "", "", null, null, false);
  }

  private static Centre at(Centre c, double latitude, double longitude) {
    return new Centre(
        c.id(),
        c.code(),
        c.tier(),
        c.parentId(),
        c.path(),
        c.name(),
        "",
        "",
        "",
        latitude,
        longitude,
        false);
  }

  private static Area area(Centre centre, String... aliases) {
    List<String> names = new ArrayList<>(List.of(aliases));
    names.add(centre.name());
    return new Area(centre, names, null);
  }

  private static Area tile(Centre centre, int south, int west, int side) {
    int north = south + side;
    int east = west + side;
    String points = "[[%2$d,%1$d],[%4$d,%1$d],[%4$d,%3$d],[%2$d,%3$d]]";
    return new Area(
        centre,
        List.of(centre.name()),
        Outline.of(Json.tree(points.formatted(south, west, north, east))));
  }
}
