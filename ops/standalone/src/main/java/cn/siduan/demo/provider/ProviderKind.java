package cn.siduan.demo.provider;

public enum ProviderKind {
  /** 社会组织、企业 */
  ORGANISATION,
  /** 部门、站所 */
  DEPARTMENT,
  /** 志愿服务队 */
  VOLUNTEER_TEAM
}
