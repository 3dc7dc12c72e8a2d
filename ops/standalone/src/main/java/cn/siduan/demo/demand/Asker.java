package cn.siduan.demo.demand;

/** Who asks for something. */
public enum Asker {
  ANY,
  ELDER,
  PARENT
}
