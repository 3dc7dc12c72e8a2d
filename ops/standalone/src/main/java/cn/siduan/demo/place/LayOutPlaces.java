package cn.siduan.demo.place;

import cn.siduan.contract.Tier;
import cn.siduan.demo.Chance;
import cn.siduan.demo.PhoneBook;
import cn.siduan.demo.WordList;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Lays out the district: eight sub-districts of eight communities of four to ten grid cells. */
public final class LayOutPlaces {

  /** 99 is the number of no province in GB/T 2260. */
  public static final String DISTRICT_CODE = "990101";

  public static final String DISTRICT_NAME = "清晏区";

  private static final int BLOCK_COLUMNS = 2;
  private static final int BLOCK_ROWS = 4;
  private static final int BLOCKS_ABREAST = Ground.SIDE / BLOCK_COLUMNS;

  private final RandomGenerator random;
  private final PhoneBook phones;
  private final Ground ground;
  private final EstateNames names;
  private final List<Area> subdistricts = new ArrayList<>();
  private final List<Area> communities = new ArrayList<>();
  private final List<Area> gridCells = new ArrayList<>();
  private final List<Estate> estates = new ArrayList<>();

  private LayOutPlaces(RandomGenerator random, PhoneBook phones) {
    this.random = random;
    this.phones = phones;
    this.ground = Ground.survey(random);
    this.names = new EstateNames(random);
  }

  public static Places layOut(RandomGenerator random, PhoneBook phones) {
    return new LayOutPlaces(random, phones).all();
  }

  private Places all() {
    List<List<String>> lines = WordList.read("places.txt");
    for (int i = 0; i < lines.size(); i++) {
      subdistrict(i, lines.get(i));
    }
    Area district =
        new Area(
            DISTRICT_CODE + "000000",
            Tier.DISTRICT,
            null,
            DISTRICT_NAME,
            "Qingyan District",
            List.of("清晏", "清晏区社区服务中心"),
            DISTRICT_NAME + "市民大道1号",
            phones.nextLandline(),
            ground.quad(4, 4).at(0.5, 0.1),
            ground.outline(0, 0, Ground.SIDE, Ground.SIDE));
    return new Places(
        district,
        List.copyOf(subdistricts),
        List.copyOf(communities),
        List.copyOf(gridCells),
        List.copyOf(estates));
  }

  private void subdistrict(int index, List<String> line) {
    int west = index % BLOCKS_ABREAST * BLOCK_COLUMNS;
    int south = index / BLOCKS_ABREAST * BLOCK_ROWS;
    Bilingual name = Bilingual.parse(line.getFirst());
    List<String> roads = names.nextRoads(6);
    Area area =
        new Area(
            "%s%03d000".formatted(DISTRICT_CODE, index + 1),
            Tier.SUBDISTRICT,
            DISTRICT_CODE + "000000",
            name.chinese() + "街道",
            name.english() + " Sub-district",
            List.of(name.chinese(), name.chinese() + "街道办事处"),
            DISTRICT_NAME + name.chinese() + "街道" + roads.getFirst() + "8号",
            phones.nextLandline(),
            ground.quad(south + 1, west).at(0.9, 0.9),
            ground.outline(south, west, south + BLOCK_ROWS, west + BLOCK_COLUMNS));
    subdistricts.add(area);
    List<String> communityNames = WordList.parts(line.get(1), " ");
    for (int j = 0; j < communityNames.size(); j++) {
      Quad quad = ground.quad(south + j / BLOCK_COLUMNS, west + j % BLOCK_COLUMNS);
      community(area, j, Bilingual.parse(communityNames.get(j)), quad, roads);
    }
  }

  private void community(Area parent, int index, Bilingual name, Quad quad, List<String> roads) {
    String code = "%s%03d".formatted(parent.code().substring(0, 9), index + 1);
    String fullName = name.chinese() + "社区";
    String prefix = DISTRICT_NAME + parent.name() + fullName;
    communities.add(
        new Area(
            code,
            Tier.COMMUNITY,
            parent.code(),
            fullName,
            name.english() + " Community",
            List.of(name.chinese(), fullName + "居委会"),
            prefix + Chance.pick(roads, random) + Chance.between(1, 160, random) + "号",
            phones.nextLandline(),
            quad.centre(),
            quad.outline()));
    int cells = Chance.between(4, 10, random);
    int inFirstRow = (cells + 1) / 2;
    for (int i = 0; i < cells; i++) {
      boolean first = i < inFirstRow;
      int abreast = first ? inFirstRow : cells - inFirstRow;
      double west = (double) (first ? i : i - inFirstRow) / abreast;
      Quad cell = quad.part(west, west + 1.0 / abreast, first ? 0 : 0.5, first ? 0.5 : 1);
      gridCell(communities.getLast(), i + 1, cell, prefix, Chance.pick(roads, random));
    }
  }

  private void gridCell(Area parent, int number, Quad quad, String prefix, String road) {
    boolean lifts = Chance.happens(0.42, random);
    Estate estate =
        new Estate(
            names.nextEstate(lifts),
            "%s%02d".formatted(parent.code(), number),
            parent.code(),
            prefix,
            road,
            Chance.between(1, 399, random),
            quad.part(0.05, 0.95, 0.05, 0.95),
            lifts ? Chance.between(2, 4, random) : Chance.between(4, 8, random),
            lifts ? Chance.between(1, 2, random) : Chance.between(3, 4, random),
            lifts ? Chance.pick(List.of(12, 16, 18, 24), random) : Chance.between(5, 6, random),
            lifts ? 4 : 2);
    estates.add(estate);
    gridCells.add(
        new Area(
            estate.gridCode(),
            Tier.GRID,
            parent.code(),
            parent.name() + "第" + number + "网格",
            parent.nameEn().replace(" Community", " Grid ") + number,
            List.of(estate.name()),
            estate.streetAddress(),
            "",
            quad.centre(),
            quad.outline()));
  }

  private record Bilingual(String chinese, String english) {

    static Bilingual parse(String text) {
      int divider = text.indexOf('=');
      return new Bilingual(text.substring(0, divider), text.substring(divider + 1));
    }
  }
}
