package cn.siduan.demo.place;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The whole tree of areas, each level tiling the one above it. */
public record Places(
    Area district,
    List<Area> subdistricts,
    List<Area> communities,
    List<Area> gridCells,
    List<Estate> estates) {

  /** From the district down, parents before children. */
  public Stream<Area> all() {
    return Stream.of(
            Stream.of(district), subdistricts.stream(), communities.stream(), gridCells.stream())
        .flatMap(areas -> areas);
  }

  public Optional<Area> findCommunityAt(Position point) {
    return communities.stream().filter(c -> c.outline().contains(point)).findFirst();
  }

  public List<Area> listCommunitiesOf(Area subdistrict) {
    return communities.stream().filter(c -> subdistrict.code().equals(c.parentCode())).toList();
  }

  public List<Estate> listEstatesOf(Area community) {
    return estates.stream().filter(e -> e.communityCode().equals(community.code())).toList();
  }
}
