package cn.siduan.dispatch.platform.crypto;

/** Keeps single fields (ID-card numbers, health notes, secrets) unreadable at rest. */
public interface FieldCipher {

  /** Never twice the same bytes for the same text. */
  byte[] encrypt(String clear);

  /**
   * @throws IllegalArgumentException if the bytes were not made by {@link #encrypt} under a key
   *     that is still known, or were changed since
   */
  String decrypt(byte[] encrypted);

  /** Keyed and always the same for the same text, so that a row can be found by what it hides. */
  byte[] digest(String clear);
}
