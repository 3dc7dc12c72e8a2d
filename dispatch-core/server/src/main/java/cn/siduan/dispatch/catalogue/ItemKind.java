package cn.siduan.dispatch.catalogue;

/** The three kinds of service. */
public enum ItemKind {
  /** 菜单式: ordered now. */
  MENU,
  /** 预约式: books a slot. */
  APPOINTMENT,
  /** 关爱式: recurring visits and calls by a plan. */
  CARE
}
