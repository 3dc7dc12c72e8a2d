package cn.siduan.standalone.smoke;

/** Something did not go as it should; the message says what, in words. */
public final class SmokeFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  public SmokeFailed(String what) {
    super(what);
  }

  public SmokeFailed(String what, Throwable cause) {
    super(what, cause);
  }
}
