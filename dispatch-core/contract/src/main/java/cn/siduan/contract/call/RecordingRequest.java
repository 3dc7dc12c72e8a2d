package cn.siduan.contract.call;

/**
 * Asks the adapter beside an Asterisk for a piece of a recording, or to remove it. Answered with
 * the bytes from {@code offset} on, at most {@link #PIECE}; none at the end. A file that is not
 * there is answered with failure {@link #MISSING}, and has been removed.
 *
 * @param message a message on the machine; else a conversation
 * @param file its name, without a folder
 */
public record RecordingRequest(boolean message, String file, long offset, boolean remove) {

  /** Bytes that travel at once. */
  public static final int PIECE = 256 * 1024;

  /** Failure code: there is no such file. */
  public static final int MISSING = 404;
}
