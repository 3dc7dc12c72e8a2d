package cn.siduan.dispatch.resident;

/** What whoever speaks to a resident, or goes there, has to know beforehand. */
public enum CareFlag {
  /** 独居 */
  LIVES_ALONE,
  /** 空巢 */
  EMPTY_NEST,
  /** 听力差 */
  HARD_OF_HEARING,
  /** 视力差 */
  LOW_VISION,
  /** 只说方言 */
  DIALECT,
  /** 坐轮椅 */
  WHEELCHAIR,
  /** 卧床 */
  BEDRIDDEN,
  /** 认知障碍 */
  DEMENTIA,
  /** 残疾 */
  DISABILITY,
  /** 低保 */
  MINIMUM_LIVING
}
