package cn.siduan.demo.place;

import cn.siduan.demo.Digits;

/**
 * A housing estate (小区), which lies in one grid cell.
 *
 * @param prefix what an address in it begins with: district, sub-district and community
 */
public record Estate(
    String name,
    String gridCode,
    String communityCode,
    String prefix,
    String road,
    int roadNumber,
    Quad ground,
    int buildings,
    int units,
    int floors,
    int roomsPerFloor) {

  /** Registered households are spread over the estate, not packed into its first building. */
  private static final int STRIDE = 37;

  public boolean hasLifts() {
    return floors > 7;
  }

  public int flats() {
    return buildings * units * floors * roomsPerFloor;
  }

  public String streetAddress() {
    return prefix + road + roadNumber + "号";
  }

  /** The nth home that registers, as an address with building, unit and room. */
  public String address(int nth) {
    int flat = flat(nth);
    int room = flat % roomsPerFloor + 1;
    int floor = flat / roomsPerFloor % floors + 1;
    int unit = flat / (roomsPerFloor * floors) % units + 1;
    return streetAddress()
        + name
        + (building(flat) + 1)
        + "幢"
        + unit
        + "单元"
        + floor
        + Digits.padded(room, 2)
        + "室";
  }

  public Position position(int nth) {
    int building = building(flat(nth));
    int abreast = (buildings + 1) / 2;
    double v = building < abreast ? 0.25 : 0.75;
    return ground.at((building % abreast + 0.5) / abreast, v);
  }

  private int building(int flat) {
    return flat / (roomsPerFloor * floors * units);
  }

  private int flat(int nth) {
    if (nth < 0 || nth >= flats()) {
      throw new IllegalArgumentException(
          name + " has " + flats() + " flats, there is no flat " + nth);
    }
    return (int) ((long) nth * STRIDE % flats());
  }
}
