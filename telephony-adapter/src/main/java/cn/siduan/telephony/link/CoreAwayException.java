package cn.siduan.telephony.link;

/** The core could not be reached, or took too long. */
public final class CoreAwayException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public CoreAwayException(String message, Throwable cause) {
    super(message, cause);
  }
}
