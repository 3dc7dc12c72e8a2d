package cn.siduan.contract;

/** Level of a centre in the tree of areas; a grid cell is an area without a centre of its own. */
public enum Tier {
  DISTRICT,
  SUBDISTRICT,
  COMMUNITY,
  GRID
}
