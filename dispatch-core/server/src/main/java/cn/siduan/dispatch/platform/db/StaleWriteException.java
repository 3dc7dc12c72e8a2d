package cn.siduan.dispatch.platform.db;

/** Somebody else changed the row between our reading and our writing it. */
public final class StaleWriteException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StaleWriteException(String sql) {
    super(sql);
  }
}
