package cn.siduan.contract.call;

/**
 * What a browser phone registers with from now on. The adapter answers {@code true} once its
 * Asterisk has it, and {@code false} where there is no such browser phone.
 *
 * @param secret lower-case hexadecimal; empty to take it back: nobody can register any more
 */
public record PhoneSecret(String extension, String secret) {

  /** Secrets must not end up in a log. */
  @Override
  public String toString() {
    return "PhoneSecret[" + extension + "]";
  }
}
