package cn.siduan.demo.provider;

/** How much of the district a provider serves. */
enum Coverage {
  /** Some of one sub-district. */
  COMMUNITIES,
  SUBDISTRICT,
  /** Two or three side by side. */
  SUBDISTRICTS,
  DISTRICT
}
